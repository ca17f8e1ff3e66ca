package clientele.etl.engine;

import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The folders, one a month, that engines write into: readers would take them for columns. */
final class MonthFolders {

  private MonthFolders() {}

  /** Moves the files into the directory itself, under new names, and removes their folders. */
  static List<Path> flatten(Path directory, List<Path> files) {
    try {
      List<Path> moved = new ArrayList<>();
      Set<Path> folders = new LinkedHashSet<>();
      for (Path file : files) {
        folders.add(file.getParent());
        moved.add(Files.move(file, directory.resolve(UUID.randomUUID() + ".parquet")));
      }
      for (Path folder : folders) {
        if (!folder.equals(directory)) {
          Files.delete(folder);
        }
      }
      return List.copyOf(moved);
    } catch (IOException e) {
      throw new Failure.Engine("cannot move the files in %s".formatted(directory), e);
    }
  }
}
