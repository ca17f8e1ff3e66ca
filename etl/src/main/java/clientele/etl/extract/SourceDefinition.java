package clientele.etl.extract;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * One operational system, as its folder in the project describes it.
 *
 * @param project the project's folder, to which relative paths belong
 * @param transport how its rows come here
 * @param timeZone the zone of its timestamps that carry none; raw tables hold them in UTC
 * @param freshness how old the newest rows of all its tables may be
 * @param tables in the order of the file
 * @param entities SQL file by staging entity, such as {@code order_line}
 * @param units how an entity's rows fall apart, for the entities of which that is said
 */
public record SourceDefinition(
    String name,
    Path project,
    Transport transport,
    ZoneId timeZone,
    FreshnessLimits freshness,
    List<TableDefinition> tables,
    Map<String, Path> entities,
    Map<String, FeedUnits> units) {

  /** The table of this name; refuses one that nobody declared. */
  public TableDefinition table(String tableName) {
    return tables.stream()
        .filter(table -> table.name().equals(tableName))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("%s has no table %s".formatted(name, tableName)));
  }
}
