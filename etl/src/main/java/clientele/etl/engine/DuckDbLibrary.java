package clientele.etl.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The library that DuckDB's driver unpacks into the folder of temporary files. The driver removes
 * it when the process ends, which a killed one never does: 72 MB would be left by each.
 */
final class DuckDbLibrary {

  private static final Path LOADED = Path.of("/proc/self/maps");
  private static boolean isRemoved;

  private DuckDbLibrary() {}

  /** Where the system tells what a process has loaded, a loaded library needs its name no more. */
  static synchronized void removeFile() {
    if (isRemoved || !Files.isReadable(LOADED)) {
      return;
    }
    isRemoved = true;
    try {
      for (Path library : unpacked(Files.readAllLines(LOADED))) {
        Files.deleteIfExists(library);
      }
    } catch (IOException kept) {
      // Then the driver removes it at the end.
      return;
    }
  }

  private static List<Path> unpacked(List<String> loaded) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    return loaded.stream()
        .filter(line -> line.indexOf('/') >= 0 && line.endsWith(".so"))
        .map(line -> Path.of(line.substring(line.indexOf('/'))))
        .filter(file -> file.startsWith(temporary))
        .filter(file -> file.getFileName().toString().startsWith("libduckdb_java"))
        .distinct()
        .toList();
  }
}
