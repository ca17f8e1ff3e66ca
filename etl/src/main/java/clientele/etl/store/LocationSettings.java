package clientele.etl.store;

import clientele.failure.Failure;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a warehouse is. Iceberg's metadata name every file by its full path, so a warehouse stays
 * where it was made.
 *
 * @param warehouse the folder of all tables
 * @param metadataUrl JDBC URL of the metadata database, SQLite or PostgreSQL; blank for the SQLite
 *     file {@code clientele.db} in the warehouse folder
 */
public record LocationSettings(Path warehouse, String metadataUrl) {

  static final String SQLITE = "jdbc:sqlite:";
  static final String POSTGRESQL = "jdbc:postgresql:";
  static final String DEFAULT_FILE = "clientele.db";

  public LocationSettings {
    warehouse = warehouse.toAbsolutePath().normalize();
    metadataUrl =
        metadataUrl.isBlank() ? SQLITE + warehouse.resolve(DEFAULT_FILE) : metadataUrl.strip();
    String lower = metadataUrl.toLowerCase(Locale.ROOT);
    if (!lower.startsWith(SQLITE) && !lower.startsWith(POSTGRESQL)) {
      throw new Failure.Settings(
          "warehouse.metadata_url '%s' is neither SQLite nor PostgreSQL: write %s/path/to/file.db or %s//host/database, or leave it empty for a file in the warehouse folder"
              .formatted(withoutSecrets(metadataUrl), SQLITE, POSTGRESQL));
    }
  }

  boolean isSqlite() {
    return metadataUrl.toLowerCase(Locale.ROOT).startsWith(SQLITE);
  }

  /** The metadata database as messages may name it: without user, password and parameters. */
  String metadataName() {
    return withoutSecrets(metadataUrl);
  }

  private static String withoutSecrets(String url) {
    return url.replaceFirst("[?;].*$", "").replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public String toString() {
    return "LocationSettings[warehouse=%s, metadata=%s]".formatted(warehouse, metadataName());
  }
}
