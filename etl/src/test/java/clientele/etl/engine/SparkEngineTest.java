package clientele.etl.engine;

import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SparkEngineTest extends EngineSuite {

  private static Engine engine;

  @BeforeAll
  static void open() {
    engine =
        Engines.open(
            "spark",
            new EngineSettings(
                ZoneId.of("Europe/Moscow"),
                "GB",
                Optional.empty(),
                Optional.empty(),
                "local[2]",
                folder));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Override
  Engine engine() {
    return engine;
  }
}
