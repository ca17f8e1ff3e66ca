package clientele.etl.extract;

import clientele.failure.Failure;
import clientele.yaml.Faults;
import clientele.yaml.Nearest;
import clientele.yaml.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds a project's sources: every folder below {@code sources/}. */
public final class Sources {

  private Sources() {}

  /**
   * Reads all sources of a project; all faults of all files are told at once.
   *
   * @param knownEntities what a source may feed, such as {@code order_line}
   * @throws Failure.Settings with one line a fault
   */
  public static List<SourceDefinition> read(Path project, Set<String> knownEntities) {
    Path folder = project.resolve("sources");
    if (!Files.isDirectory(folder)) {
      throw new Failure.Settings(
          "%s: no such folder; a project has one folder below it for each source, with a source.yml"
              .formatted(folder));
    }
    Faults faults = new Faults();
    List<SourceDefinition> sources = new ArrayList<>();
    for (Path source : list(folder)) {
      if (Files.isDirectory(source) && !source.getFileName().toString().startsWith(".")) {
        read(project, source, knownEntities, faults, sources);
      }
    }
    faults.raise();
    return List.copyOf(sources);
  }

  private static void read(
      Path project,
      Path folder,
      Set<String> knownEntities,
      Faults faults,
      List<SourceDefinition> sources) {
    Path file = folder.resolve("source.yml");
    String shown = project.relativize(file).toString();
    Map<String, Path> entities = entities(project, folder, knownEntities, faults);
    if (!Files.isRegularFile(file)) {
      faults.add(shown, "missing; every folder below sources/ describes one source in it");
      return;
    }
    YamlMap source = YamlMap.read(shown, text(file), faults);
    sources.add(SourceFile.read(folder.getFileName().toString(), project, source, entities));
  }

  private static Map<String, Path> entities(
      Path project, Path folder, Set<String> known, Faults faults) {
    Map<String, Path> entities = new TreeMap<>();
    for (Path file : list(folder)) {
      String name = file.getFileName().toString();
      if (name.endsWith(".sql")) {
        String entity = name.substring(0, name.length() - ".sql".length());
        if (known.contains(entity)) {
          entities.put(entity, file);
        } else {
          faults.add(
              project.relativize(file).toString(),
              "no entity '%s'%s".formatted(entity, Nearest.hint(entity, known)));
        }
      }
    }
    return entities;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException exception) {
      throw new Failure.Settings(
          "%s: cannot be read as UTF-8 text: %s".formatted(file, exception.getMessage()));
    }
  }
}
