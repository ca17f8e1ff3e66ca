package clientele.etl.engine;

import clientele.schema.Column;
import java.nio.file.Path;
import java.util.List;

/**
 * A table as readers get it.
 *
 * @param name in the published file
 * @param meaning becomes its comment; the columns' meanings become theirs
 * @param files its Parquet files, none for an empty table
 * @param columns in their order; those marked as personal are masked
 */
public record PublishedTable(String name, String meaning, List<Path> files, List<Column> columns) {

  boolean hasPersonalColumns() {
    return columns.stream().anyMatch(Column::pii);
  }
}
