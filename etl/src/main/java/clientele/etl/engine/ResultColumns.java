package clientele.etl.engine;

import clientele.failure.Failure;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The columns that a SELECT gives, as the engine names their types, against those wanted. */
final class ResultColumns {

  /** One column of a result; the type as the engine spells it. */
  record Given(String name, String type) {}

  private static final Map<String, String> SPELLINGS =
      Map.of(
          "int", "integer",
          "string", "varchar",
          "timestamp_ntz", "timestamp",
          "blob", "binary");

  private final List<Given> given;

  ResultColumns(List<Given> given) {
    this.given = given;
  }

  /** As contracts spell them; all types that contracts do not have are refused at once. */
  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Given column : given) {
      String spelling = column.type().toLowerCase(Locale.ROOT);
      try {
        ColumnType type = ColumnType.parse(SPELLINGS.getOrDefault(spelling, spelling));
        columns.add(Column.of(column.name(), type));
      } catch (IllegalArgumentException e) {
        faults.add(
            "column %s is of type %s, which contracts do not have; cast it"
                .formatted(column.name(), column.type()));
      }
    }
    if (!faults.isEmpty()) {
      throw new Failure.Contract(String.join("\n", faults));
    }
    return columns;
  }

  /** Refuses missing, extra and repeated columns, all at once. */
  void mustBe(List<Column> wanted) {
    Set<String> extra = new TreeSet<>();
    Set<String> repeated = new TreeSet<>();
    for (Given column : given) {
      String name = column.name().toLowerCase(Locale.ROOT);
      if (!extra.add(name)) {
        repeated.add(name);
      }
    }
    Set<String> missing = new TreeSet<>();
    for (Column column : wanted) {
      if (!extra.remove(column.name())) {
        missing.add(column.name());
      }
    }
    List<String> faults = new ArrayList<>();
    addFault(faults, "lacks", missing);
    addFault(faults, "has, beyond the contract,", extra);
    addFault(faults, "has more than once", repeated);
    if (!faults.isEmpty()) {
      throw new Failure.Contract("the SELECT " + String.join("; it ", faults));
    }
  }

  /** The engine's type of a column, in small letters. */
  String type(String name) {
    return types().get(name);
  }

  private Map<String, String> types() {
    return given.stream()
        .collect(
            Collectors.toMap(
                column -> column.name().toLowerCase(Locale.ROOT),
                column -> column.type().toLowerCase(Locale.ROOT),
                (first, second) -> first,
                LinkedHashMap::new));
  }

  private static void addFault(List<String> faults, String verb, Set<String> names) {
    if (!names.isEmpty()) {
      faults.add(
          "%s column%s %s".formatted(verb, names.size() == 1 ? "" : "s", String.join(", ", names)));
    }
  }
}
