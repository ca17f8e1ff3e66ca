package clientele.jobs.benchmark;

import clientele.jobs.cli.Main;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures nights of the sample company on PostgreSQL: the first, one with 1 % changes, the same at
 * four times the history, beside a hand-written script and the same models on Spark.
 */
@Command(name = "benchmark", mixinStandardHelpOptions = true, sortOptions = false)
public final class NightBenchmark implements Callable<Integer> {

  private static final LocalDate FIRST = LocalDate.of(2026, 10, 29);

  @Option(names = "--folder", required = true, description = "Empty; takes projects and results.")
  private Path folder;

  @Option(names = "--customers", description = "${DEFAULT-VALUE}: 10 M order lines.")
  private int customers = 1_000_000;

  @Option(
      names = "--url",
      description =
          "A PostgreSQL server, as SAMPLE_USER with SAMPLE_PASSWORD; else one from Maven.")
  private String url = "";

  @Option(names = "--heap", description = "Of each process (${DEFAULT-VALUE}).")
  private String heap = "2g";

  @Option(names = "--without-spark", description = "Leaves out what takes longest.")
  private boolean isWithoutSpark;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new NightBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    folder = Files.createDirectories(folder).toAbsolutePath().normalize();
    if (!url.isEmpty()) {
      measure(new Company(url, System.getenv("SAMPLE_USER"), System.getenv("SAMPLE_PASSWORD")));
      return 0;
    }
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("server"))
            .setServerConfig("max_wal_size", "4GB")
            .start()) {
      measure(new Company(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"));
    }
    return 0;
  }

  private void measure(Company company) throws IOException, InterruptedException, SQLException {
    ChildProcess child =
        new ChildProcess(
            heap,
            Map.of("SAMPLE_USER", company.user(), "SAMPLE_PASSWORD", company.password()),
            folder.resolve("benchmark.log"));
    Path project = folder.resolve("project");
    List<Measured> all = new ArrayList<>();
    all.add(
        child.run(
            "making the company",
            Main.class,
            List.of(
                "demo",
                project.toString(),
                "--customers",
                Integer.toString(customers),
                "--url",
                company.url(),
                "--nights",
                "0",
                "--json")));
    Map<String, Map<String, Long>> sizes = new LinkedHashMap<>();
    sizes.put("history", company.sizes());
    Path fresh = copyOf(project, "project-at-4-times");
    Path onSpark = copyOf(project, "project-on-spark");

    all.add(night(child, Report.FULL, project, FIRST));
    all.add(
        child.run(
            Report.HAND_WRITTEN,
            HandWritten.class,
            List.of(company.url(), folder.resolve("hand-written").toString())));
    if (!isWithoutSpark) {
      all.add(night(child, Report.SPARK, onSpark, FIRST, "--engine", "spark"));
    }
    company.change(FIRST.plusDays(1), 1);
    all.add(night(child, Report.CHANGES, project, FIRST.plusDays(1)));

    company.lengthenHistory();
    sizes.put("4 times the history", company.sizes());
    all.add(night(child, Report.FULL_AT_FOUR, fresh, FIRST.plusDays(1)));
    company.change(FIRST.plusDays(2), 2);
    all.add(night(child, Report.CHANGES_AT_FOUR, fresh, FIRST.plusDays(2)));
    new Report(customers, sizes, all).write(folder);
  }

  private static Measured night(
      ChildProcess child, String name, Path project, LocalDate date, String... more)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "nightly",
                "--date",
                date.toString(),
                "--project",
                project.toString(),
                "--json"));
    arguments.addAll(List.of(more));
    return child.run(name, Main.class, arguments);
  }

  /** A project that reads the same company, before its first night. */
  private static Path copyOf(Path project, String name) throws IOException {
    Path copy = project.resolveSibling(name);
    try (var files = Files.walk(project)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = project.relativize(file);
        if (relative.startsWith("sources") || relative.toString().endsWith(".yml")) {
          Path target = copy.resolve(relative);
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
    return copy;
  }
}
