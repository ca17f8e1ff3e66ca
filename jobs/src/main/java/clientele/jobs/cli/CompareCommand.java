package clientele.jobs.cli;

import clientele.etl.Warehouse;
import clientele.etl.check.TableComparison;
import clientele.etl.settings.Settings;
import clientele.failure.Failure;
import clientele.jobs.launch.SparkProcess;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Every table built by both engines, row for row. */
@Command(
    name = "compare",
    description = "Builds every published table again on DuckDB and on Spark, and compares them.")
final class CompareCommand implements Callable<Integer> {

  @ParentCommand private Clientele clientele;

  @Option(
      names = "--engines",
      required = true,
      description = "Compares the engines, row for row; doubles within 1e-9 relative.")
  private boolean isOfEngines;

  @Override
  public Integer call() {
    Settings settings = clientele.settings();
    if (!SparkProcess.isHere()) {
      return clientele.runWithSpark(settings);
    }
    Console console = clientele.console();
    List<TableComparison> tables;
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system())) {
      tables = warehouse.compareEngines().run(console::note);
    }
    console.result(tables, lines(tables));
    List<String> different =
        tables.stream().filter(table -> !table.isEqual()).map(TableComparison::table).toList();
    if (!different.isEmpty()) {
      throw new Failure.Contract(
          "the engines differ in %s".formatted(String.join(", ", different)));
    }
    return 0;
  }

  private static List<String> lines(List<TableComparison> tables) {
    Grid grid = new Grid("table", "duckdb", "spark", "only duckdb", "only spark", "differences");
    for (TableComparison table : tables) {
      grid.add(
          table.table(),
          Words.count(table.leftRows()),
          Words.count(table.rightRows()),
          Words.count(table.onlyLeft()),
          Words.count(table.onlyRight()),
          table.differences().isEmpty() ? "none" : table.differences().toString());
    }
    List<String> lines = new ArrayList<>(grid.lines());
    long equal = tables.stream().filter(TableComparison::isEqual).count();
    lines.add("%d of %d tables are equal on both engines".formatted(equal, tables.size()));
    return lines;
  }
}
