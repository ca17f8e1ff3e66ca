package clientele.etl.store;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Puts one table into the state in which a run may go on: undoes a publication that was not
 * finished, in one commit, or none where nothing is amiss.
 */
final class Preparation {

  private final Table table;
  private final String branch;
  private final long published;
  private final Optional<Long> ground;
  private final long lastPublicationId;
  private final ManageSnapshots changes;
  private boolean isChanged;

  /**
   * @param last the publication that readers see
   * @param lastPublicationId the highest id of any publication
   * @param past the ground of a run of the past; empty for one that goes forward from main
   */
  Preparation(
      TableName name,
      Table table,
      String branch,
      Optional<Publication> last,
      long lastPublicationId,
      Optional<PastGround> past) {
    this.table = table;
    this.branch = branch;
    this.lastPublicationId = lastPublicationId;
    this.published =
        last.map(publication -> publication.snapshots().get(name))
            .orElseGet(() -> SnapshotUtil.oldestAncestor(table).snapshotId());
    this.ground = past.isEmpty() ? Optional.of(published) : past.get().snapshot(name);
    this.changes = table.manageSnapshots();
  }

  /** Whether there was anything to do. */
  boolean commit() {
    keepOrDropOwnBranch();
    dropUnfinishedTags();
    dropOtherBranches();
    moveMainBack();
    if (isChanged) {
      changes.commit();
    }
    return isChanged;
  }

  private void keepOrDropOwnBranch() {
    SnapshotRef own = table.refs().get(branch);
    if (own != null && !standsOnGround(own.snapshotId())) {
      changes.removeBranch(branch);
      isChanged = true;
    } else if (own == null) {
      unfinishedSnapshotOfBranch()
          .ifPresent(
              snapshot -> {
                changes.createBranch(branch, snapshot);
                isChanged = true;
              });
    }
  }

  /** What this branch had when a publication, begun and not finished, took it away. */
  private Optional<Long> unfinishedSnapshotOfBranch() {
    return PublicationTag.of(table).stream()
        .filter(tag -> tag.publicationId() > lastPublicationId)
        .map(tag -> tag.snapshotIn(table))
        .filter(id -> BranchCommit.branchOf(table.snapshot(id)).equals(branch))
        .filter(this::standsOnGround)
        .findFirst();
  }

  private boolean standsOnGround(long snapshotId) {
    return ground.isEmpty() || SnapshotUtil.isAncestorOf(table, snapshotId, ground.get());
  }

  private void dropUnfinishedTags() {
    for (PublicationTag tag : PublicationTag.of(table)) {
      if (tag.publicationId() > lastPublicationId) {
        changes.removeTag(tag.name());
        isChanged = true;
      }
    }
  }

  private void dropOtherBranches() {
    for (Map.Entry<String, SnapshotRef> ref : table.refs().entrySet()) {
      boolean isOther =
          !ref.getKey().equals(branch) && !ref.getKey().equals(SnapshotRef.MAIN_BRANCH);
      if (ref.getValue().isBranch() && isOther) {
        changes.removeBranch(ref.getKey());
        isChanged = true;
      }
    }
  }

  private void moveMainBack() {
    long main = table.currentSnapshot().snapshotId();
    if (main != published) {
      changes.replaceBranch(SnapshotRef.MAIN_BRANCH, published);
      isChanged = true;
    }
  }
}
