package clientele.etl.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** Files of one table as its manifests describe them. */
final class DataFiles {

  private final TableName name;
  private final Table table;

  DataFiles(TableName name, Table table) {
    this.name = name;
    this.table = table;
  }

  /**
   * Describes files of a snapshot.
   *
   * @throws IllegalArgumentException naming those that the snapshot does not have
   */
  List<DataFile> of(Snapshot snapshot, List<Path> paths) {
    Set<String> wanted = new HashSet<>();
    paths.forEach(path -> wanted.add(path.toString()));
    List<DataFile> found = new ArrayList<>();
    for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
      if (wanted.isEmpty()) {
        break;
      }
      try (ManifestReader<DataFile> files =
          ManifestFiles.read(manifest, table.io(), table.specs())) {
        for (DataFile file : files) {
          if (wanted.remove(file.location())) {
            found.add(file.copy());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (!wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "table %s does not have the files %s that are to be replaced".formatted(name, wanted));
    }
    return found;
  }
}
