package clientele.etl;

import clientele.etl.engine.Select;
import clientele.etl.engine.SqlText;
import clientele.etl.extract.RawTables;
import clientele.etl.extract.SourceDefinition;
import clientele.etl.extract.TableDefinition;
import clientele.etl.extract.TableExtract;
import clientele.etl.model.Entity;
import clientele.etl.model.Model;
import clientele.etl.model.RowsAside;
import clientele.etl.model.Staging;
import clientele.etl.model.Workspace;
import clientele.etl.store.QuarantineDecision;
import clientele.schema.Contracts;
import clientele.schema.Reconciled;
import clientele.schema.TableContract;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes down where every row went: from the sources to raw tables, on to the entities, and from
 * them to the facts, with the rows in quarantine and what people decided about them. The contracts'
 * checks refuse a difference.
 */
final class Reconciliation {

  private final Night night;
  private final Selection selection;

  Reconciliation(Night night, Selection selection) {
    this.night = night;
    this.selection = selection;
  }

  private record Moved(
      String station,
      String source,
      String tableName,
      long rowsIn,
      long rowsLoaded,
      long rowsUnchanged,
      long rowsQuarantined,
      long rowsHeldBack,
      long rowsDeleted) {}

  private record Decided(
      int decisionNo,
      String faultId,
      String decision,
      boolean isNewest,
      String stage,
      String source,
      String tableName,
      String naturalKey,
      String columnName,
      String value,
      String rule,
      String note,
      String decidedBy,
      LocalDateTime decidedAt) {}

  /** Writes the tables. */
  StepResult run() {
    List<Moved> rows = new ArrayList<>();
    for (SourceDefinition source : selection.sources()) {
      for (TableDefinition table : source.tables()) {
        rows.add(extracted(source, table));
      }
    }
    selection.entities().forEach(entity -> rows.add(staged(entity)));
    night.engine().take("moved_rows", Moved.class, rows);
    night.engine().take("decided_rows", Decided.class, decisions());
    write("rpt_quarantine_decision", "select * from decided_rows");
    long faults = write("rpt_quarantine", quarantine());
    write("rpt_reconciliation", reconciliation());
    writeAmounts();
    return result(rows, faults);
  }

  private static StepResult result(List<Moved> rows, long faults) {
    List<Moved> extracted = rows.stream().filter(row -> row.station().equals("extract")).toList();
    long read = extracted.stream().mapToLong(Moved::rowsIn).sum();
    String note =
        "%,d rows read = %,d loaded + %,d unchanged + %,d quarantined; %,d gone"
            .formatted(
                read,
                extracted.stream().mapToLong(Moved::rowsLoaded).sum(),
                extracted.stream().mapToLong(Moved::rowsUnchanged).sum(),
                extracted.stream().mapToLong(Moved::rowsQuarantined).sum(),
                extracted.stream().mapToLong(Moved::rowsDeleted).sum());
    return NightStep.done(
        read, read, faults == 0 ? note : "%s; %,d faults in quarantine".formatted(note, faults));
  }

  private Moved extracted(SourceDefinition source, TableDefinition table) {
    TableExtract extract = night.extract(source, table, rows -> {});
    return new Moved(
        "extract",
        source.name(),
        table.name(),
        extract.read(),
        extract.loaded(),
        extract.unchanged(),
        extract.quarantined(),
        0,
        extract.deleted());
  }

  /** What the entity's table really has is counted, not what staging says it wrote. */
  private Moved staged(Entity entity) {
    Staging.Staged staged = night.staging().staged(entity);
    String source = entity.feeds().size() == 1 ? entity.feeds().get(0).source() : "all";
    return new Moved(
        "stage",
        source,
        entity.contract().name(),
        staged.given(),
        night.workspace().rows(entity.contract()),
        0,
        staged.quarantined(),
        staged.heldBack(),
        0);
  }

  private String reconciliation() {
    List<String> moved = new ArrayList<>();
    moved.add("select * from moved_rows");
    for (TableContract fact : facts()) {
      moved.add(
          """
          select 'star' as station, s.source, '%1$s' as table_name,
            count(*) filter (where s.side = 'staged') as rows_in,
            count(*) filter (where s.side = 'fact') as rows_loaded,
            0 as rows_unchanged, 0 as rows_quarantined, 0 as rows_held_back, 0 as rows_deleted
          from (
            select source, 'staged' as side from %2$s
            union all
            select source, 'fact' as side from (%3$s) fed
          ) s
          group by s.source
          """
              .formatted(fact.name(), fact.reconciled().orElseThrow().staging(), fed(fact)));
    }
    return """
    with moved as (
      %s
    ),
    decided as (
      select stage, source, table_name, natural_key, true as is_dismissed
      from rpt_quarantine
      where status = 'dismissed'
      union
      select stage, source, table_name, natural_key, false as is_dismissed
      from decided_rows
      where decision = 'released' and is_newest
    ),
    decisions as (
      select stage, source, table_name, is_dismissed from decided
      union all
      select stage, 'all' as source, table_name, is_dismissed from decided
    ),
    counted as (
      select
        stage,
        source,
        table_name,
        count(*) filter (where is_dismissed) as rows_dismissed,
        count(*) filter (where not is_dismissed) as rows_released
      from decisions
      group by stage, source, table_name
    )
    select
      cast(:run_id as varchar) as run_id,
      :as_of as as_of_date,
      m.*,
      coalesce(c.rows_dismissed, 0) as rows_dismissed,
      coalesce(c.rows_released, 0) as rows_released
    from moved m
    left join counted c
      on c.stage = m.station and c.source = m.source and c.table_name = m.table_name
    """
        .formatted(String.join("\nunion all\n", moved));
  }

  private void writeAmounts() {
    List<String> sums = new ArrayList<>();
    for (TableContract fact : facts()) {
      fact.reconciled()
          .orElseThrow()
          .sums()
          .forEach((kept, staged) -> sums.add(sum(fact, kept, staged)));
    }
    if (!sums.isEmpty()) {
      write("rpt_reconciliation_amount", String.join("\nunion all\n", sums));
    }
  }

  private static String sum(TableContract fact, String kept, String staged) {
    Reconciled reconciled = fact.reconciled().orElseThrow();
    String unknown = "cast(null as varchar)";
    return """
    select cast(:run_id as varchar) as run_id, :as_of as as_of_date, '%1$s' as table_name,
      s.source, '%2$s' as measure, s.currency,
      coalesce(sum(s.staged), 0) as staged_sum, coalesce(sum(s.kept), 0) as fact_sum
    from (
      select source, %3$s as currency, cast(%4$s as decimal(38, 4)) as staged,
        cast(null as decimal(38, 4)) as kept
      from %5$s
      union all
      select source, %6$s, cast(null as decimal(38, 4)), cast(%2$s as decimal(38, 4))
      from (%7$s) fed
    ) s
    group by s.source, s.currency
    """
        .formatted(
            fact.name(),
            kept,
            reconciled.currency().values().stream().findFirst().orElse(unknown),
            staged,
            reconciled.staging(),
            reconciled.currency().keySet().stream().findFirst().orElse(unknown),
            fed(fact));
  }

  /** The rows of a fact that come from staging. */
  private static String fed(TableContract fact) {
    String rows = "select * from " + fact.name();
    return fact.reconciled()
        .flatMap(Reconciled::ownSource)
        .map(own -> rows + " where source <> " + SqlText.text(own))
        .orElse(rows);
  }

  /** The facts of this run that must have every row of a staging table. */
  private List<TableContract> facts() {
    List<TableContract> facts =
        selection.models().stream()
            .map(Model::contract)
            .filter(contract -> contract.reconciled().isPresent())
            .toList();
    facts.forEach(
        fact -> {
          night.workspace().register(fact);
          night
              .workspace()
              .register(contracts().require(fact.reconciled().orElseThrow().staging()));
        });
    return facts;
  }

  private String quarantine() {
    Workspace workspace = night.workspace();
    TableContract whole = contracts().require("rpt_quarantine");
    List<String> selects = new ArrayList<>();
    RawTables.quarantine(
        night.engine(), night.store(), night.request().branch(), night.request().asOf());
    selects.add(
        """
        select
          run_id, business_date as as_of_date, 'extract' as stage, source, table_name, natural_key,
          column_name, value, rule, count(*) as row_count
        from open_quarantine
        group by all
        """);
    for (Entity entity : selection.entities()) {
      TableContract refused = RowsAside.quarantineOf(entity.contract(), whole);
      if (workspace.rows(refused) > 0) {
        workspace.register(refused);
        selects.add(
            "select cast(:run_id as varchar) as run_id, :as_of as as_of_date, stage, source,"
                + " table_name, natural_key, column_name, value, rule,"
                // Units are staged by themselves: two may have the same fault.
                + " cast(sum(row_count) as bigint) as row_count from "
                + refused.name()
                + " group by stage, source, table_name, natural_key, column_name, value, rule");
      }
    }
    return """
    with faults as (
      select
        fault_id(stage, source, table_name, natural_key, column_name, value, rule) as fault_id,
        f.*
      from (%s) f
    )
    select
      f.*,
      case when d.decision = 'dismissed' then 'dismissed' else 'open' end as status,
      case when d.decision = 'dismissed' then d.note end as note
    from faults f
    left join decided_rows d on d.fault_id = f.fault_id and d.is_newest
    """
        .formatted(String.join("\nunion all\n", selects));
  }

  private List<Decided> decisions() {
    List<QuarantineDecision> decisions = night.store().decisions();
    Map<String, Integer> newest = new HashMap<>();
    for (int i = 0; i < decisions.size(); i++) {
      newest.put(decisions.get(i).faultId(), i);
    }
    List<Decided> rows = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      rows.add(row(i, decisions.get(i), newest.get(decisions.get(i).faultId()) == i));
    }
    return rows;
  }

  private static Decided row(int index, QuarantineDecision decision, boolean isNewest) {
    QuarantineDecision.Fault fault = decision.fault();
    return new Decided(
        index + 1,
        decision.faultId(),
        decision.kind().name().toLowerCase(Locale.ROOT),
        isNewest,
        fault.stage(),
        fault.source(),
        fault.table(),
        fault.naturalKey(),
        fault.column(),
        fault.value(),
        fault.rule(),
        decision.note(),
        decision.decidedBy(),
        LocalDateTime.ofInstant(decision.decidedAt(), ZoneOffset.UTC));
  }

  private long write(String table, String sql) {
    TableContract contract = contracts().require(table);
    night.workspace().register(contract);
    return night.workspace().write(contract, new Select(sql, night.parameters()), Map.of());
  }

  private Contracts contracts() {
    return night.models().contracts();
  }
}
