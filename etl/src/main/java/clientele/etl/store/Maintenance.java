package clientele.etl.store;

import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Lets go of old publications, and of files that nothing refers to: those of expired snapshots, and
 * those that a killed run left behind. Nobody writes meanwhile, and files go only after what refers
 * to them, so that it may die anywhere and be begun again.
 */
final class Maintenance {

  private final Catalog catalog;
  private final Publications publications;
  private final Runnable afterEachCommit;

  Maintenance(Catalog catalog, Publications publications, Runnable afterEachCommit) {
    this.catalog = catalog;
    this.publications = publications;
    this.afterEachCommit = afterEachCommit;
  }

  Maintained run(int keptPublications) {
    List<Publication> all = publications.all();
    long highestId = publications.highestId();
    List<Publication> kept = all.stream().limit(keptPublications).toList();
    List<Publication> old = all.subList(kept.size(), all.size());
    publications.forget(old);
    afterEachCommit.run();
    int snapshots = 0;
    long files = 0;
    long bytes = 0;
    for (TableName name : catalog.tables()) {
      Table table = catalog.require(name);
      snapshots += expire(name, table, kept, highestId);
      afterEachCommit.run();
      for (Path file : unreferenced(name, table)) {
        bytes += delete(file);
        files++;
        afterEachCommit.run();
      }
      removeEmptyFolders(catalog.folder(name));
    }
    return new Maintained(old.size(), snapshots, files, bytes);
  }

  /** Drops the tags of forgotten publications, and then the snapshots that no ref leads to. */
  private static int expire(TableName name, Table table, List<Publication> kept, long highestId) {
    Set<Long> published =
        kept.stream()
            .map(publication -> publication.snapshots().get(name))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    // The tag of a publication that was begun and not finished is the next run's to judge.
    List<PublicationTag> old =
        PublicationTag.of(table).stream()
            .filter(tag -> tag.publicationId() <= highestId)
            .filter(tag -> !published.contains(tag.snapshotIn(table)))
            .toList();
    if (!old.isEmpty()) {
      ManageSnapshots changes = table.manageSnapshots();
      old.forEach(tag -> changes.removeTag(tag.name()));
      changes.commit();
    }
    Set<Long> referred = referred(table);
    List<Long> expired =
        StreamSupport.stream(table.snapshots().spliterator(), false)
            .map(Snapshot::snapshotId)
            .filter(id -> !referred.contains(id))
            .toList();
    if (!expired.isEmpty()) {
      // Files are deleted by the sweep below, which asks what every remaining snapshot refers to.
      ExpireSnapshots expiry = table.expireSnapshots().cleanExpiredFiles(false);
      expired.forEach(expiry::expireSnapshotId);
      expiry.commit();
      table.refresh();
    }
    return expired.size();
  }

  /**
   * The snapshots of all branches and tags, and what a run that was not published committed before
   * its branch's newest: a run that goes on looks there for what it has done.
   */
  private static Set<Long> referred(Table table) {
    Set<Long> referred = new HashSet<>();
    table.refs().values().forEach(ref -> referred.add(ref.snapshotId()));
    long main = table.currentSnapshot().snapshotId();
    for (SnapshotRef ref : table.refs().values()) {
      if (ref.isBranch()) {
        SnapshotUtil.ancestorIdsBetween(ref.snapshotId(), main, table::snapshot)
            .forEach(referred::add);
      }
    }
    return referred;
  }

  private List<Path> unreferenced(TableName name, Table table) {
    Set<Path> referred = files(table);
    Path folder = catalog.folder(name);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(file -> !referred.contains(file)).toList();
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static Set<Path> files(Table table) {
    Set<String> files = new HashSet<>();
    files.addAll(ReachableFileUtil.metadataFileLocations(table, false));
    files.addAll(ReachableFileUtil.manifestListLocations(table));
    files.addAll(ReachableFileUtil.statisticsFilesLocations(table));
    Set<String> manifests = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (manifests.add(manifest.path())) {
          addFiles(table, manifest, files);
        }
      }
    }
    files.addAll(manifests);
    return files.stream()
        .map(file -> Path.of(file).toAbsolutePath().normalize())
        .collect(Collectors.toSet());
  }

  private static void addFiles(Table table, ManifestFile manifest, Set<String> files) {
    try (CloseableIterable<String> paths =
        ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
      paths.forEach(files::add);
    } catch (IOException e) {
      throw failure(Path.of(manifest.path()), e);
    }
  }

  private static long delete(Path file) {
    try {
      long bytes = Files.size(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static void removeEmptyFolders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder) && isEmpty(path)) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }

  private static Failure failure(Path path, IOException cause) {
    return new Failure.Engine(
        "%s cannot be swept: %s. See that the folder is writable, and run maintenance again"
            .formatted(path, cause),
        cause);
  }
}
