package clientele.jobs.cli;

import clientele.etl.Warehouse;
import clientele.etl.check.CheckResult;
import clientele.etl.settings.Settings;
import clientele.failure.Failure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The contract checks again, on what is published. */
@Command(name = "check", description = "Runs the contract checks again, on what is published.")
final class CheckCommand implements Callable<Integer> {

  @ParentCommand private Clientele clientele;

  @Option(
      names = "--select",
      paramLabel = "TABLES",
      description = "Only these tables, parted by commas.")
  private Optional<String> select = Optional.empty();

  private record Row(String table, String check, String severity, long breaches, String owner) {}

  @Override
  public Integer call() {
    Settings settings = clientele.settings();
    if (clientele.needsSpark(settings)) {
      return clientele.runWithSpark(settings);
    }
    List<CheckResult> results;
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system())) {
      results = warehouse.checkPublished(select);
    }
    clientele.console().result(results.stream().map(CheckCommand::row).toList(), lines(results));
    long broken = results.stream().filter(CheckResult::stops).count();
    if (broken > 0) {
      throw new Failure.Contract("%,d checks fail on what is published".formatted(broken));
    }
    return 0;
  }

  private static Row row(CheckResult result) {
    return new Row(
        result.table().name(),
        result.check().name(),
        result.check().severity().name().toLowerCase(Locale.ROOT),
        result.breaches(),
        result.table().owner());
  }

  private static List<String> lines(List<CheckResult> results) {
    List<String> lines = new ArrayList<>();
    Grid grid = new Grid("table", "check", "severity", "rows", "owner");
    for (CheckResult result : results) {
      if (result.breaches() > 0) {
        Row row = row(result);
        grid.add(
            row.table(), row.check(), row.severity(), Words.count(row.breaches()), row.owner());
      }
    }
    if (!grid.isEmpty()) {
      lines.addAll(grid.lines());
    }
    long good = results.stream().filter(result -> result.breaches() == 0).count();
    lines.add("%,d of %,d checks hold".formatted(good, results.size()));
    return lines;
  }
}
