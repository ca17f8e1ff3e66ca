package clientele.etl.store;

import java.util.List;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/** The tag that keeps a table's snapshot alive for a publication. */
record PublicationTag(long publicationId) {

  private static final String PREFIX = "publication-";

  String name() {
    return PREFIX + publicationId;
  }

  static List<PublicationTag> of(Table table) {
    return table.refs().entrySet().stream()
        .filter(entry -> entry.getValue().isTag() && entry.getKey().startsWith(PREFIX))
        .map(entry -> new PublicationTag(Long.parseLong(entry.getKey().substring(PREFIX.length()))))
        .toList();
  }

  /** The snapshot it stands at; null where the table does not have it. */
  Long snapshotIn(Table table) {
    SnapshotRef ref = table.refs().get(name());
    return ref == null ? null : ref.snapshotId();
  }
}
