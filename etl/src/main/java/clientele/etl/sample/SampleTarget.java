package clientele.etl.sample;

import java.nio.file.Path;
import java.util.Optional;

/** Where the operational databases are. */
public sealed interface SampleTarget {

  /** One SQLite file for each system, {@code <folder>/<system>.db}. */
  record SqliteFolder(Path folder) implements SampleTarget {}

  /**
   * One schema for each system on a PostgreSQL or MariaDB server.
   *
   * @param url JDBC URL without a password
   */
  record Server(String url, Optional<String> user, Optional<String> password)
      implements SampleTarget {}
}
