package clientele.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.FigurePage;
import clientele.etl.engine.Engine;
import clientele.etl.sample.DueWindows.Due;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether windows hold what they say of a year that they do not know. */
@Tag("soak")
class DueWindowsTest {

  private static final int COMPANIES = 20;

  @TempDir Path scratch;

  @Test
  void windows_hold_three_in_five_of_those_who_buy_again_and_probabilities_come_true() {
    List<Due> all =
        IntStream.range(301, 301 + COMPANIES)
            .mapToObj(this::company)
            .flatMap(List::stream)
            .toList();

    FigurePage.require("cross-sell-due.md", new DueWindowPage(COMPANIES, all).text());
    List<Due> again = all.stream().filter(Due::isFresh).filter(Due::isAgain).toList();
    assertThat(DueWindowPage.share(again.stream().filter(Due::isBefore).count(), again.size()))
        .as("bought before the window")
        .isEqualTo(.19, within(.02));
    assertThat(DueWindowPage.share(again.stream().filter(Due::isAfter).count(), again.size()))
        .as("bought after the window")
        .isEqualTo(.19, within(.02));
    assertThat(DueWindowPage.share(all.stream().filter(Due::isInHorizon).count(), all.size()))
        .as("bought within the horizon")
        .isEqualTo(all.stream().mapToDouble(Due::probability).average().orElseThrow(), within(.01));
  }

  private List<Due> company(long seed) {
    try (Engine engine = Worlds.engine(scratch.resolve("engine-" + seed), 2)) {
      return DueWindows.of(engine, seed, 10_000, scratch);
    }
  }
}
