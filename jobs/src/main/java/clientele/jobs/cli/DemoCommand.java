package clientele.jobs.cli;

import clientele.etl.sample.SampleTarget;
import clientele.etl.settings.Settings;
import clientele.failure.Failure;
import clientele.jobs.launch.Demo;
import clientele.jobs.launch.Interruption;
import clientele.jobs.launch.NightOrder;
import clientele.jobs.launch.NightResult;
import clientele.jobs.launch.NightResult.End;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final String USER = "SAMPLE_USER";
  private static final String PASSWORD = "SAMPLE_PASSWORD";

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

  @Option(
      names = "--url",
      paramLabel = "JDBC_URL",
      description =
          "A PostgreSQL or MariaDB server that the company's systems are made on, each in a schema"
              + " of its own, as the user in SAMPLE_USER with the password in SAMPLE_PASSWORD;"
              + " without it they are files.")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--nights",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many nights are run; 0 makes only the company (${DEFAULT-VALUE}).")
  private int nightCount;

  @Override
  public Integer call() {
    if (nightCount < 0) {
      throw new Failure.Settings("--nights: %d; give 0 or more".formatted(nightCount));
    }
    Path project = folder.toAbsolutePath().normalize();
    if (!isDemo(project)) {
      NewProject.write(Optional.of(Demo.EXAMPLE), project);
      url.ifPresent(server -> DemoSources.moveTo(server, USER, PASSWORD, project));
    }
    Logs.goTo(project);
    Settings settings = clientele.settings(project);
    if (clientele.needsSpark(settings)) {
      return clientele.runWithSpark(settings);
    }
    Console console = clientele.console();
    NightRunner runner = NightRunner.listening(console);
    List<NightResult> nights = new ArrayList<>();
    try (Demo demo =
        new Demo(settings, seed, customers, FIRST_NIGHT, lastNight(), target(project))) {
      if (nightCount == 0) {
        demo.live(FIRST_NIGHT);
      }
      for (int night = 0; night < nightCount; night++) {
        NightOrder order = new NightOrder(FIRST_NIGHT.plusDays(night), Optional.empty(), false);
        console.note("");
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

  private LocalDate lastNight() {
    return FIRST_NIGHT.plusDays(Math.max(nightCount - 1, 0));
  }

  private SampleTarget target(Path project) {
    return url.<SampleTarget>map(
            server ->
                new SampleTarget.Server(
                    server,
                    Optional.ofNullable(System.getenv(USER)),
                    Optional.ofNullable(System.getenv(PASSWORD))))
        .orElseGet(() -> new SampleTarget.SqliteFolder(project.resolve("data")));
  }

  private static boolean isDemo(Path project) {
    return Files.isRegularFile(project.resolve(Settings.FILE))
        && Files.isDirectory(project.resolve("sources").resolve("call_centre"));
  }

  private static Map<String, Object> value(Path project, List<NightResult> nights) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("status", nights.isEmpty() ? End.DONE : nights.get(nights.size() - 1).end());
    value.put("project", project);
    value.put("nights", nights);
    return value;
  }

  private static List<String> lines(Path project, Settings settings, List<NightResult> nights) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (nights.isEmpty()) {
      return List.of(
          "The company is there as of %s; load it with".formatted(FIRST_NIGHT),
          "  clientele run nightly --date %s --project '%s'".formatted(FIRST_NIGHT, project));
    }
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
