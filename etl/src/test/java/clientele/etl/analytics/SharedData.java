package clientele.etl.analytics;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Public data sets that lie beside the project on some machines and are not part of it. */
public final class SharedData {

  private SharedData() {}

  /** The file, or a skipped test with the reason. */
  public static Path require(String name) {
    Optional<Path> file =
        Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
            .map(folder -> folder.resolve("shared").resolve("data").resolve(name))
            .filter(Files::isReadable)
            .findFirst();
    assumeTrue(
        file.isPresent(), "no shared/data/%s in any folder above this module".formatted(name));
    return file.orElseThrow();
  }

  /** The lines of a gzipped text file. */
  public static Stream<String> lines(String name) throws IOException {
    return new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(require(name))), StandardCharsets.UTF_8))
        .lines();
  }
}
