package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import clientele.jobs.launch.Demo;
import clientele.jobs.launch.Interruption;
import clientele.jobs.launch.NightOrder;
import clientele.jobs.launch.NightResult;
import clientele.jobs.launch.NightResult.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A company is made up, loaded for three nights, analysed. */
@Command(
    name = "demo",
    description =
        "Makes up a small company in DIR, and loads and analyses it for three nights. Begun again,"
            + " it goes on where it stopped.")
final class DemoCommand implements Callable<Integer> {

  private static final LocalDate FIRST_NIGHT = LocalDate.of(2026, 10, 29);
  private static final int NIGHTS = 3;

  @ParentCommand private Clientele clientele;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "clientele-demo",
      description = "The folder, empty or not there yet (${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many customers have come in three years (${DEFAULT-VALUE}).")
  private int customers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another number makes up another company (${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    Path project = folder.toAbsolutePath().normalize();
    if (!isDemo(project)) {
      NewProject.write(Optional.of(Demo.EXAMPLE), project);
    }
    Logs.goTo(project);
    Settings settings = clientele.settings(project);
    if (clientele.needsSpark(settings)) {
      return clientele.runWithSpark(settings);
    }
    Console console = clientele.console();
    Interruption interruption = Interruption.listen(() -> console.note(NightText.STOPPING));
    List<NightResult> nights = new ArrayList<>();
    try (Demo demo =
        new Demo(settings, seed, customers, FIRST_NIGHT, FIRST_NIGHT.plusDays(NIGHTS - 1))) {
      for (int night = 0; night < NIGHTS; night++) {
        NightOrder order = new NightOrder(FIRST_NIGHT.plusDays(night), Optional.empty(), false);
        console.note("");
        NightRunner runner = new NightRunner(console, InstantSource.system(), interruption);
        if (!runner.isDone(settings, order)) {
          console.note("The company as of %s is made up ...".formatted(order.date()));
          demo.live(order.date());
          console.note("Night of %s".formatted(order.date()));
        }
        nights.add(runner.run(settings, order));
        if (nights.get(night).end() == End.INTERRUPTED) {
          console.result(value(project, nights), NightText.lines(settings, nights.get(night)));
          return Interruption.EXIT_CODE;
        }
      }
    }
    console.result(value(project, nights), lines(project, settings, nights));
    return 0;
  }

  private static boolean isDemo(Path project) {
    return Files.isRegularFile(project.resolve(Settings.FILE))
        && Files.isDirectory(project.resolve("sources").resolve("call_centre"));
  }

  private static Map<String, Object> value(Path project, List<NightResult> nights) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("status", nights.get(nights.size() - 1).end());
    value.put("project", project);
    value.put("nights", nights);
    return value;
  }

  private static List<String> lines(Path project, Settings settings, List<NightResult> nights) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    NightResult last = nights.get(nights.size() - 1);
    if (last.end() == End.ALREADY_DONE) {
      lines.add(
          "This demonstration was done already; another one needs another folder, or delete %s"
              .formatted(project));
    }
    lines.addAll(NightText.lines(settings, last));
    lines.add("");
    lines.add(
        "What is true of the company, to judge the analyses by: " + project.resolve("truths"));
    lines.add("Next, try");
    for (String command :
        List.of(
            "report --open",
            "sql \"select * from rpt_segment_summary\"",
            "runs",
            "docs fact_order_line",
            "compare --engines")) {
      lines.add("  clientele %s --project '%s'".formatted(command, project));
    }
    return lines;
  }
}
