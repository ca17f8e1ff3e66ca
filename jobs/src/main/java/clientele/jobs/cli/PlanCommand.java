package clientele.jobs.cli;

import clientele.etl.PlannedStep;
import clientele.etl.settings.Settings;
import clientele.jobs.launch.NightOrder;
import clientele.jobs.launch.NightPlan;
import clientele.jobs.launch.Planning;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What a night would do. */
@Command(
    name = "plan",
    description =
        "Tells what a night would read and build, how many rows, and why. Changes nothing; sources"
            + " are only asked how many rows a table has that was never read.")
final class PlanCommand implements Callable<Integer>, QuickCommand {

  @ParentCommand private Clientele clientele;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "The business date; else today.")
  private Optional<LocalDate> date = Optional.empty();

  @Mixin private SelectedTables select;

  @Override
  public Integer call() {
    Settings settings = clientele.settings();
    LocalDate asOf = date.orElseGet(() -> BusinessDate.today(settings));
    BusinessDate.refuseFuture(settings, "--date", asOf);
    NightPlan plan = new Planning(settings).plan(new NightOrder(asOf, select.names(), false));
    clientele.console().result(plan, lines(plan));
    return 0;
  }

  private static List<String> lines(NightPlan plan) {
    return switch (plan.kind()) {
      case ALREADY_DONE -> List.of("%s was done already: nothing to do".formatted(plan.asOf()));
      case NIGHTLY ->
          lines(
              plan,
              "'clientele run nightly --date %s' would, as run %s,"
                  .formatted(plan.asOf(), plan.runId()),
              "and then check, publish and deliver them.");
      case BACKFILL ->
          lines(
              plan,
              "A later date is published; 'clientele run backfill --from %1$s --to %1$s' would, as run %2$s,"
                  .formatted(plan.asOf(), plan.runId()),
              "and then check them and publish them beside the later date, which readers go on"
                  + " seeing.");
    };
  }

  private static List<String> lines(NightPlan plan, String begin, String end) {
    List<String> lines = new ArrayList<>();
    lines.add(begin);
    Grid grid = new Grid("step", "work", "rows", "reason");
    for (PlannedStep step : plan.steps()) {
      grid.add(
          step.step(),
          step.work().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          step.rows().map(Words::count).orElse("?"),
          step.reason().lines().findFirst().orElse(""));
    }
    lines.addAll(grid.lines());
    lines.add(end);
    return lines;
  }
}
