package clientele.etl.extract;

import clientele.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the rows that a source gives for one entity fall into units, such as orders, that do not look
 * at each other: the rows of a unit come from rows of the same unit in these tables, and from
 * nothing else that these tables hold.
 *
 * @param columns of the SELECT's result that name the unit
 * @param tables for each table the columns that name the unit, as many and in the same order
 */
public record FeedUnits(List<String> columns, Map<String, List<String>> tables) {

  static final String KEY = "units";

  /** The units by entity. */
  static Map<String, FeedUnits> read(YamlMap source, Set<String> entities, List<String> tables) {
    Map<String, FeedUnits> units = new LinkedHashMap<>();
    if (!source.has(KEY)) {
      return units;
    }
    YamlMap all = source.map(KEY);
    for (String entity : all.keys()) {
      if (!entities.contains(entity)) {
        all.fault(
            entity, "'%s' has units but no %s.sql beside source.yml".formatted(entity, entity));
        continue;
      }
      units.put(entity, read(all.map(entity), tables));
    }
    return units;
  }

  private static FeedUnits read(YamlMap unit, List<String> known) {
    unit.knowOnly(Set.of("by", "tables"));
    List<String> columns = unit.texts("by");
    YamlMap tables = unit.map("tables");
    Map<String, List<String>> keys = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (String table : tables.keys()) {
      keys.put(table, tables.texts(table));
      if (!known.contains(table)) {
        missing.add(table);
      } else if (keys.get(table).size() != columns.size()) {
        tables.fault(table, "'%s' must name as many columns as 'by' does".formatted(table));
      }
    }
    if (columns.isEmpty() || keys.isEmpty()) {
      unit.fault("by", "units need 'by', columns of the SQL's result, and 'tables'");
    }
    missing.forEach(table -> tables.fault(table, "no table '%s' in this file".formatted(table)));
    return new FeedUnits(columns, keys);
  }
}
