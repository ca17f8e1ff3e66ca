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
      OptionalInt fetchSize,
      boolean isReadOnly)
      implements Transport {}

  /** Files below the project's folder. */
  record Files() implements Transport {}
}
