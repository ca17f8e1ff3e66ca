package clientele.etl.store;

import clientele.failure.Failure;
import clientele.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;

/** Makes a table's columns those that are wanted: new ones are added, narrow ones widened. */
final class SchemaGrowth {

  private final TableName name;
  private final Table table;
  private final UpdateSchema update;
  private final List<String> faults = new ArrayList<>();
  private boolean isChanged;

  SchemaGrowth(TableName name, Table table) {
    this.name = name;
    this.table = table;
    this.update = table.updateSchema();
  }

  /** Commits if anything changed; refuses with all faults at once, and then changes nothing. */
  void growTo(List<Column> columns) {
    columns.forEach(this::growTo);
    if (!faults.isEmpty()) {
      throw new Failure.Contract(String.join("\n", faults));
    }
    if (isChanged) {
      update.commit();
    }
  }

  private void growTo(Column column) {
    Type.PrimitiveType wanted = IcebergTypes.type(column.type());
    NestedField field = table.schema().findField(column.name());
    if (field == null) {
      update.addColumn(column.name(), wanted, IcebergTypes.meaning(column));
      isChanged = true;
      return;
    }
    if (!field.type().equals(wanted)) {
      if (!TypeUtil.isPromotionAllowed(field.type(), wanted)) {
        faults.add(
            "table %s: column %s is %s and cannot become %s: a type may only be widened. Give the new column another name, or rebuild the table"
                .formatted(name, column.name(), field.type(), column.type().sql()));
        return;
      }
      update.updateColumn(column.name(), wanted);
      isChanged = true;
    }
    if (!Objects.equals(field.doc(), IcebergTypes.meaning(column))) {
      update.updateColumnDoc(column.name(), IcebergTypes.meaning(column));
      isChanged = true;
    }
  }
}
