package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import clientele.failure.Failure;
import clientele.jobs.launch.Backfill;
import clientele.jobs.launch.BackfillOrder;
import clientele.jobs.launch.BackfilledNight;
import clientele.jobs.launch.NightResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Nights that are missing, in their order. */
@Command(
    name = "backfill",
    description =
        "Runs the missing nights of past dates in their order, as if each had run then. Sources"
            + " cannot tell their past: what they changed between two nights is as the later one"
            + " found it. Readers go on seeing the newest date; 'sql --as-of-run' shows the others."
            + " Begun again, it goes on where it stopped.")
final class BackfillCommand implements Callable<Integer> {

  @ParentCommand private RunCommand run;

  @Option(
      names = "--from",
      paramLabel = "YYYY-MM-DD",
      required = true,
      description = "The first business date.")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "YYYY-MM-DD",
      required = true,
      description = "The last business date.")
  private LocalDate to;

  @Mixin private SelectedTables select;

  @Option(names = "--allow-empty", description = "Lets an empty table replace one that has rows.")
  private boolean isEmptyAllowed;

  @Override
  public Integer call() {
    Clientele clientele = run.clientele();
    Settings settings = clientele.settings();
    BusinessDate.refuseFuture(settings, "--to", to);
    if (from.isAfter(to)) {
      throw new Failure.Settings(
          "--from %s is after --to %s; give them in order".formatted(from, to));
    }
    if (clientele.needsSpark(settings)) {
      return clientele.runWithSpark(settings);
    }
    Console console = clientele.console();
    List<BackfilledNight> nights =
        NightRunner.listening(console)
            .run(settings, new BackfillOrder(from, to, select.names(), isEmptyAllowed));
    int exitCode = Backfill.exitCode(nights);
    console.result(value(nights, exitCode), lines(nights));
    return exitCode;
  }

  private static Map<String, Object> value(List<BackfilledNight> nights, int exitCode) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("exit_code", exitCode);
    List<Map<String, Object>> values = new ArrayList<>();
    for (BackfilledNight night : nights) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("as_of", night.asOf());
      one.put("status", status(night));
      one.put("is_past", night.isPast());
      one.put("exit_code", night.exitCode());
      one.put("run_id", night.result().map(NightResult::runId));
      one.put("message", night.failure().map(Failure::getMessage));
      values.add(one);
    }
    value.put("nights", values);
    return value;
  }

  private static String status(BackfilledNight night) {
    return night
        .result()
        .map(result -> result.end().name().toLowerCase(Locale.ROOT))
        .orElse("failed");
  }

  private List<String> lines(List<BackfilledNight> nights) {
    Grid grid = new Grid("as of", "status", "readers see it", "run", "why");
    for (BackfilledNight night : nights) {
      grid.add(
          night.asOf().toString(),
          status(night).replace('_', ' '),
          night.isPast() ? "by --as-of-run" : "yes",
          night.result().map(NightResult::runId).orElse(""),
          night
              .failure()
              .map(failure -> failure.getMessage().lines().findFirst().orElse(""))
              .orElse(""));
    }
    List<String> lines = new ArrayList<>(grid.lines());
    long days = from.datesUntil(to.plusDays(1)).count();
    if (nights.size() < days) {
      lines.add(
          "%d of %d dates had their turn; the same command goes on with the others"
              .formatted(nights.size(), days));
    }
    nights.stream()
        .flatMap(night -> night.failure().stream())
        .flatMap(failure -> failure.getMessage().lines())
        .map(line -> "  " + Terminal.safe(line))
        .forEach(lines::add);
    return lines;
  }
}
