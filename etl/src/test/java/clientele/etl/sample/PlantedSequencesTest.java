package clientele.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.engine.Engine;
import clientele.etl.sample.PlantedSequences.Found;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said of sequences that were planted, and of those that were not. Made-up people differ in
 * what they spend and how often they come, and choose goods by their price: without bands, half a
 * hundred pairs of dear goods are findings.
 */
class PlantedSequencesTest {

  private static final int CUSTOMERS = 10_000;
  private static final int PLANTED = 7;

  @TempDir Path scratch;

  @Test
  void the_demo_finds_all_that_was_planted_and_nothing_else() {
    List<Found> pairs = pairs(1);

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
  void over_fifty_companies_findings_are_true_and_intervals_hold_the_truth(TestReporter reporter) {
    List<Found> planted = new ArrayList<>();
    double falseShares = 0;
    int companies = 50;
    for (int seed = 101; seed < 101 + companies; seed++) {
      List<Found> pairs = pairs(seed);
      pairs.stream().filter(Found::isPlanted).forEach(planted::add);
      long findings = pairs.stream().filter(Found::isFinding).count();
      long others =
          pairs.stream().filter(Found::isFinding).filter(pair -> !pair.isPlanted()).count();
      falseShares += findings == 0 ? 0 : (double) others / findings;
    }
    List<Found> judged = planted.stream().filter(pair -> pair.excess() != null).toList();
    double held = (double) judged.stream().filter(Found::holdsTruth).count() / judged.size();
    double found = (double) planted.stream().filter(Found::isFinding).count() / planted.size();
    reporter.publishEntry(
        "%d companies: %d planted effects, %.3f of them found; %d judged, intervals hold the truth %.3f; of the findings of a company %.3f false"
            .formatted(
                companies, planted.size(), found, judged.size(), held, falseShares / companies));
    assertThat(planted).hasSize(companies * PLANTED);
    assertThat(falseShares / companies).as("false discoveries").isLessThan(.05);
    assertThat(held).as("intervals").isGreaterThan(.93);
    assertThat(found).as("planted effects found").isGreaterThan(.95);
  }

  private List<Found> pairs(long seed) {
    try (Engine engine = Worlds.engine(scratch.resolve("engine-" + seed), 2)) {
      return PlantedSequences.of(engine, seed, CUSTOMERS, scratch);
    }
  }
}
