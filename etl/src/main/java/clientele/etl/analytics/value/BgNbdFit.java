package clientele.etl.analytics.value;

import clientele.etl.analytics.value.LikelihoodSearch.Summit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Fits BG/NBD. Times are scaled by the mean age, so that the unit of time does not matter. */
final class BgNbdFit {

  private static final List<String> NAMES = List.of("r", "alpha", "a", "b");

  private BgNbdFit() {}

  static Fit<BgNbd> of(Iterable<PurchaseState> given) {
    List<PurchaseState> states =
        StreamSupport.stream(given.spliterator(), false).sorted(PurchaseState.ORDER).toList();
    long customers = states.stream().mapToLong(PurchaseState::customers).sum();
    long repeaters =
        states.stream().filter(s -> s.repeats() > 0).mapToLong(PurchaseState::customers).sum();
    if (repeaters == 0) {
      return Fit.without(
          Verdict.NOT_ENOUGH_DATA,
          "needs customers who ordered on a second day, has none among " + customers,
          customers);
    }
    double unit = states.stream().mapToDouble(s -> s.customers() * s.age()).sum() / customers;
    List<PurchaseState> scaled =
        states.stream()
            .map(
                s ->
                    new PurchaseState(
                        s.repeats(), s.lastAt() / unit, s.age() / unit, s.customers()))
            .toList();
    double repeats = states.stream().mapToDouble(s -> (double) s.customers() * s.repeats()).sum();
    Optional<Summit> found =
        new LikelihoodSearch(new BgNbdLikelihood(scaled), customers)
            .from(starts(repeats / customers));
    return Judgement.of(
        found,
        NAMES,
        List.of(1.0, unit, 1.0, 1.0),
        -repeats * Math.log(unit),
        customers,
        p -> new BgNbd(p[0], p[1], p[2], p[3]));
  }

  /** Three mixtures of rates and dropouts, each with the sample's mean number of repeats. */
  private static List<double[]> starts(double meanRepeats) {
    List<double[]> starts = new ArrayList<>();
    for (double[] guess : new double[][] {{0.5, 1, 3}, {0.2, 2, 2}, {2, 0.2, 2}}) {
      double scale = Math.min(1000, Math.max(0.001, guess[0] / meanRepeats));
      starts.add(new double[] {guess[0], scale, guess[1], guess[2]});
    }
    return starts;
  }
}
