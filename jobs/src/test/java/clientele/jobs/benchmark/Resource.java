package clientele.jobs.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Files beside the benchmark. */
final class Resource {

  private Resource() {}

  static String text(String name) throws IOException {
    try (InputStream stream = Resource.class.getResourceAsStream("/benchmark/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
