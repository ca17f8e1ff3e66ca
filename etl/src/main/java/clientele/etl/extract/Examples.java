package clientele.etl.extract;

import clientele.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Projects that come with the program, to begin with. */
public final class Examples {

  private static final String FOLDER = "examples";

  private Examples() {}

  /** Their names. */
  public static List<String> names() {
    return withFolder(
        folder -> {
          try (Stream<Path> entries = Files.list(folder)) {
            return entries
                .map(entry -> entry.getFileName().toString().replaceFirst("/$", ""))
                .sorted()
                .toList();
          }
        });
  }

  /**
   * Copies an example into a folder.
   *
   * @throws Failure.Settings for an unknown name, and where a file would be overwritten
   */
  public static void copy(String name, Path target) {
    if (!names().contains(name)) {
      throw new Failure.Settings(
          "no example '%s': one of %s".formatted(name, String.join(", ", names())));
    }
    withFolder(
        folder -> {
          Path example = folder.resolve(name);
          try (Stream<Path> found = Files.walk(example)) {
            List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
            refuseExisting(example, files, target);
            for (Path file : files) {
              Path copy = target.resolve(example.relativize(file).toString());
              Files.createDirectories(copy.getParent());
              Files.copy(file, copy);
            }
          }
          return name;
        });
  }

  private static void refuseExisting(Path example, List<Path> files, Path target) {
    List<String> existing =
        files.stream()
            .map(file -> target.resolve(example.relativize(file).toString()))
            .filter(Files::exists)
            .map(Path::toString)
            .toList();
    if (!existing.isEmpty()) {
      throw new Failure.Settings(
          "would be overwritten: %s. Choose an empty folder"
              .formatted(String.join(", ", existing)));
    }
  }

  private interface FolderWork<R> {
    R with(Path folder) throws IOException;
  }

  /** The examples lie in a folder when the program runs from classes, and else in its jar. */
  private static <R> R withFolder(FolderWork<R> work) {
    try {
      URI location = Examples.class.getResource("/" + FOLDER).toURI();
      if (!location.getScheme().equals("jar")) {
        return work.with(Path.of(location));
      }
      Path jar = Path.of(URI.create(location.getSchemeSpecificPart().replaceFirst("!.*$", "")));
      try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
        return work.with(files.getPath("/" + FOLDER));
      }
    } catch (URISyntaxException exception) {
      throw new IllegalStateException(exception);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
