package clientele.etl.analytics.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.special.Gamma;

/** Fits the beta-geometric family; the regularity k by the likelihood of the intervals. */
final class BetaGeometricFit {

  private static final List<String> NAMES = List.of("r", "alpha", "a", "b");
  private static final int GREATEST_REGULARITY = 12;
  private static final double[][] SHAPES = {{0.5, 1, 3}, {0.2, 2, 2}, {2, 0.2, 2}};

  private BetaGeometricFit() {}

  static Fit<PurchaseModel> of(PurchaseSample sample, int regularity, boolean leavesAtFirst) {
    List<double[]> starts = new ArrayList<>();
    for (double[] shape : SHAPES) {
      double scale = shape[0] / (regularity * PurchaseFit.meanRepeats(sample));
      starts.add(
          new double[] {shape[0], Math.min(1000, Math.max(0.001, scale)), shape[1], shape[2]});
    }
    Fit<PurchaseModel> fit =
        new PurchaseFit(
                new BetaGeometricTerms(regularity, leavesAtFirst), NAMES, List.of("alpha"), sample)
            .from(
                starts, p -> new BetaGeometric(regularity, leavesAtFirst, p[0], p[1], p[2], p[3]));
    return regularity == 1 ? fit : fit.plus(intervalTerms(sample, regularity));
  }

  /**
   * From two steps on, as many as raise the likelihood; with one it is the model without
   * regularity.
   *
   * @param withoutSteps the log-likelihood with one step; where two are below it, three are not
   *     tried
   */
  static Fit<PurchaseModel> regular(
      PurchaseSample sample, boolean leavesAtFirst, Optional<Double> withoutSteps) {
    if (sample.logIntervals().isEmpty()) {
      return Fit.without(
          Verdict.NOT_ENOUGH_DATA,
          "needs the intervals between orders, has their number only",
          sample.customers());
    }
    Fit<PurchaseModel> best = of(sample, 2, leavesAtFirst);
    Optional<Double> highest = withoutSteps;
    for (int regularity = 3; regularity <= GREATEST_REGULARITY; regularity++) {
      Optional<Double> height = best.logLikelihood();
      if (height.isEmpty() || highest.filter(other -> other > height.get()).isPresent()) {
        return best;
      }
      highest = height;
      Fit<PurchaseModel> next = of(sample, regularity, leavesAtFirst);
      if (!next.logLikelihood().filter(value -> value > height.get()).isPresent()) {
        return best;
      }
      best = next;
    }
    return best;
  }

  /** What the intervals add to the likelihood, that no parameter but k touches. */
  private static double intervalTerms(PurchaseSample sample, int regularity) {
    return (regularity - 1) * sample.logIntervals().orElseThrow()
        - sample.repeats() * Gamma.logGamma(regularity);
  }
}
