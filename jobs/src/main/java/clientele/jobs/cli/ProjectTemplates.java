package clientele.jobs.cli;

import clientele.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The projects that {@code init} can make: folders of resources below {@code projects/}. */
final class ProjectTemplates {

  static final String EMPTY = "empty";
  private static final String ROOT = "projects/";

  private ProjectTemplates() {}

  /** Path below {@code projects/} to where its content is. */
  private static Map<String, URL> files() {
    Map<String, URL> files = new TreeMap<>();
    try {
      Enumeration<URL> roots = ProjectTemplates.class.getClassLoader().getResources(ROOT);
      while (roots.hasMoreElements()) {
        URL root = roots.nextElement();
        if (root.getProtocol().equals("jar")) {
          listJar(root, files);
        } else {
          listFolder(Path.of(root.toURI()), files);
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void listJar(URL root, Map<String, URL> files) throws IOException {
    JarURLConnection connection = (JarURLConnection) root.openConnection();
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().startsWith(ROOT) && !entry.isDirectory()) {
          String path = entry.getName().substring(ROOT.length());
          files.put(path, new URL(root, path));
        }
      }
    }
  }

  private static void listFolder(Path folder, Map<String, URL> files) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), path.toUri().toURL());
      }
    }
  }

  /** The names of the examples. */
  static List<String> examples() {
    return files().keySet().stream()
        .map(path -> path.substring(0, path.indexOf('/')))
        .distinct()
        .filter(name -> !name.equals(EMPTY))
        .toList();
  }

  /** Writes a project into a folder, which is made; one that has something in it is refused. */
  static void write(String name, Path folder) {
    if (!name.equals(EMPTY) && !examples().contains(name)) {
      throw new Failure.Settings(
          "there is no example '%s'; there are: %s".formatted(name, String.join(", ", examples())));
    }
    try {
      refuseFull(folder);
      for (Map.Entry<String, URL> file : files().entrySet()) {
        if (file.getKey().startsWith(name + "/")) {
          copy(file.getValue(), folder.resolve(file.getKey().substring(name.length() + 1)));
        }
      }
      Files.createDirectories(folder.resolve("data"));
    } catch (IOException e) {
      throw new Failure.Settings("the project cannot be written to %s: %s".formatted(folder, e));
    }
  }

  private static void refuseFull(Path folder) throws IOException {
    if (Files.isRegularFile(folder)) {
      throw new Failure.Settings("%s is a file: name a folder".formatted(folder));
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new Failure.Settings(
              "%s has something in it already: name a folder that is empty or not there"
                  .formatted(folder));
        }
      }
    }
  }

  private static void copy(URL source, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream stream = source.openStream()) {
      Files.copy(stream, target);
    }
  }
}
