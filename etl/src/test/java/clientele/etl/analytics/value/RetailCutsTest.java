package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The log of a real wholesaler at any cut. Of well-known libraries one stops at it with an error,
 * one returns NA, and one a parameter of 1e118 without a word.
 */
class RetailCutsTest {

  private static OrderLog log;

  @BeforeAll
  static void read() {
    log = OrderLog.onlineRetail();
  }

  @Test
  void everyCutGivesEitherAFiniteModelOrTheReasonWhyThereIsNone() {
    assertHonest(17);
  }

  @Test
  @Tag("soak")
  void alsoIfItIsCutOnEachOfItsDays() {
    assertHonest(1);
  }

  private static void assertHonest(int stepDays) {
    for (LocalDate cut = log.first(); !cut.isAfter(log.last()); cut = cut.plusDays(stepDays)) {
      PurchaseSample sample = log.sample(cut);
      boolean hasModel = false;
      for (Map.Entry<ModelKind, Fit<PurchaseModel>> entry : ModelKind.fitAll(sample).entrySet()) {
        Fit<PurchaseModel> fit = entry.getValue();
        String what = "%s at %s: %s".formatted(entry.getKey(), cut, fit.reason());
        assertThat(fit.reason()).as(what).isNotBlank().doesNotContain("NaN", "Infinity");
        assertThat(fit.customers()).as(what).isEqualTo(sample.customers());
        fit.parameters()
            .forEach(
                parameter -> {
                  assertThat(parameter.value()).as(what).isBetween(1e-5, 1e7);
                  assertThat(parameter.standardError()).as(what).isPositive().isFinite();
                });
        fit.model().ifPresent(model -> assertFinite(model, sample.states(), what));
        hasModel |= fit.model().isPresent();
      }
      // From the first month on there is always a model that says something.
      assertThat(hasModel || cut.isBefore(log.first().plusDays(30)))
          .as("any model " + cut)
          .isTrue();
    }
  }

  private static void assertFinite(PurchaseModel model, List<PurchaseState> states, String what) {
    double most = states.stream().mapToInt(PurchaseState::repeats).max().orElse(0);
    for (int index = 0; index < states.size(); index += 40) {
      PurchaseState state = states.get(index);
      String of = what + " of " + state;
      assertThat(model.expectedOrders(state, 26)).as(of).isBetween(0.0, 26 * 7.0 + 2 * most);
      assertThat(model.probabilityAlive(state)).as(of).isBetween(0.0, 1.0);
      assertThat(model.probabilityOfNoOrder(state, 13)).as(of).isBetween(0.0, 1.0);
    }
  }
}
