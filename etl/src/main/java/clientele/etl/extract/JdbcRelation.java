package clientele.etl.extract;

import clientele.failure.Failure;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds a table in a database, however its name is spelled there, and says how SQL names it. */
final class JdbcRelation {

  private static final int SHOWN_TABLES = 30;

  private final String where;
  private final Transport.Jdbc settings;
  private final Database database;
  private final Connection connection;

  JdbcRelation(String where, Transport.Jdbc settings, Database database, Connection connection) {
    this.where = where;
    this.settings = settings;
    this.database = database;
    this.connection = connection;
  }

  /**
   * @throws Failure.Contract for a table that is not there, with those that are
   */
  String find(Origin origin) throws SQLException {
    if (origin instanceof Origin.Query query) {
      return "(" + query.sql() + ") source_query";
    }
    String[] parts = ((Origin.Relation) origin).name().split("\\.", 2);
    Optional<String> schema = parts.length == 2 ? Optional.of(parts[0]) : settings.schema();
    String name = parts[parts.length - 1];
    DatabaseMetaData metadata = connection.getMetaData();
    for (String candidate : spellings(name)) {
      for (Optional<String> candidateSchema : schemaSpellings(schema)) {
        if (exists(metadata, candidateSchema, candidate)) {
          String quote = metadata.getIdentifierQuoteString().strip();
          return candidateSchema.map(text -> quoted(text, quote) + ".").orElse("")
              + quoted(candidate, quote);
        }
      }
    }
    throw new Failure.Contract(
        "%s: the source has no table '%s'; it has %s. Mend 'from' or 'schema' in source.yml"
            .formatted(where, name, String.join(", ", tables(metadata, schema))));
  }

  /** As written, then as databases fold names that nobody quoted. */
  private static Set<String> spellings(String name) {
    return new LinkedHashSet<>(
        List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)));
  }

  private static List<Optional<String>> schemaSpellings(Optional<String> schema) {
    return schema
        .map(name -> spellings(name).stream().map(Optional::of).toList())
        .orElse(List.of(Optional.empty()));
  }

  private boolean exists(DatabaseMetaData metadata, Optional<String> schema, String name)
      throws SQLException {
    String escape = metadata.getSearchStringEscape();
    String pattern = escape == null ? name : name.replace("_", escape + "_");
    try (ResultSet found = tables(metadata, schema, pattern)) {
      while (found.next()) {
        if (found.getString("TABLE_NAME").equals(name)) {
          return true;
        }
      }
      return false;
    }
  }

  /** MariaDB and MySQL call a schema catalog. */
  private ResultSet tables(DatabaseMetaData metadata, Optional<String> schema, String pattern)
      throws SQLException {
    boolean hasCatalogs = database == Database.MARIADB;
    return metadata.getTables(
        hasCatalogs ? schema.orElse(connection.getCatalog()) : connection.getCatalog(),
        hasCatalogs ? null : schema.orElse(null),
        pattern,
        null);
  }

  private List<String> tables(DatabaseMetaData metadata, Optional<String> schema)
      throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet found = tables(metadata, schema, "%")) {
      while (found.next() && names.size() < SHOWN_TABLES) {
        String type = String.valueOf(found.getString("TABLE_TYPE"));
        String in = String.valueOf(found.getString("TABLE_SCHEM")).toLowerCase(Locale.ROOT);
        if ((type.contains("TABLE") || type.equals("VIEW"))
            && !type.contains("SYSTEM")
            && !in.equals("information_schema")
            && !in.equals("pg_catalog")) {
          names.add(found.getString("TABLE_NAME"));
        }
      }
    }
    return names.isEmpty() ? List.of("no tables that this user may see") : names;
  }

  static String quoted(String name, String quote) {
    return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
  }
}
