package clientele.etl.engine;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** What every engine does, and does alike: one interface of cases a theme. */
abstract class EngineSuite
    implements RecordCases,
        FileCases,
        RefusalCases,
        NameCases,
        ParameterCases,
        KeyAndTextCases,
        DayCases,
        SqlCases {

  @TempDir static Path folder;

  @Override
  public Path folder() {
    return folder;
  }

  /**
   * In Havana, clocks change at midnight: a day may begin at one o'clock, or have two midnights.
   */
  static EngineSettings settings(String country) {
    return new EngineSettings(
        ZoneId.of("America/Havana"),
        country,
        Optional.empty(),
        Optional.empty(),
        "local[2]",
        folder);
  }
}
