package clientele.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists what lies in a resource folder, in a jar as well as in a folder of classes. */
public final class ResourceFolder {

  private ResourceFolder() {}

  /**
   * The texts of all files below a resource folder, by their path relative to it, parted by '/'.
   *
   * @param owner a class of the same jar
   * @param folder such as {@code contracts}; nothing is found where there is no such folder
   */
  public static SortedMap<String, String> read(Class<?> owner, String folder) {
    try {
      URI home = owner.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path place = Path.of(home);
      if (Files.isDirectory(place)) {
        return readBelow(place.resolve(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        return readBelow(jar.getPath("/" + folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedMap<String, String> readBelow(Path folder) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return texts;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        texts.put(name, Files.readString(file));
      }
    }
    return texts;
  }
}
