package clientele.etl.extract;

import java.util.Optional;
import java.util.OptionalInt;

/** How rows of a source come here. */
public sealed interface Transport {

  /**
   * A database. Texts may hold {@code ${NAME}}, which is read from the environment at the moment of
   * connecting, so that no secret is ever in a definition.
   *
   * @param drivers folder of driver jars, relative to the project
   * @param schema where tables are that do not say it themselves
   */
  record Jdbc(
      String url,
      Optional<String> user,
      Optional<String> password,
      String drivers,
      Optional<String> schema,
      Reading reading)
      implements Transport {}

  /** Files below the project's folder. */
  record Files() implements Transport {}

  /**
   * How gently and how fast a database is read.
   *
   * @param fetchSize rows that a driver fetches at once
   * @param isReadOnly transactions are declared to write nothing
   * @param connections that read one table side by side, 1 or more
   * @param sliceRows a table with more rows is read in slices of so many; 0 for never
   * @param rowsPerSecond at most so many rows a second over all connections
   * @param statementSeconds a statement that takes longer is given up
   * @param copies PostgreSQL is read by COPY
   * @param hasOneSnapshot all tables are read as of one moment, where the database can do that
   */
  record Reading(
      OptionalInt fetchSize,
      boolean isReadOnly,
      int connections,
      int sliceRows,
      OptionalInt rowsPerSecond,
      OptionalInt statementSeconds,
      boolean copies,
      boolean hasOneSnapshot) {}
}
