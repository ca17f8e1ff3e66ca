package clientele.etl.analytics.value;

import java.util.List;

/** Fits NBD. */
final class NbdFit {

  private NbdFit() {}

  static Fit<PurchaseModel> of(PurchaseSample sample) {
    double mean = PurchaseFit.meanRepeats(sample);
    return new PurchaseFit(Nbd.TERMS, List.of("r", "alpha"), List.of("alpha"), sample)
        .from(
            List.of(new double[] {0.5, 0.5 / mean}, new double[] {3, 3 / mean}),
            p -> new Nbd(p[0], p[1]));
  }
}
