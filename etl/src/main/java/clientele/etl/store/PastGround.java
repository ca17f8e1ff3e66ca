package clientele.etl.store;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run of the past stands on.
 *
 * @param last the publication that readers see; its raw tables have every version there is
 * @param before what the last night before the run's date published; empty where none did, and the
 *     ground is bare
 */
record PastGround(Publication last, Optional<Publication> before) {

  /** The snapshot of a table that the run finds; empty for none. */
  Optional<Long> snapshot(TableName name) {
    return Optional.ofNullable(snapshots().get(name));
  }

  /** Of every table that the run finds. */
  Map<TableName, Long> snapshots() {
    Map<TableName, Long> snapshots = new TreeMap<>();
    last.snapshots()
        .forEach(
            (name, id) -> {
              if (name.isRaw()) {
                snapshots.put(name, id);
              }
            });
    before
        .map(Publication::snapshots)
        .orElse(Map.of())
        .forEach(
            (name, id) -> {
              if (!name.isRaw()) {
                snapshots.put(name, id);
              }
            });
    return snapshots;
  }
}
