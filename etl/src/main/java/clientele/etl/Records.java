package clientele.etl;

import clientele.etl.check.CheckResult;
import clientele.etl.check.Checks;
import clientele.etl.engine.Select;
import clientele.etl.extract.RawTables;
import clientele.etl.extract.SourceDefinition;
import clientele.etl.extract.TableDefinition;
import clientele.etl.extract.TableExtract;
import clientele.etl.model.Entity;
import clientele.etl.model.Staging;
import clientele.etl.model.Workspace;
import clientele.failure.Failure;
import clientele.schema.Contracts;
import clientele.schema.TableContract;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the tables about the run itself: where every row went, what the checks found, what ran.
 */
final class Records {

  private final Night night;
  private final Selection selection;
  private final List<StepTiming> timings;

  Records(Night night, Selection selection, List<StepTiming> timings) {
    this.night = night;
    this.selection = selection;
    this.timings = timings;
  }

  private record Reconciled(
      String runId,
      LocalDate asOfDate,
      String station,
      String source,
      String tableName,
      long rowsIn,
      long rowsLoaded,
      long rowsUnchanged,
      long rowsQuarantined,
      long rowsHeldBack,
      long rowsDeleted) {}

  private record Checked(
      String runId,
      LocalDate asOfDate,
      String tableName,
      String checkName,
      String severity,
      long breaches,
      String owner) {}

  private record Ran(
      String runId,
      LocalDate asOfDate,
      int position,
      String step,
      String kind,
      LocalDateTime startedAt,
      LocalDateTime endedAt,
      double seconds,
      long rowsIn,
      long rowsOut) {}

  /** Writes rpt_reconciliation and rpt_quarantine. */
  StepResult reconcile() {
    List<Reconciled> rows = new ArrayList<>();
    for (SourceDefinition source : selection.sources()) {
      for (TableDefinition table : source.tables()) {
        rows.add(extracted(source, table));
      }
    }
    selection.entities().forEach(entity -> rows.add(staged(entity)));
    night.engine().take("reconciled_rows", Reconciled.class, rows);
    write("rpt_reconciliation", "select * from reconciled_rows");
    long faults = write("rpt_quarantine", quarantine());
    long read = rows.stream().mapToLong(Reconciled::rowsIn).sum();
    return NightStep.done(
        read, read, faults == 0 ? "" : "%,d faults in quarantine".formatted(faults));
  }

  private Reconciled extracted(SourceDefinition source, TableDefinition table) {
    TableExtract extract = night.extract(source, table, rows -> {});
    return new Reconciled(
        night.request().runId(),
        night.request().asOf(),
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

  private Reconciled staged(Entity entity) {
    Staging.Staged staged =
        new Staging(night.workspace()).stage(entity, contracts().require("rpt_quarantine"));
    String source = entity.feeds().size() == 1 ? entity.feeds().get(0).source() : "all";
    return new Reconciled(
        night.request().runId(),
        night.request().asOf(),
        "stage",
        source,
        entity.contract().name(),
        staged.given(),
        staged.staged(),
        0,
        staged.quarantined(),
        staged.heldBack(),
        0);
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
        from raw__quarantine
        group by all
        """);
    for (Entity entity : selection.entities()) {
      TableContract refused = Staging.quarantineOf(entity.contract(), whole);
      if (workspace.rows(refused) > 0) {
        workspace.register(refused);
        selects.add("select * from " + refused.name());
      }
    }
    return String.join("\nunion all\n", selects);
  }

  /**
   * Checks every table, writes rpt_check_result and rpt_run.
   *
   * @throws Failure.Contract where a check that stops is broken: all of them, each with its owner
   *     and a few rows
   */
  StepResult check() {
    Workspace workspace = night.workspace();
    Checks checks = new Checks(night.engine(), workspace.parameters());
    contracts().all().forEach(workspace::register);
    List<CheckResult> results = new ArrayList<>();
    contracts().all().stream()
        .filter(selection::makes)
        .forEach(table -> results.addAll(checks.check(table)));
    night.engine().take("checked_rows", Checked.class, results.stream().map(this::row).toList());
    write("rpt_check_result", "select * from checked_rows");
    List<CheckResult> broken = results.stream().filter(CheckResult::stops).toList();
    if (!broken.isEmpty()) {
      throw new Failure.Contract(message(broken, checks));
    }
    writeTimings();
    return NightStep.done(results.size(), results.size(), warnings(results));
  }

  private static String warnings(List<CheckResult> results) {
    return results.stream()
        .filter(result -> result.breaches() > 0)
        .map(
            result ->
                "warning: %s of %s, %,d rows"
                    .formatted(result.check().name(), result.table().name(), result.breaches()))
        .collect(Collectors.joining("; "));
  }

  private Checked row(CheckResult result) {
    return new Checked(
        night.request().runId(),
        night.request().asOf(),
        result.table().name(),
        result.check().name(),
        result.check().severity().name().toLowerCase(Locale.ROOT),
        result.breaches(),
        result.table().owner());
  }

  private static String message(List<CheckResult> broken, Checks checks) {
    List<String> lines = new ArrayList<>();
    lines.add("%,d checks failed, the last publication stays as it is:".formatted(broken.size()));
    for (CheckResult result : broken) {
      lines.add(
          "  %s: %s, %,d rows; owner %s; such as %s"
              .formatted(
                  result.table().name(),
                  result.check().name(),
                  result.breaches(),
                  result.table().owner(),
                  checks.sample(result)));
    }
    return String.join("\n", lines);
  }

  private void writeTimings() {
    List<Ran> rows = new ArrayList<>();
    for (StepTiming timing : timings) {
      rows.add(
          new Ran(
              night.request().runId(),
              night.request().asOf(),
              rows.size() + 1,
              timing.step(),
              timing.kind().name().toLowerCase(Locale.ROOT),
              LocalDateTime.ofInstant(timing.startedAt(), ZoneOffset.UTC),
              LocalDateTime.ofInstant(timing.endedAt(), ZoneOffset.UTC),
              (timing.endedAt().toEpochMilli() - timing.startedAt().toEpochMilli()) / 1000.0,
              timing.read(),
              timing.written()));
    }
    night.engine().take("ran_rows", Ran.class, rows);
    write(
        "rpt_run",
        "select * from rpt_run where run_id <> :run_id union all select * from ran_rows");
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
