package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import clientele.jobs.launch.Interruption;
import clientele.jobs.launch.NightOrder;
import clientele.jobs.launch.NightResult;
import clientele.jobs.launch.NightResult.End;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--select",
      paramLabel = "TABLES",
      description = "Only these tables, parted by commas, and what they are made from.")
  private Optional<String> select = Optional.empty();

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
    Console console = clientele.console();
    Interruption interruption = Interruption.listen(() -> console.note(NightText.STOPPING));
    NightResult result =
        new NightRunner(console, Clock.system(), interruption)
            .run(settings, new NightOrder(date, select, isEmptyAllowed));
    console.result(NightText.value(settings, result), NightText.lines(settings, result));
    return result.end() == End.INTERRUPTED ? Interruption.EXIT_CODE : 0;
  }
}
