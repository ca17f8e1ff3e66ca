package clientele.etl.extract;

import clientele.schema.Column;
import java.util.List;

/**
 * What a table of a source gave.
 *
 * @param columns the source's own, of the types that the raw table is to have
 * @param found the same as they were landed
 * @param isEmpty whether the source has no row at all, also below the watermark
 */
record SourceTable(
    List<Column> columns, List<Column> found, boolean hasFiles, Landed landed, boolean isEmpty) {

  SourceTable with(Landed all) {
    return new SourceTable(columns, found, hasFiles, all, isEmpty);
  }
}
