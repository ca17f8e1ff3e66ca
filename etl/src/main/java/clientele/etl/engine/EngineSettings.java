package clientele.etl.engine;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What an engine is opened with.
 *
 * @param timeZone the business time zone, by which moments become days
 * @param country ISO code of two letters, for phone numbers without a country code
 * @param memoryLimit what DuckDB may use, such as {@code 4GB} or {@code 50%}; empty for four fifths
 *     of what Java's heap leaves of the machine
 * @param threads of DuckDB; empty for one per core
 * @param sparkMaster such as {@code local[*]}; only Spark reads it
 * @param scratch folder for what does not fit into memory; made, and left empty at the end
 */
public record EngineSettings(
    ZoneId timeZone,
    String country,
    Optional<String> memoryLimit,
    Optional<Integer> threads,
    String sparkMaster,
    Path scratch) {

  /** UTC, Great Britain, all of the machine: the defaults of settings.yml. */
  public static EngineSettings defaults(Path scratch) {
    return new EngineSettings(
        ZoneId.of("UTC"), "GB", Optional.empty(), Optional.empty(), "local[*]", scratch);
  }

  public EngineSettings withMemoryLimit(String limit) {
    return new EngineSettings(timeZone, country, Optional.of(limit), threads, sparkMaster, scratch);
  }
}
