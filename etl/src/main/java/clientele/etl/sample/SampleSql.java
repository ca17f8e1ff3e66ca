package clientele.etl.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads what lies in the resource folder {@code sample}. */
final class SampleSql {

  private SampleSql() {}

  static String select(String name) {
    return text(name + ".sql");
  }

  static String text(String name) {
    try (InputStream stream = SampleSql.class.getResourceAsStream("/sample/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("resource sample/" + name + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
