package clientele.jobs.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The opponent: a script as an able engineer writes it for this one company. COPY brings every
 * table out of PostgreSQL, one file of DuckDB SQL makes the star of it as plain Parquet.
 */
public final class HandWritten {

  private static final String TABLES =
      """
      select table_schema, table_name from information_schema.tables
      where table_schema in ('shop', 'call_centre', 'mailing', 'crm')
        and table_name not like 'sample%' and table_type = 'BASE TABLE'
      order by 1, 2
      """;

  private static final String COLUMNS =
      """
      select string_agg(format('"%%s" %%s', a.attname, format_type(a.atttypid, a.atttypmod)), ', '
        order by a.attnum)
      from pg_attribute a
      where a.attrelid = '%s.%s'::regclass and a.attnum > 0 and not a.attisdropped
      """;

  private HandWritten() {}

  /** Takes the URL of the server and a folder. User and password are in the environment. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    try (Connection source =
            DriverManager.getConnection(
                arguments[0], System.getenv("SAMPLE_USER"), System.getenv("SAMPLE_PASSWORD"));
        Connection duckdb =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("build.duckdb"))) {
      for (String[] table : tables(source)) {
        bring(source, duckdb, table[0], table[1], folder);
      }
      try (Statement statement = duckdb.createStatement()) {
        statement.execute(Resource.text("hand-written.sql").replace("{folder}", folder.toString()));
      }
    }
  }

  private static List<String[]> tables(Connection source) throws SQLException {
    List<String[]> tables = new ArrayList<>();
    try (Statement statement = source.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        tables.add(new String[] {row.getString(1), row.getString(2)});
      }
    }
    return tables;
  }

  private static void bring(
      Connection source, Connection duckdb, String schema, String table, Path folder)
      throws SQLException, IOException {
    Path file = folder.resolve(schema + "_" + table + ".csv");
    try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      source
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy %s.%s to stdout (format csv, header)".formatted(schema, table), output);
    }
    try (Statement ask = source.createStatement();
        ResultSet columns = ask.executeQuery(COLUMNS.formatted(schema, table));
        Statement load = duckdb.createStatement()) {
      columns.next();
      load.execute(
          "create temp table %1$s_%2$s (%3$s); copy %1$s_%2$s from '%4$s' (format csv, header)"
              .formatted(schema, table, columns.getString(1), file));
    }
    Files.delete(file);
  }
}
