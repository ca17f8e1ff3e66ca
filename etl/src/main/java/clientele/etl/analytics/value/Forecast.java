package clientele.etl.analytics.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a method said of customers before the held-out time, beside what they did in it.
 *
 * @param score by which the method ranks them, the greater the likelier to order
 * @param expected orders by the method; empty where it only ranks
 * @param actual orders in the held-out time
 * @param customers how many are alike in all of this
 */
public record Forecast(double score, OptionalDouble expected, int actual, long customers) {

  /**
   * How good a method was.
   *
   * @param meanAbsoluteError orders per customer; empty where the method only ranks
   * @param areaUnderCurve the probability that a buyer is ranked before a non-buyer, ties half;
   *     empty where all or none bought
   * @param topTenthShare the share of all held-out orders that the tenth of customers ranked first
   *     placed, ties shared evenly; empty where there were no orders
   */
  public record Quality(
      long customers,
      long actualOrders,
      Optional<Double> expectedOrders,
      Optional<Double> meanAbsoluteError,
      Optional<Double> areaUnderCurve,
      Optional<Double> topTenthShare) {}

  /** Measures a method; every forecast must have an expectation, or none. */
  public static Quality quality(List<Forecast> forecasts) {
    List<Forecast> ranked =
        forecasts.stream()
            .sorted(
                Comparator.comparingDouble((Forecast f) -> -f.score)
                    .thenComparingInt(Forecast::actual)
                    .thenComparingDouble(f -> f.expected.orElse(0)))
            .toList();
    long customers = ranked.stream().mapToLong(Forecast::customers).sum();
    long orders = ranked.stream().mapToLong(f -> f.actual * f.customers).sum();
    boolean hasExpectation = customers > 0 && ranked.stream().allMatch(f -> f.expected.isPresent());
    return new Quality(
        customers,
        orders,
        hasExpectation ? Optional.of(expectedOrders(ranked)) : Optional.empty(),
        hasExpectation ? Optional.of(absoluteError(ranked) / customers) : Optional.empty(),
        areaUnderCurve(ranked),
        orders > 0 ? Optional.of(topShare(ranked, customers / 10.0) / orders) : Optional.empty());
  }

  private static double expectedOrders(List<Forecast> forecasts) {
    return forecasts.stream().mapToDouble(f -> f.expected.orElseThrow() * f.customers).sum();
  }

  private static double absoluteError(List<Forecast> forecasts) {
    return forecasts.stream()
        .mapToDouble(f -> Math.abs(f.expected.orElseThrow() - f.actual) * f.customers)
        .sum();
  }

  private static Optional<Double> areaUnderCurve(List<Forecast> ranked) {
    double buyersBefore = 0;
    double others = 0;
    double pairsWon = 0;
    for (List<Forecast> tied : byScore(ranked)) {
      double buyers = tied.stream().filter(f -> f.actual > 0).mapToLong(f -> f.customers).sum();
      double rest = tied.stream().filter(f -> f.actual == 0).mapToLong(f -> f.customers).sum();
      pairsWon += rest * (buyersBefore + buyers / 2);
      buyersBefore += buyers;
      others += rest;
    }
    double pairs = buyersBefore * others;
    return pairs > 0 ? Optional.of(pairsWon / pairs) : Optional.empty();
  }

  private static double topShare(List<Forecast> ranked, double size) {
    double room = size;
    double orders = 0;
    for (List<Forecast> tied : byScore(ranked)) {
      double customers = tied.stream().mapToLong(Forecast::customers).sum();
      double share = Math.min(1, room / customers);
      orders += share * tied.stream().mapToLong(f -> f.actual * f.customers).sum();
      room -= share * customers;
    }
    return orders;
  }

  private static List<List<Forecast>> byScore(List<Forecast> ranked) {
    List<List<Forecast>> groups = new ArrayList<>();
    for (Forecast forecast : ranked) {
      if (groups.isEmpty() || groups.get(groups.size() - 1).get(0).score != forecast.score) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(forecast);
    }
    return groups;
  }
}
