package clientele.etl;

import clientele.etl.check.CheckResult;
import clientele.etl.check.Checks;
import clientele.etl.engine.Select;
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

/** Writes the tables about the run itself: what the checks found, what ran. */
final class Records {

  private final Night night;
  private final Selection selection;
  private final List<StepTiming> timings;

  Records(Night night, Selection selection, List<StepTiming> timings) {
    this.night = night;
    this.selection = selection;
    this.timings = timings;
  }

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
    contracts().all().stream().filter(selection::makes).toList().parallelStream()
        .map(checks::check)
        .toList()
        .forEach(results::addAll);
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
              timing.position(),
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
