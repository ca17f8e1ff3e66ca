package clientele.etl.sample;

import clientele.etl.engine.DuckDbEngine;
import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** Engines and companies for the tests of the sample company. */
final class Worlds {

  static final LocalDate FROM = LocalDate.of(2023, 4, 1);
  static final LocalDate UNTIL = LocalDate.of(2026, 3, 31);

  private Worlds() {}

  static SampleOptions company(long seed, int customers, LocalDate until) {
    return new SampleOptions(seed, customers, FROM, 3, until);
  }

  static Engine engine(Path scratch, int threads) {
    return new DuckDbEngine(
        new EngineSettings(
            ZoneId.of("Europe/Berlin"),
            "DE",
            Optional.empty(),
            Optional.of(threads),
            "local[*]",
            scratch));
  }
}
