package clientele.etl.extract;

import clientele.failure.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Finds and opens the files that a glob names. */
final class SourceFiles {

  private static final int BUFFER = 1 << 16;

  private SourceFiles() {}

  /**
   * The files of a glob below the project, in the order of their names.
   *
   * @throws Failure.Source where there are none
   */
  static List<Path> find(String where, Path project, String glob) {
    int firstHole = firstHole(glob);
    int slash = glob.lastIndexOf('/', firstHole);
    Path root = slash < 0 ? project : project.resolve(glob.substring(0, slash));
    PathMatcher matcher =
        FileSystems.getDefault()
            .getPathMatcher("glob:" + (slash < 0 ? glob : glob.substring(slash + 1)));
    if (Files.isDirectory(root)) {
      try (Stream<Path> found = Files.walk(root)) {
        List<Path> files =
            found
                .filter(Files::isRegularFile)
                .filter(file -> matcher.matches(root.relativize(file)))
                .sorted()
                .toList();
        if (!files.isEmpty()) {
          return files;
        }
      } catch (IOException exception) {
        throw new Failure.Source(
            "%s: folder %s cannot be read: %s".formatted(where, root, exception.getMessage()),
            exception);
      }
    }
    throw new Failure.Source(
        "%s: no file matches '%s' in folder %s: put it there, or mend 'files' in source.yml"
            .formatted(where, glob, root.toAbsolutePath().normalize()),
        null);
  }

  private static int firstHole(String glob) {
    for (int i = 0; i < glob.length(); i++) {
      if ("*?[{\\".indexOf(glob.charAt(i)) >= 0) {
        return i;
      }
    }
    return glob.length();
  }

  /**
   * How a file is known to raw tables: its path in the project without {@code .gz}, so that packing
   * a file does not change the rows' identity.
   */
  static String name(Path project, Path file) {
    Path shown = file.startsWith(project) ? project.relativize(file) : file;
    return shown.toString().replace('\\', '/').replaceFirst("\\.gz$", "");
  }

  /** Opens a file; one that begins as gzip does is unpacked, whatever its name. */
  static InputStream open(Path file) throws IOException {
    InputStream stream = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    stream.mark(2);
    boolean isPacked = stream.read() == 0x1f && stream.read() == 0x8b;
    stream.reset();
    return isPacked ? new GZIPInputStream(stream, BUFFER) : stream;
  }
}
