package clientele.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.FigurePage;
import clientele.etl.engine.Engine;
import clientele.etl.sample.PlantedSequences.Found;
import clientele.etl.sample.PlantedSequences.Rhythm;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said of sequences that were planted, and of those that were not. Made-up people differ in
 * what they spend and how often they come, and choose goods by their price: without bands, half a
 * hundred pairs of dear goods are findings.
 */
class PlantedSequencesTest {

  private static final int CUSTOMERS = 10_000;
  private static final int PLANTED = 7;
  private static final int COMPANIES = 50;

  @TempDir Path scratch;

  @Test
  void the_demo_finds_all_that_was_planted_and_nothing_else() {
    List<Found> pairs = company(1).found();

    assertThat(pairs).filteredOn(Found::isPlanted).hasSize(PLANTED).allMatch(Found::isFinding);
    assertThat(pairs).filteredOn(Found::isPlanted).allMatch(Found::holdsTruth);
    assertThat(pairs).filteredOn(Found::isFinding).allMatch(Found::isPlanted);
    assertThat(pairs)
        .filteredOn(pair -> pair.product().equals("Espresso machine Luna"))
        .singleElement()
        .satisfies(dear -> assertThat(dear.lift()).isLessThan(dear.crudeLift() / 2));
  }

  @Test
  @Tag("soak")
  void over_fifty_companies_findings_are_true_and_intervals_hold_the_truth() {
    List<PlantedSequences> companies =
        IntStream.range(101, 101 + COMPANIES).mapToObj(this::company).toList();
    List<Found> planted =
        companies.stream().flatMap(each -> each.found().stream()).filter(Found::isPlanted).toList();
    List<Found> judged = planted.stream().filter(Found::isJudged).toList();

    FigurePage.require("cross-sell-planted.md", new PlantedSequencePage(companies).text());
    assertThat(planted).hasSize(COMPANIES * PLANTED);
    assertThat(companies.stream().mapToDouble(PlantedSequences::falseShare).average().orElseThrow())
        .as("false discoveries")
        .isLessThan(.05);
    assertThat(share(judged.stream().filter(Found::holdsTruth).count(), judged.size()))
        .as("intervals of effects")
        .isGreaterThan(.93);
    List<Rhythm> rhythms = companies.stream().flatMap(each -> each.rhythms().stream()).toList();
    assertThat(share(rhythms.stream().filter(Rhythm::holdsTruth).count(), rhythms.size()))
        .as("intervals of rhythms")
        .isBetween(.93, .98);
    assertThat(share(planted.stream().filter(Found::isFinding).count(), planted.size()))
        .as("planted effects found")
        .isGreaterThan(.95);
  }

  private static double share(long part, int all) {
    return (double) part / all;
  }

  private PlantedSequences company(long seed) {
    try (Engine engine = Worlds.engine(scratch.resolve("engine-" + seed), 2)) {
      return PlantedSequences.of(engine, seed, CUSTOMERS, scratch);
    }
  }
}
