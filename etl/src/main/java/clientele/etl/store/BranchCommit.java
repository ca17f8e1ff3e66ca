package clientele.etl.store;

import clientele.failure.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.util.SnapshotUtil;

/** Commits files to the branch of one table, exactly once. */
final class BranchCommit {

  private static final String COMMIT_ID = "clientele-store.commit";
  private static final String BRANCH = "clientele-store.branch";
  private static final String PROPERTY_PREFIX = "clientele.";

  private final TableName name;
  private final Table table;
  private final String branch;
  private final Optional<PastGround> past;

  /**
   * @param past where the branch of a run of the past begins; empty for one that begins at main
   */
  BranchCommit(TableName name, Table table, String branch, Optional<PastGround> past) {
    this.name = name;
    this.table = table;
    this.branch = branch;
    this.past = past;
  }

  void commit(Change change, Map<String, String> properties) {
    List<DataFile> files = new NewFiles(name, table).take(change.written().files());
    String commitId = UUID.randomUUID().toString();
    CommitAttempts.until(
        "commit %s to branch %s of table %s".formatted(commitId, branch, name),
        () -> attempt(change, files, properties, commitId),
        () -> isThere(commitId));
  }

  /** The branch that a snapshot was committed to, blank for those that no run wrote. */
  static String branchOf(Snapshot snapshot) {
    return snapshot.summary().getOrDefault(BRANCH, "");
  }

  static Map<String, String> properties(Snapshot snapshot) {
    Map<String, String> properties = new HashMap<>();
    snapshot
        .summary()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PROPERTY_PREFIX)) {
                properties.put(key.substring(PROPERTY_PREFIX.length()), value);
              }
            });
    return properties;
  }

  private void attempt(
      Change change, List<DataFile> files, Map<String, String> properties, String commitId) {
    // Branch and files in one transaction: a commit that makes its own branch counts its rows
    // from zero, as if main were empty.
    table.refresh();
    Transaction transaction = table.newTransaction();
    boolean isBare = false;
    if (table.refs().get(branch) == null) {
      long main = table.currentSnapshot().snapshotId();
      Optional<Long> ground = past.isEmpty() ? Optional.of(main) : past.get().snapshot(name);
      isBare = ground.isEmpty();
      transaction.manageSnapshots().createBranch(branch, ground.orElse(main)).commit();
    }
    SnapshotUpdate<?> update = update(transaction, isBare ? bare(change) : change, files);
    properties.forEach((key, value) -> update.set(PROPERTY_PREFIX + key, value));
    update.set(COMMIT_ID, commitId);
    update.set(BRANCH, branch);
    update.scanManifestsWith(new SameThread());
    try {
      update.commit();
      transaction.commitTransaction();
    } catch (ValidationException e) {
      throw new Failure.Contract(
          "table %s: the files of %s are refused: %s".formatted(name, change, e.getMessage()));
    }
  }

  /** On bare ground whatever comes first is all there is. */
  private static Change bare(Change change) {
    return new Change.Replace(change.written());
  }

  private SnapshotUpdate<?> update(Transaction transaction, Change change, List<DataFile> files) {
    if (change instanceof Change.Append) {
      AppendFiles append = transaction.newAppend().toBranch(branch);
      files.forEach(append::appendFile);
      return append;
    }
    OverwriteFiles overwrite = transaction.newOverwrite().toBranch(branch);
    files.forEach(overwrite::addFile);
    if (change instanceof Change.ReplaceFiles replaced) {
      Snapshot head = transaction.table().snapshot(branch);
      new DataFiles(name, table).of(head, replaced.removed()).forEach(overwrite::deleteFile);
      return overwrite;
    }
    Expression replaced = Expressions.alwaysTrue();
    if (change instanceof Change.ReplaceDate date) {
      replaced = Expressions.equal(date.dateColumn(), date.day().toString());
      if (!files.isEmpty()) {
        overwrite.validateAddedFilesMatchOverwriteFilter();
      }
    }
    return overwrite.overwriteByRowFilter(replaced);
  }

  private boolean isThere(String commitId) {
    table.refresh();
    if (table.refs().get(branch) == null) {
      return false;
    }
    long head = table.refs().get(branch).snapshotId();
    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(head, table::snapshot)) {
      if (commitId.equals(snapshot.summary().get(COMMIT_ID))) {
        return true;
      }
    }
    return false;
  }
}
