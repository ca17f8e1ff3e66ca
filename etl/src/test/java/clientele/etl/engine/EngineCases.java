package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.failure.Failure;
import clientele.schema.Column;
import clientele.schema.ColumnType;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** What the cases of all engines use. */
interface EngineCases {

  record Buyer(String name, int pieces) {}

  record Letter(String text) {}

  record Measures(int pieces, long bigNumber, double ratio, boolean isOpen) {}

  List<FieldColumn> BUYER = List.of(field(1, "name", "varchar"), field(2, "pieces", "integer"));

  List<FieldColumn> BOUGHT =
      List.of(field(1, "name", "varchar"), field(2, "bought_at", "timestamp"));

  /** The session of the class; cases use names of their own. */
  Engine engine();

  /** One more session in this process. */
  Engine another(String country);

  /** The moment one microsecond before, which models never need. */
  String previous(String moment);

  /** A folder of the class. */
  Path folder();

  static FieldColumn field(int id, String name, String type) {
    return new FieldColumn(id, column(name, type));
  }

  static Column column(String name, String type) {
    return Column.of(name, ColumnType.parse(type));
  }

  static List<Column> columns(List<FieldColumn> fields) {
    return fields.stream().map(FieldColumn::column).toList();
  }

  default Path newFolder() {
    return folder().resolve("written-" + UUID.randomUUID());
  }

  /** What several expressions are, as text. */
  default List<String> values(String... expressions) {
    return engine().show(Select.of("select " + String.join(", ", expressions)), 1).rows().get(0);
  }

  default List<String> columnTypes(Select select) {
    return engine().describe(select).stream().map(column -> column.type().sql()).toList();
  }

  default Written write(String sql, FieldColumn... columns) {
    return engine().write(Select.of(sql), List.of(columns), newFolder(), List.of());
  }

  default void assertFails(Class<? extends Failure> kind, Runnable work, String... parts) {
    assertThatThrownBy(work::run).isInstanceOf(kind).hasMessageContainingAll(parts);
  }
}
