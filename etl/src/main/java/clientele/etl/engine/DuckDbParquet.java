package clientele.etl.engine;

import clientele.schema.Column;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parquet files as DuckDB's SQL names them. */
final class DuckDbParquet {

  // After two left joins with "where false" DuckDB may expect one row, and builds every further
  // hash table of the chain over the large side: more than 18 GB for ten million order lines.
  private static final String NOTHING = "range(0)";

  private static final Pattern GLOB = Pattern.compile("[*?\\[]");

  private DuckDbParquet() {}

  /** A SELECT over files: these columns by name, null where no file has them. */
  static String select(DuckDbSession session, List<Path> files, List<Column> columns) {
    if (files.isEmpty()) {
      return "select %s from %s".formatted(list(columns, Set.of()), NOTHING);
    }
    String relation = read(files);
    return "select %s from %s".formatted(list(columns, names(session, relation)), relation);
  }

  /** As {@link #select}, and {@code _file_name}. */
  static String selectWithFileNames(DuckDbSession session, List<Path> files, List<Column> columns) {
    if (files.isEmpty()) {
      return "select %s, cast(null as varchar) as _file_name from %s"
          .formatted(list(columns, Set.of()), NOTHING);
    }
    String relation = read(files);
    return "select %s, parse_filename(filename) as _file_name from %s"
        .formatted(list(columns, names(session, relation)), withFileNames(relation));
  }

  private static String withFileNames(String relation) {
    return relation.substring(0, relation.length() - 1) + ", filename = true)";
  }

  private static String list(List<Column> columns, Set<String> present) {
    return columns.stream()
        .map(column -> item(column, present.contains(column.name())))
        .collect(Collectors.joining(", "));
  }

  private static String item(Column column, boolean isPresent) {
    String name = SqlText.name(column.name());
    return "cast(%s as %s) as %s".formatted(isPresent ? name : "null", column.type().sql(), name);
  }

  private static String read(List<Path> files) {
    return files.stream()
        .map(file -> SqlText.text(withoutGlob(file)))
        .collect(Collectors.joining(", ", "read_parquet([", "], union_by_name = true)"));
  }

  static String withoutGlob(Path file) {
    return GLOB.matcher(file.toAbsolutePath().toString()).replaceAll("[$0]");
  }

  private static Set<String> names(DuckDbSession session, String relation) {
    return session.query(
        "describe select * from " + relation,
        result -> {
          Set<String> names = new HashSet<>();
          while (result.next()) {
            names.add(result.getString(1).toLowerCase(Locale.ROOT));
          }
          return names;
        });
  }
}
