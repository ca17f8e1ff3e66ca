package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import clientele.jobs.launch.NightResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Every table again from raw rows. */
@Command(
    name = "rebuild",
    description =
        "Makes every published table again from raw rows in full, and compares it row for row with"
            + " what is published. What is equal is published; what differs is told with some of"
            + " its rows and ends with exit code 4.")
final class RebuildCommand implements Callable<Integer> {

  @ParentCommand private RunCommand run;

  @Mixin private SelectedTables select;

  @Option(names = "--accept", description = "Publishes the rebuilt tables also where they differ.")
  private boolean isAccepted;

  @Override
  public Integer call() {
    Clientele clientele = run.clientele();
    Settings settings = clientele.settings();
    if (clientele.needsSpark(settings)) {
      return clientele.runWithSpark(settings);
    }
    NightRunner runner = NightRunner.listening(clientele.console());
    NightResult result = runner.rebuild(settings, select.names(), isAccepted);
    return runner.tell(settings, result);
  }
}
