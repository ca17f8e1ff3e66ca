package clientele.etl.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The statements that give an engine the functions which the two spell differently. */
final class Dialect {

  private Dialect() {}

  static List<String> statements(String engine, EngineSettings settings) {
    String resource = "/dialect/%s.sql".formatted(engine);
    try (InputStream stream = Dialect.class.getResourceAsStream(resource)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split(";\\s*(\\n|$)"))
          .filter(statement -> !statement.isBlank())
          .map(statement -> Holes.fill(new Select(statement, parameters(settings))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> parameters(EngineSettings settings) {
    return Map.of("time_zone", settings.timeZone().getId());
  }
}
