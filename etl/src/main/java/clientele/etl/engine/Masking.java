package clientele.etl.engine;

import clientele.schema.Column;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Writes tables with personal columns replaced by SHA-256 over a key and the value. The key goes in
 * as a parameter and never stands in the file.
 */
final class Masking {

  private static final String KEY_VARIABLE = "clientele_masking_key";

  private final DuckDbSession session;

  Masking(DuckDbSession session, String key) {
    this.session = session;
    // A variable lives as long as the session and is not stored. The key is hashed to a fixed
    // length, so that no key and value run together into another pair.
    try (PreparedStatement statement =
        session.connection().prepareStatement("set variable %s = ?".formatted(KEY_VARIABLE))) {
      statement.setString(1, sha256(key));
      statement.execute();
    } catch (SQLException e) {
      throw DuckDbFailures.of(e);
    }
  }

  void write(PublishedTable table, String select) {
    String columns =
        table.columns().stream()
            .map(column -> column.pii() ? masked(column) : SqlText.name(column.name()))
            .collect(Collectors.joining(", "));
    session.run(
        "create table %s as select %s from (%s)"
            .formatted(SqlText.name(table.name()), columns, select));
  }

  static String meaning(Column column) {
    return "%s%smasked: equal values have equal masks"
        .formatted(column.meaning(), column.meaning().isBlank() ? "" : "; ");
  }

  private static String masked(Column column) {
    String name = SqlText.name(column.name());
    return "sha256(getvariable('%s') || cast(%s as varchar)) as %s"
        .formatted(KEY_VARIABLE, name, name);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
