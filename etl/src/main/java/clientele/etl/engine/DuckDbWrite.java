package clientele.etl.engine;

import clientele.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a SELECT of the contract's columns as Parquet. */
final class DuckDbWrite {

  private static final String FILE_SIZE = "256MB";

  private DuckDbWrite() {}

  static Written write(
      DuckDbSession session, String select, List<FieldColumn> columns, Path directory) {
    return copy(session, select, columns, directory, "");
  }

  /** Each month gets a folder of its own, from which its files are then brought out. */
  static Written writeByMonth(
      DuckDbSession session,
      String select,
      List<FieldColumn> columns,
      Path directory,
      String monthOf) {
    String months =
        "select *, strftime(%s, '%%Y-%%m') as _month from (%s) as written"
            .formatted(SqlText.name(monthOf), select);
    Written written = copy(session, months, columns, directory, ", partition_by (_month)");
    return new Written(MonthFolders.flatten(directory, written.files()), written.rows());
  }

  private static Written copy(
      DuckDbSession session,
      String select,
      List<FieldColumn> columns,
      Path directory,
      String options) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new Failure.Engine("cannot make the folder %s".formatted(directory), e);
    }
    String copy =
        "copy (%s) to %s (format parquet, compression zstd, field_ids {%s},"
                .formatted(select, SqlText.text(directory.toString()), fieldIds(columns))
            + " file_size_bytes '%s', filename_pattern '{uuid}', overwrite_or_ignore true,"
                .formatted(FILE_SIZE)
            + " return_files true%s)".formatted(options);
    return session.query(copy, DuckDbWrite::written);
  }

  private static String fieldIds(List<FieldColumn> columns) {
    return columns.stream()
        .map(column -> SqlText.text(column.column().name()) + ": " + column.fieldId())
        .collect(Collectors.joining(", "));
  }

  private static Written written(ResultSet result) throws SQLException {
    result.next();
    long rows = result.getLong(1);
    List<Path> files = new ArrayList<>();
    for (Object file : (Object[]) result.getArray(2).getArray()) {
      files.add(Path.of(file.toString()));
    }
    if (rows > 0) {
      return new Written(List.copyOf(files), rows);
    }
    // DuckDB leaves a file without rows behind.
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Written(List.of(), 0);
  }
}
