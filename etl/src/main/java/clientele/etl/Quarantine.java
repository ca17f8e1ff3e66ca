package clientele.etl;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.model.Workspace;
import clientele.etl.store.Publication;
import clientele.etl.store.QuarantineDecision;
import clientele.failure.Failure;
import clientele.schema.TableContract;
import clientele.yaml.Nearest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the last publication has in quarantine, and what people decide about it. */
public final class Quarantine {

  private final Warehouse warehouse;

  Quarantine(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** A fault of a refused row, as rpt_quarantine has it. */
  public record Fault(
      String faultId,
      String runId,
      LocalDate asOfDate,
      String stage,
      String source,
      String tableName,
      String naturalKey,
      String columnName,
      String value,
      String rule,
      long rowCount,
      String status,
      String note) {}

  /** All faults of one kind, with one of them as a sample. */
  public record Reason(
      String stage,
      String source,
      String tableName,
      String columnName,
      String rule,
      String status,
      long rowCount,
      String sampleFaultId,
      String sampleKey,
      String sampleValue) {}

  /** By reason, the commonest first. */
  public List<Reason> reasons() {
    return read(
        """
        with ranked as (
          select *,
            sum(row_count) over (partition by stage, source, table_name, column_name, rule, status) as found,
            row_number() over (
              partition by stage, source, table_name, column_name, rule, status
              order by natural_key, value, fault_id
            ) as place
          from rpt_quarantine
        )
        select stage, source, table_name, column_name, rule, status, cast(found as bigint) as row_count,
          fault_id as sample_fault_id, natural_key as sample_key, value as sample_value
        from ranked
        where place = 1
        order by row_count desc, stage, source, table_name, column_name, rule, status
        """,
        Reason.class);
  }

  /** One by one, in a fixed order. */
  public List<Fault> faults() {
    return read(
        """
        select fault_id, run_id, as_of_date, stage, source, table_name, natural_key, column_name,
          value, rule, row_count, status, note
        from rpt_quarantine
        order by stage, source, table_name, natural_key, column_name, rule, value
        """,
        Fault.class);
  }

  /** What was decided so far, oldest first. */
  public List<QuarantineDecision> decisions() {
    return warehouse.store().decisions();
  }

  /**
   * Keeps one decision about several faults; the next night heeds it.
   *
   * @param faultIds of rpt_quarantine; to reopen also of faults that were released
   * @throws Failure.Settings with every fault that is not there or cannot be released
   */
  public List<QuarantineDecision> decide(
      QuarantineDecision.Kind kind,
      List<String> faultIds,
      String note,
      String decidedBy,
      Instant decidedAt) {
    Map<String, QuarantineDecision.Fault> known = known();
    List<String> refused = new ArrayList<>();
    List<QuarantineDecision> decisions = new ArrayList<>();
    for (String id : faultIds.stream().distinct().toList()) {
      QuarantineDecision.Fault fault = known.get(id);
      if (fault == null) {
        refused.add(
            "no fault '%s' is in quarantine%s; 'clientele quarantine --faults' lists them"
                .formatted(id, Nearest.hint(id, known.keySet())));
        continue;
      }
      if (kind == QuarantineDecision.Kind.RELEASED) {
        new Release(fault, warehouse.models().contracts()).refusal().ifPresent(refused::add);
      }
      decisions.add(new QuarantineDecision(id, kind, fault, note, decidedBy, decidedAt));
    }
    if (note.isBlank()) {
      refused.add("--note is empty: say why, for those who come after you");
    }
    if (!refused.isEmpty()) {
      throw new Failure.Settings(refused);
    }
    warehouse.store().decide(decisions);
    return decisions;
  }

  private Map<String, QuarantineDecision.Fault> known() {
    Map<String, QuarantineDecision.Fault> known =
        decisions().stream()
            .collect(
                Collectors.toMap(
                    QuarantineDecision::faultId, QuarantineDecision::fault, (one, other) -> other));
    known.putAll(
        faults().stream().collect(Collectors.toMap(Fault::faultId, Quarantine::described)));
    return known;
  }

  private static QuarantineDecision.Fault described(Fault fault) {
    Function<String, String> text = value -> value == null ? "" : value;
    return new QuarantineDecision.Fault(
        fault.stage(),
        fault.source(),
        fault.tableName(),
        text.apply(fault.naturalKey()),
        fault.columnName(),
        text.apply(fault.value()),
        fault.rule());
  }

  private <R extends Record> List<R> read(String sql, Class<R> type) {
    Publication publication = warehouse.requirePublication();
    TableContract table = warehouse.models().contracts().require("rpt_quarantine");
    try (Engine engine =
        Engines.open("duckdb", Night.engineSettings(warehouse.settings(), "quarantine"))) {
      engine.register(
          table.name(),
          warehouse.store().files(Workspace.nameOf(table), publication),
          table.columns());
      return engine.read(Select.of(sql), type);
    }
  }
}
