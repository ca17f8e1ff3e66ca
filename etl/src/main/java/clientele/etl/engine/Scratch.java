package clientele.etl.engine;

import clientele.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of one session's own, gone with it. */
record Scratch(Path folder) implements AutoCloseable {

  static Scratch below(Path parent) {
    try {
      Files.createDirectories(parent);
      return new Scratch(Files.createTempDirectory(parent.toAbsolutePath(), "engine-"));
    } catch (IOException e) {
      throw new Failure.Engine("cannot make a scratch folder in %s".formatted(parent), e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new Failure.Engine("cannot remove the scratch folder %s".formatted(folder), e);
    }
  }
}
