package clientele.jobs.cli;

import clientele.etl.extract.Examples;
import clientele.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes new projects: plain ones, and examples. */
final class NewProject {

  /** Resource by the name that its copy has; Maven leaves out resources named .gitignore. */
  private static final Map<String, String> PLAIN_FILES =
      Map.of(
          "clientele.yml", "clientele.yml",
          ".gitignore", "gitignore",
          "sources/README.md", "sources/README.md",
          "models/README.md", "models/README.md");

  private NewProject() {}

  /**
   * Writes a project into a folder, which is made where it is missing; one that has something in it
   * is refused.
   */
  static void write(Optional<String> example, Path folder) {
    refuseFull(folder);
    example.ifPresent(name -> Examples.copy(name, folder));
    try {
      for (Map.Entry<String, String> file : PLAIN_FILES.entrySet()) {
        copy(file.getValue(), folder.resolve(file.getKey()));
      }
      Files.createDirectories(folder.resolve("data"));
    } catch (IOException e) {
      throw new Failure.Settings("the project cannot be written to %s: %s".formatted(folder, e));
    }
  }

  /** What the example has of its own stays. */
  private static void copy(String resource, Path target) throws IOException {
    if (Files.notExists(target)) {
      Files.createDirectories(target.getParent());
      try (InputStream content = NewProject.class.getResourceAsStream("/project/" + resource)) {
        Files.copy(content, target);
      }
    }
  }

  private static void refuseFull(Path folder) {
    if (Files.isRegularFile(folder)) {
      throw new Failure.Settings("%s is a file: name a folder".formatted(folder));
    }
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw new Failure.Settings(
            "%s has something in it already: name a folder that is empty or not there"
                .formatted(folder));
      }
    } catch (IOException e) {
      throw new Failure.Settings("%s cannot be read: %s".formatted(folder, e));
    }
  }
}
