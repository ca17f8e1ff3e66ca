package clientele.etl.engine;

import clientele.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads a published file: one SELECT at a time, no file but those of the publication, no network,
 * and no way to change either. Open as long as it lives, it sees the publication it was opened on.
 */
public final class PublishedReader implements AutoCloseable {

  private final Path file;
  private final Scratch scratch;
  private final DuckDbSession session;

  private PublishedReader(Path file, List<Path> alsoWritten) {
    this.file = file.toAbsolutePath().normalize();
    if (!Files.exists(this.file)) {
      throw new Failure.Settings(
          "nothing is published yet: there is no %s. Run 'clientele run nightly' first"
              .formatted(this.file));
    }
    this.scratch = Scratch.below(Path.of(System.getProperty("java.io.tmpdir")));
    this.session = DuckDbSession.open("", new Properties());
    try {
      lockIn(alsoWritten);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  public static PublishedReader open(Path file) {
    return new PublishedReader(file, List.of());
  }

  /** At most so many rows, as text. */
  public TextTable show(String sql, int limit) {
    return select(
        sql,
        result -> {
          DuckDbRows rows = new DuckDbRows(result);
          List<List<String>> shown = new ArrayList<>();
          while (shown.size() < limit && rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 0; i < rows.columns().size(); i++) {
              row.add(Cell.text(rows.value(i)));
            }
            shown.add(row);
          }
          return new TextTable(rows.columns(), shown);
        });
  }

  /** Writes all rows, one after the other, and returns how many there were. */
  public long write(String sql, RowFormat format, Appendable output) {
    return select(
        sql,
        result -> {
          try {
            return format.write(new DuckDbRows(result), output);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Writes all rows of a SELECT as one Parquet file, in place of what had the name. */
  public static void writeParquet(Path file, String sql, Path target) {
    Path absolute = target.toAbsolutePath().normalize();
    Path beside = absolute.resolveSibling(absolute.getFileName() + "." + UUID.randomUUID());
    try (PublishedReader reader = new PublishedReader(file, List.of(beside))) {
      reader.requireOneSelect(sql);
      reader.session.run(
          "copy (%s\n) to %s (format parquet, compression zstd, use_tmp_file false)"
              .formatted(withoutEnd(sql), SqlText.text(beside.toString())));
      Files.move(beside, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Failure.Settings("cannot write %s: %s".formatted(absolute, e));
    } finally {
      deleteIfExists(beside);
    }
  }

  private <T> T select(String sql, DuckDbSession.ResultReader<T> reader) {
    requireOneSelect(sql);
    return session.query(sql, reader);
  }

  /** DuckDB's own parser tells: it gives the syntax tree of SELECTs and of nothing else. */
  private void requireOneSelect(String sql) {
    String tree = "select json_serialize_sql(cast(? as varchar)) as tree";
    String ask =
        "select tree ->> '$.error_message', json_array_length(tree, '$.statements') from (%s)"
            .formatted(tree);
    try (PreparedStatement statement = session.connection().prepareStatement(ask)) {
      statement.setString(1, sql);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        String fault = answer.getString(1);
        if (fault != null) {
          throw new Failure.Settings("the SQL was refused: %s".formatted(fault));
        } else if (answer.getLong(2) != 1) {
          throw new Failure.Settings(
              "the SQL was refused: one SELECT is asked for, but there are %d statements"
                  .formatted(answer.getLong(2)));
        }
      }
    } catch (SQLException e) {
      throw DuckDbFailures.of(e);
    }
  }

  private static String withoutEnd(String sql) {
    return sql.strip().replaceFirst(";+$", "");
  }

  /**
   * The file is attached to a database in memory: two readers of one process would otherwise share
   * one database by its name, and the second would see the file that was replaced.
   */
  private void lockIn(List<Path> alsoWritten) {
    session.run("attach %s as published (read_only)".formatted(SqlText.text(file.toString())));
    session.run("use published");
    List<String> allowed = new ArrayList<>();
    session
        .<List<String>>query(
            "select distinct path from %s".formatted(PublishedFile.FILE_TABLE),
            PublishedReader::texts)
        .forEach(
            path -> {
              allowed.add(path);
              // A folder with a star in its name is looked up as it is written in the view.
              allowed.add(DuckDbParquet.withoutGlob(Path.of(path)));
            });
    alsoWritten.forEach(path -> allowed.add(path.toString()));
    session.run("set temp_directory = %s".formatted(SqlText.text(scratch.folder().toString())));
    session.run(
        "set allowed_paths = [%s]"
            .formatted(
                allowed.stream().distinct().map(SqlText::text).collect(Collectors.joining(", "))));
    session.run("set enable_external_access = false");
    session.run("set lock_configuration = true");
  }

  private static List<String> texts(ResultSet result) throws SQLException {
    List<String> texts = new ArrayList<>();
    while (result.next()) {
      texts.add(result.getString(1));
    }
    return texts;
  }

  private static void deleteIfExists(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    session.close();
    scratch.close();
  }
}
