package clientele.jobs.cli;

import clientele.etl.engine.PublishedReader;
import clientele.etl.engine.RowFormat;
import clientele.etl.engine.TextTable;
import clientele.etl.engine.TextTables;
import clientele.etl.settings.Settings;
import clientele.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Asks the published tables. */
@Command(
    name = "sql",
    description =
        "Runs one SELECT on the published tables: read-only, without files or network. 'show"
            + " tables' is spelled \"select table_name, comment from duckdb_views()\".")
final class SqlCommand implements Callable<Integer> {

  private static final int SHOWN_ROWS = 1000;

  @ParentCommand private Clientele clientele;

  @Parameters(paramLabel = "SELECT", description = "In DuckDB's dialect.")
  private String sql;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, csv, json or parquet; without one a table, and json with --json.")
  private Optional<Format> format = Optional.empty();

  @Option(names = "--to", paramLabel = "FILE", description = "The file for --format parquet.")
  private Optional<Path> target = Optional.empty();

  @Option(
      names = "--as-of-run",
      paramLabel = "RUN",
      description =
          "Asks what an earlier run published: its number as 'clientele runs' shows it, or its"
              + " name, such as nightly-2026-03-31.")
  private Optional<String> asOfRun = Optional.empty();

  private enum Format {
    TABLE,
    CSV,
    JSON,
    PARQUET
  }

  @Override
  public Integer call() {
    Settings settings = clientele.settings();
    Format chosen = format.orElse(clientele.isJson() ? Format.JSON : Format.TABLE);
    refuseFaults(chosen);
    try (AskedFile asked =
        asOfRun
            .map(run -> AskedFile.of(settings, run))
            .orElseGet(() -> AskedFile.current(settings))) {
      ask(asked.file(), chosen);
    }
    return 0;
  }

  private void ask(Path file, Format chosen) {
    if (chosen == Format.PARQUET) {
      PublishedReader.writeParquet(file, sql, target.orElseThrow());
      clientele.console().note("wrote " + target.get().toAbsolutePath().normalize());
      return;
    }
    try (PublishedReader reader = PublishedReader.open(file)) {
      Console console = clientele.console();
      switch (chosen) {
        case CSV -> reader.write(sql, RowFormat.CSV, console.out());
        case JSON -> reader.write(sql, RowFormat.JSON, console.out());
        case TABLE, PARQUET -> show(reader.show(sql, SHOWN_ROWS + 1), console);
      }
      console.out().flush();
    }
  }

  private void refuseFaults(Format chosen) {
    if (clientele.isJson() && chosen != Format.JSON) {
      throw new Failure.Settings(
          "--json and --format %s do not go together; leave one out"
              .formatted(chosen.name().toLowerCase(Locale.ROOT)));
    } else if (chosen == Format.PARQUET && target.isEmpty()) {
      throw new Failure.Settings("--format parquet needs a file: add --to FILE.parquet");
    } else if (chosen != Format.PARQUET && target.isPresent()) {
      throw new Failure.Settings("--to goes with --format parquet; else redirect: > FILE");
    }
  }

  private static void show(TextTable table, Console console) {
    boolean isCut = table.rows().size() > SHOWN_ROWS;
    TextTable shown =
        isCut ? new TextTable(table.columns(), table.rows().subList(0, SHOWN_ROWS)) : table;
    try {
      TextTables.print(shown, console.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    console.out().flush();
    if (isCut) {
      console.note("... more than %d rows; --format csv gives all".formatted(SHOWN_ROWS));
    }
  }
}
