package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import clientele.jobs.launch.Interruption;
import clientele.jobs.launch.NightResult;
import clientele.jobs.launch.NightResult.End;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--select",
      paramLabel = "TABLES",
      description = "Only these tables, parted by commas, and what they are made from.")
  private Optional<String> select = Optional.empty();

  @Option(names = "--accept", description = "Publishes the rebuilt tables also where they differ.")
  private boolean isAccepted;

  @Override
  public Integer call() {
    Clientele clientele = run.clientele();
    Settings settings = clientele.settings();
    if (clientele.needsSpark(settings)) {
      return clientele.runWithSpark(settings);
    }
    Console console = clientele.console();
    Interruption interruption = Interruption.listen(() -> console.note(NightText.STOPPING));
    NightResult result =
        new NightRunner(console, Clock.system(), interruption)
            .rebuild(settings, select, isAccepted);
    console.result(NightText.value(settings, result), NightText.lines(settings, result));
    return result.end() == End.INTERRUPTED ? Interruption.EXIT_CODE : 0;
  }
}
