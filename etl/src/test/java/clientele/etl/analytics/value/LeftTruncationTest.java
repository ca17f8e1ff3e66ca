package clientele.etl.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.analytics.value.Simulation.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LeftTruncationTest {

  @Test
  void aFirstMonthOfManyIsSuspected() {
    long[] arrivals = new long[200];
    Arrays.fill(arrivals, 10);
    Arrays.fill(arrivals, 0, 30, 30);

    LeftTruncation found = LeftTruncation.detect(arrivals).orElseThrow();

    assertThat(found.firstMonth()).isEqualTo(900);
    assertThat(found.laterMonth()).isEqualTo(300);
    assertThat(found.words()).contains("900 customers are first seen in its first 30 days");
  }

  @Test
  void evenArrivalsGrowthAndAnEndOfArrivalsAreNot() {
    long[] even = new long[200];
    Arrays.fill(even, 10);
    long[] growing = new long[200];
    Arrays.setAll(growing, day -> day);
    long[] ended = new long[400];
    Arrays.fill(ended, 0, 150, 10);

    assertThat(LeftTruncation.detect(even)).isEmpty();
    assertThat(LeftTruncation.detect(growing)).isEmpty();
    assertThat(LeftTruncation.detect(ended)).isEmpty();
    assertThat(LeftTruncation.detect(new long[0])).isEmpty();
    assertThat(LeftTruncation.detect(new long[] {900, 1, 1})).isEmpty();
  }

  /** Customers of three years of whom the last two are seen. */
  @Test
  void withoutTheFirstMonthACutHistoryForetellsMoreTruly() {
    double seen = 104;
    double toCome = 52;
    List<History> all = Simulation.pareto(new double[] {.6, 6, .7, 12}, 6000, 208, toCome, 1);
    all.addAll(Simulation.pareto(new double[] {.6, 6, .7, 12}, 6000, 104, toCome, 2));
    List<History> log = new ArrayList<>();
    all.forEach(history -> cut(history, seen).ifPresent(log::add));
    Predicate<History> isNew = history -> history.age() <= seen - 30 / 7.0;

    double actual = log.stream().mapToInt(History::toCome).sum();
    double byAll = expected(Simulation.sample(log), log, toCome);
    double byNew = expected(Simulation.sample(log.stream().filter(isNew).toList()), log, toCome);

    assertThat(byAll).isGreaterThan(actual);
    assertThat(byNew).isLessThan(byAll);
  }

  private static double expected(PurchaseSample sample, List<History> log, double time) {
    PurchaseModel model = ModelKind.BG_NBD.fit(sample).model().orElseThrow();
    return log.stream().mapToDouble(h -> model.expectedOrders(h.state(), time)).sum();
  }

  /** What is left of a history when only the last so many weeks up to now are seen. */
  private static Optional<History> cut(History history, double seen) {
    double from = history.age() - seen;
    if (from <= 0) {
      return Optional.of(history);
    }
    List<Double> orders = history.orders().stream().filter(order -> order >= from).toList();
    if (orders.isEmpty() || orders.get(0) > history.age()) {
      return Optional.empty();
    }
    double first = orders.get(0);
    return Optional.of(
        new History(
            history.age() - first, orders.stream().skip(1).map(order -> order - first).toList()));
  }
}
