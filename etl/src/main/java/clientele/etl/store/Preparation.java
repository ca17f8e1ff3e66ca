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
  private final long lastPublicationId;
  private final ManageSnapshots changes;
  private boolean isChanged;

  Preparation(TableName name, Table table, String branch, Optional<Publication> last) {
    this.table = table;
    this.branch = branch;
    this.lastPublicationId = last.map(Publication::id).orElse(0L);
    Long snapshot = last.map(publication -> publication.snapshots().get(name)).orElse(null);
    this.published = snapshot == null ? SnapshotUtil.oldestAncestor(table).snapshotId() : snapshot;
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
    if (own != null && !descendsFromPublished(own.snapshotId())) {
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
        .filter(this::descendsFromPublished)
        .findFirst();
  }

  private boolean descendsFromPublished(long snapshotId) {
    return SnapshotUtil.isAncestorOf(table, snapshotId, published);
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
