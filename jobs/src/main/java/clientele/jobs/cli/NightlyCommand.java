package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import clientele.jobs.launch.NightOrder;
import clientele.jobs.launch.NightResult;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The night: extract, build, check, publish, deliver. */
@Command(
    name = "nightly",
    description =
        "Extracts, builds, checks, publishes and delivers for a business date. A date that is done"
            + " is left alone; one that failed or was killed goes on where it stopped.")
final class NightlyCommand implements Callable<Integer> {

  @ParentCommand private RunCommand run;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      required = true,
      description = "The business date; nothing after its end is seen.")
  private LocalDate date;

  @Mixin private SelectedTables select;

  @Option(names = "--allow-empty", description = "Lets an empty table replace one that has rows.")
  private boolean isEmptyAllowed;

  @Override
  public Integer call() {
    Clientele clientele = run.clientele();
    Settings settings = clientele.settings();
    BusinessDate.refuseFuture(settings, "--date", date);
    if (clientele.needsSpark(settings)) {
      return clientele.runWithSpark(settings);
    }
    NightRunner runner = NightRunner.listening(clientele.console());
    NightResult result = runner.run(settings, new NightOrder(date, select.names(), isEmptyAllowed));
    return runner.tell(settings, result);
  }
}
