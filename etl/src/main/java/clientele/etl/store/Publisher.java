package clientele.etl.store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/**
 * Makes a branch what everybody sees: moves main of every table that has it, one commit each, and
 * then records the set. Until the record is there, readers see the publication before.
 */
final class Publisher {

  private final Catalog catalog;
  private final Publications publications;
  private final InstantSource clock;
  private final Runnable afterEachCommit;

  Publisher(
      Catalog catalog, Publications publications, InstantSource clock, Runnable afterEachCommit) {
    this.catalog = catalog;
    this.publications = publications;
    this.clock = clock;
    this.afterEachCommit = afterEachCommit;
  }

  Publication publish(String branch, String runId, LocalDate asOf) {
    Optional<Publication> last = publications.last();
    PublicationTag tag = new PublicationTag(last.map(Publication::id).orElse(0L) + 1);
    Map<TableName, Long> moved = move(branch, tag);
    if (moved.isEmpty() && last.isPresent() && isOf(last.get(), runId, asOf)) {
      return last.get();
    }
    Map<TableName, Long> snapshots =
        new TreeMap<>(last.map(Publication::snapshots).orElse(Map.of()));
    snapshots.putAll(moved);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Publication publication =
        new Publication(tag.publicationId(), runId, asOf, now, Map.copyOf(snapshots));
    publications.record(publication);
    afterEachCommit.run();
    return publication;
  }

  private static boolean isOf(Publication publication, String runId, LocalDate asOf) {
    return publication.runId().equals(runId) && publication.asOf().equals(asOf);
  }

  /** The snapshots of the tables that this publication moves or, before a kill, has moved. */
  private Map<TableName, Long> move(String branch, PublicationTag tag) {
    Map<TableName, Long> moved = new TreeMap<>();
    for (TableName name : catalog.tables()) {
      Table table = catalog.require(name);
      if (table.refs().containsKey(branch)) {
        move(name, table, branch, tag);
        afterEachCommit.run();
      }
      Long snapshot = tag.snapshotIn(table);
      if (snapshot != null) {
        moved.put(name, snapshot);
      }
    }
    return moved;
  }

  private static void move(TableName name, Table table, String branch, PublicationTag tag) {
    CommitAttempts.until(
        "%s of table %s".formatted(tag.name(), name),
        () -> {
          table.refresh();
          table
              .manageSnapshots()
              .fastForwardBranch(SnapshotRef.MAIN_BRANCH, branch)
              .createTag(tag.name(), table.refs().get(branch).snapshotId())
              .removeBranch(branch)
              .commit();
        },
        () -> {
          table.refresh();
          return !table.refs().containsKey(branch) && tag.snapshotIn(table) != null;
        });
  }
}
