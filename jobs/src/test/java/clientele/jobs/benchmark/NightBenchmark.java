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

  /** The tables that the hand-written script makes too, and what they are made from. */
  private static final List<String> SAME_TABLES =
      List.of(
          "--select",
          "bridge_customer_identity,dim_customer,dim_product,dim_employee,dim_campaign,dim_date,"
              + "fact_order_line,fact_interaction,fact_campaign_member,fact_campaign_response,"
              + "int_rfm_score,rpt_campaign_funnel");

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

  private final List<Measured> measured = new ArrayList<>();
  private final Map<String, Map<String, Long>> sizes = new LinkedHashMap<>();

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
    add(
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
    sizes.put("history", company.sizes());
    Path fresh = copyOf(project, "project-at-4-times");
    Path onSpark = copyOf(project, "project-on-spark");
    Path same = copyOf(project, "project-of-the-same-tables");

    add(night(child, Report.FULL, project, FIRST));
    add(night(child, Report.SAME, same, FIRST, SAME_TABLES));
    add(
        child.run(
            Report.HAND_WRITTEN,
            HandWritten.class,
            List.of(company.url(), folder.resolve("hand-written").toString())));
    if (!isWithoutSpark) {
      add(night(child, Report.SPARK, onSpark, FIRST, List.of("--engine", "spark")));
    }
    company.change(FIRST.plusDays(1), 1);
    add(night(child, Report.CHANGES, project, FIRST.plusDays(1)));
    add(night(child, Report.SAME_CHANGES, same, FIRST.plusDays(1), SAME_TABLES));

    company.lengthenHistory();
    sizes.put("4 times the history", company.sizes());
    add(night(child, Report.FULL_AT_FOUR, fresh, FIRST.plusDays(1)));
    company.change(FIRST.plusDays(2), 2);
    add(night(child, Report.CHANGES_AT_FOUR, fresh, FIRST.plusDays(2)));
    System.out.print(report());
  }

  /** Writes what is known by now: a benchmark of hours may be ended by hand. */
  private void add(Measured run) throws IOException {
    measured.add(run);
    Files.writeString(folder.resolve("benchmark.md"), report().toString());
    Files.writeString(folder.resolve("benchmark.svg"), report().chart());
  }

  private Report report() {
    return new Report(customers, sizes, measured);
  }

  private static Measured night(ChildProcess child, String name, Path project, LocalDate date)
      throws IOException, InterruptedException {
    return night(child, name, project, date, List.of());
  }

  private static Measured night(
      ChildProcess child, String name, Path project, LocalDate date, List<String> more)
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
    arguments.addAll(more);
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
