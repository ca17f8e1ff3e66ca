package clientele.etl.analytics.value;

import clientele.etl.analytics.value.LikelihoodSearch.Summit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Fits a purchase model. Times are scaled by the mean age, so that the unit of time does not
 * matter; several starts are tried on a part of many states, and the whole is climbed from where
 * they end.
 *
 * @param sample in the unit of the model to be
 */
record PurchaseFit(
    PathTerms terms, List<String> names, List<String> timeNames, PurchaseSample sample) {

  private static final int SCOUTED_STATES = 500;
  private static final double SAME_END = 1e-2;

  /**
   * @param starts in the unit of the mean age
   * @param model by parameters in the sample's unit
   */
  Fit<PurchaseModel> from(List<double[]> starts, Function<double[], PurchaseModel> model) {
    long customers = sample.customers();
    if (sample.repeaters() == 0) {
      return Fit.without(
          Verdict.NOT_ENOUGH_DATA,
          "needs customers who ordered on a second day, has none among " + customers,
          customers);
    }
    double unit = sample.meanAge();
    PurchaseSample scaled = sample.in(unit);
    Summit summit =
        new LikelihoodSearch(new PathLikelihood(terms, scaled.states()), customers)
            .from(scouted(scaled, starts));
    return Judgement.of(
        summit,
        names,
        names.stream().map(name -> timeNames.contains(name) ? unit : 1.0).toList(),
        -terms.regularity() * sample.repeats() * Math.log(unit),
        customers,
        model);
  }

  /** Mean repeats, within what a start can be made from. */
  static double meanRepeats(PurchaseSample sample) {
    return Math.min(1000, Math.max(1e-3, sample.repeats() / sample.customers()));
  }

  private List<double[]> scouted(PurchaseSample scaled, List<double[]> starts) {
    List<PurchaseState> part = scaled.thinned(SCOUTED_STATES);
    boolean isUseful =
        part.size() < scaled.states().size() && part.stream().anyMatch(s -> s.repeats() > 0);
    if (!isUseful) {
      return starts;
    }
    long customers = part.stream().mapToLong(PurchaseState::customers).sum();
    LikelihoodSearch search = new LikelihoodSearch(new PathLikelihood(terms, part), customers);
    List<Summit> ends = new ArrayList<>();
    for (double[] start : starts) {
      Summit end = search.from(List.of(start));
      if (ends.stream().noneMatch(other -> isSame(end.point(), other.point()))) {
        ends.add(end);
      }
    }
    List<Summit> tops =
        ends.stream().filter(end -> end.isWithinBound() && end.isConverged()).toList();
    Summit highest = Collections.max(ends, Comparator.comparingDouble(Summit::value));
    return (tops.isEmpty() ? List.of(highest) : tops).stream().map(Summit::parameters).toList();
  }

  private static boolean isSame(double[] one, double[] other) {
    double[] ratios = new double[one.length];
    Arrays.setAll(ratios, index -> Math.abs(one[index] - other[index]));
    return Arrays.stream(ratios).allMatch(ratio -> ratio < SAME_END);
  }
}
