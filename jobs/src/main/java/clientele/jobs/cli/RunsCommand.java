package clientele.jobs.cli;

import clientele.etl.Warehouse;
import clientele.etl.settings.Settings;
import clientele.failure.Failure;
import clientele.jobs.job.Run;
import clientele.jobs.job.RunHistory;
import clientele.jobs.step.StepReport;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What ran, or how each step of one run went. */
@Command(name = "runs", description = "What ran; with ID, how each step of that run went.")
final class RunsCommand implements Callable<Integer>, QuickCommand {

  @ParentCommand private Clientele clientele;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "The number of a run.")
  private Optional<Long> id = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many runs to list, newest first (${DEFAULT-VALUE}).")
  private int limit;

  private record Detail(Run run, List<StepReport> steps) {}

  @Override
  public Integer call() {
    Settings settings = clientele.settings();
    ZoneId zone = ZoneId.of(settings.text("time_zone"));
    try (RunHistory history = new RunHistory(Warehouse.location(settings).metadataUrl())) {
      if (id.isPresent()) {
        showOne(history, zone);
      } else {
        List<Run> runs = history.newest(limit);
        clientele.console().result(runs, lines(runs, zone));
      }
    }
    return 0;
  }

  private void showOne(RunHistory history, ZoneId zone) {
    Run run =
        history
            .find(id.get())
            .orElseThrow(
                () ->
                    new Failure.Settings(
                        "there is no run %d; 'clientele runs' lists those there are"
                            .formatted(id.get())));
    List<StepReport> steps = history.steps(run.id());
    List<String> lines = new ArrayList<>(RunText.lines(run, zone));
    lines.addAll(steps(steps));
    clientele.console().result(new Detail(run, steps), lines);
  }

  private static List<String> lines(List<Run> runs, ZoneId zone) {
    if (runs.isEmpty()) {
      return List.of("Nothing has run yet: 'clientele run nightly --date YYYY-MM-DD'");
    }
    Grid grid = new Grid("run", "job", "as of", "state", "began", "took");
    for (Run run : runs) {
      grid.add(
          Long.toString(run.id()),
          run.name(),
          run.asOf().toString(),
          RunText.state(run),
          Words.moment(run.startedAt(), zone),
          run.endedAt()
              .map(end -> Words.duration(Duration.between(run.startedAt(), end)))
              .orElse(""));
    }
    return grid.lines();
  }

  private static List<String> steps(List<StepReport> steps) {
    Grid grid = new Grid("step", "state", "took", "rows in", "rows out", "note");
    for (StepReport step : steps) {
      grid.add(
          step.step(),
          step.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          Words.duration(step.duration()),
          Words.count(step.read()),
          Words.count(step.written()),
          step.note().lines().findFirst().orElse(""));
    }
    return grid.lines();
  }
}
