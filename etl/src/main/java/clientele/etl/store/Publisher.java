package clientele.etl.store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.ManageSnapshots;
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

  /**
   * @param past the ground of a run of the past, whose publication main does not follow; empty for
   *     one that goes forward
   */
  Publication publish(String branch, String runId, LocalDate asOf, Optional<PastGround> past) {
    Optional<Publication> done =
        publications.all().stream()
            .filter(publication -> isOf(publication, runId, asOf))
            .findFirst();
    PublicationTag tag = new PublicationTag(publications.highestId() + 1);
    Map<TableName, Long> moved = move(branch, tag, past.isEmpty());
    if (moved.isEmpty() && done.isPresent()) {
      return done.get();
    }
    Map<TableName, Long> snapshots =
        new TreeMap<>(
            past.map(PastGround::snapshots)
                .orElseGet(() -> publications.last().map(Publication::snapshots).orElse(Map.of())));
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
  private Map<TableName, Long> move(String branch, PublicationTag tag, boolean movesMain) {
    Map<TableName, Long> moved = new TreeMap<>();
    for (TableName name : catalog.tables()) {
      Table table = catalog.require(name);
      if (table.refs().containsKey(branch)) {
        move(name, table, branch, tag, movesMain);
        afterEachCommit.run();
      }
      Long snapshot = tag.snapshotIn(table);
      if (snapshot != null) {
        moved.put(name, snapshot);
      }
    }
    return moved;
  }

  private static void move(
      TableName name, Table table, String branch, PublicationTag tag, boolean movesMain) {
    CommitAttempts.until(
        "%s of table %s".formatted(tag.name(), name),
        () -> {
          table.refresh();
          ManageSnapshots changes = table.manageSnapshots();
          if (movesMain) {
            changes.fastForwardBranch(SnapshotRef.MAIN_BRANCH, branch);
          }
          changes
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
