package clientele.jobs.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A tiny project: Mill & Co sells flour, yeast, tins and kettles to Anna, Boris and Clara. */
final class Village {

  private static final Path MASTER = Path.of("src/test/resources/village");

  private Village() {}

  static Path copyTo(Path project) {
    try (Stream<Path> files = Files.walk(MASTER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = project.resolve(MASTER.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
      return project;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
