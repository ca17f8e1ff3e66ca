package clientele.etl.analytics.value;

import java.util.ArrayList;
import java.util.List;

/** Fits Pareto/NBD. */
final class ParetoFit {

  private static final double[][] SHAPES = {{0.5, 0.5, 0.5}, {1, 1, 3}, {0.3, 0.3, 0.1}};

  private ParetoFit() {}

  static Fit<PurchaseModel> of(PurchaseSample sample) {
    List<double[]> starts = new ArrayList<>();
    for (double[] shape : SHAPES) {
      double scale = Math.min(1000, Math.max(0.001, shape[0] / PurchaseFit.meanRepeats(sample)));
      starts.add(new double[] {shape[0], scale, shape[1], shape[2]});
    }
    return new PurchaseFit(
            ParetoNbd.TERMS, List.of("r", "alpha", "s", "beta"), List.of("alpha", "beta"), sample)
        .from(starts, p -> new ParetoNbd(p[0], p[1], p[2], p[3]));
  }
}
