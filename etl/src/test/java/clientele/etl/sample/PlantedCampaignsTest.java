package clientele.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.FigurePage;
import clientele.etl.engine.Engine;
import clientele.etl.sample.PlantedCampaignPage.Harmed;
import clientele.etl.sample.PlantedCampaignPage.Peeking;
import clientele.etl.sample.PlantedCampaigns.Found;
import clientele.etl.sample.PlantedCampaigns.Look;
import clientele.etl.sample.PlantedCampaigns.Observed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What is said of campaigns whose effects were planted, over many made-up companies. */
class PlantedCampaignsTest {

  private static final List<String> METHODS =
      List.of("unadjusted", "matched", "difference_in_differences");

  private static final int COMPANIES = 100;

  @TempDir Path scratch;

  private final List<Found> found = new ArrayList<>();
  private final List<Observed> observed = new ArrayList<>();
  private final Map<String, List<Look>> looks = new TreeMap<>();

  @Test
  void intervals_hold_what_was_planted_and_no_effect_is_called_so(TestReporter reporter) {
    make(1, 3);
    judge(.05, reporter);
  }

  @Test
  void regulars_whom_a_letter_harms_are_told_to_be_left_alone() {
    Harmed company = harmed(1);

    assertThat(company.told())
        .filteredOn(row -> row.segment().equals("3+"))
        .singleElement()
        .satisfies(row -> assertThat(row.advice()).isEqualTo("leave_alone"));
    assertThat(company.listed().regulars()).isEqualTo(company.listed().allRegulars());
  }

  @Test
  @Tag("soak")
  void over_a_hundred_companies_too(TestReporter reporter) {
    make(101, COMPANIES);
    List<Harmed> harmed = LongStream.range(101, 131).mapToObj(this::harmed).toList();

    FigurePage.require(
        "campaign-planted.md",
        new PlantedCampaignPage(COMPANIES, found, observed, peeking(), harmed).text());
    judge(.02, reporter);
  }

  private void make(long firstSeed, int companies) {
    for (long seed = firstSeed; seed < firstSeed + companies; seed++) {
      try (Engine engine = Worlds.engine(scratch.resolve("engine-" + seed), 2)) {
        PlantedCampaigns campaigns = PlantedCampaigns.of(engine, seed, 4_000, scratch);
        found.addAll(campaigns.found());
        observed.addAll(campaigns.observed());
        for (Look look : campaigns.looks()) {
          looks
              .computeIfAbsent(seed + " " + look.question(), question -> new ArrayList<>())
              .add(look);
        }
      }
    }
  }

  private Harmed harmed(long seed) {
    try (Engine engine = Worlds.engine(scratch.resolve("harmed-" + seed), 2)) {
      PlantedCampaigns campaigns = PlantedCampaigns.withHarm(engine, seed, 10_000, scratch);
      return new Harmed(campaigns.listed(), campaigns.told());
    }
  }

  private Peeking peeking() {
    return new Peeking(
        looks.size(),
        looks.values().stream().mapToInt(List::size).sum(),
        (int)
            looks.values().stream()
                .filter(days -> days.stream().anyMatch(PlantedCampaignsTest::isSure))
                .count(),
        (int)
            looks.values().stream()
                .filter(days -> days.stream().anyMatch(Look::isSureAtFixedTime))
                .count());
  }

  private static boolean isSure(Look look) {
    return look.low() > 0 || look.high() < 0;
  }

  /**
   * @param slack by how much a rate may miss what is stated, for chance
   */
  private void judge(double slack, TestReporter reporter) {
    List<Found> idle = found.stream().filter(Found::isWithoutEffect).toList();
    double fixed = share(found, arm -> isWithin(arm.low(), arm.planted(), arm.high()));
    double cuped = share(found, arm -> isWithin(arm.cupedLow(), arm.planted(), arm.cupedHigh()));
    double anytime =
        share(found, arm -> isWithin(arm.anytimeLow(), arm.planted(), arm.anytimeHigh()));
    double calledSo = share(idle, arm -> arm.verdictKind().equals("no_effect_found"));
    double everSure = share(idle, Found::wasEverSure);
    reporter.publishEntry(
        "%d arms, %d of them without effect: intervals hold the truth %.3f, adjusted %.3f, for every look %.3f; no effect called so %.3f, found at any of the looks %.3f"
            .formatted(found.size(), idle.size(), fixed, cuped, anytime, calledSo, everSure));
    METHODS.forEach(method -> reporter.publishEntry(ofMethod(method)));
    assertThat(fixed).as("intervals").isGreaterThan(.95 - slack);
    assertThat(cuped).as("adjusted intervals").isGreaterThan(.95 - slack);
    assertThat(anytime).as("intervals for every look").isGreaterThan(.95 - slack / 2);
    assertThat(calledSo).as("no effect called so").isGreaterThan(.95 - slack);
    assertThat(everSure).as("found by looking every night").isLessThan(.05 + slack);
    assertThat(error("matched")).as("bias of the matched comparison").isLessThan(.03);
    assertThat(error("unadjusted")).as("bias without any adjustment").isGreaterThan(.1);
    assertThat(observed).allMatch(row -> row.worstAfter() < row.worstBefore());
  }

  private String ofMethod(String method) {
    List<Observed> rows = rows(method);
    return "%s without a control group: %d campaigns, holds the truth %.3f, mean error %.4f of %.4f, not comparable %.3f, worst imbalance %.2f to %.2f"
        .formatted(
            method,
            rows.size(),
            share(rows, row -> isWithin(row.low(), row.planted(), row.high())),
            error(method),
            rows.stream().mapToDouble(Observed::planted).average().orElseThrow(),
            share(rows, row -> row.verdictKind().equals("not_comparable")),
            rows.stream().mapToDouble(Observed::worstBefore).average().orElseThrow(),
            rows.stream().mapToDouble(Observed::worstAfter).average().orElseThrow());
  }

  private List<Observed> rows(String method) {
    return observed.stream().filter(row -> row.method().equals(method)).toList();
  }

  private double error(String method) {
    return rows(method).stream()
        .mapToDouble(row -> row.effect() - row.planted())
        .average()
        .orElseThrow();
  }

  private static boolean isWithin(double low, double value, double high) {
    return low <= value && value <= high;
  }

  private static <T> double share(List<T> rows, Predicate<T> predicate) {
    return rows.stream().filter(predicate).count() / (double) rows.size();
  }
}
