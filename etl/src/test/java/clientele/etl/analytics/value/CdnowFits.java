package clientele.etl.analytics.value;

import clientele.etl.analytics.value.Cdnow.Buyer;
import java.util.List;

/** The models, fitted on the CDNOW sample at its cut. */
record CdnowFits(
    List<Buyer> buyers,
    Fit<PurchaseModel> bg,
    Fit<PurchaseModel> mbg,
    Fit<PurchaseModel> pareto,
    Fit<PurchaseModel> nbd,
    Fit<GammaGamma> spend) {

  static CdnowFits fit() {
    PurchaseSample sample = PurchaseSample.of(Cdnow.states());
    return new CdnowFits(
        Cdnow.buyers(),
        ModelKind.BG_NBD.fit(sample),
        ModelKind.MBG_NBD.fit(sample),
        ModelKind.PARETO_NBD.fit(sample),
        ModelKind.NBD.fit(sample),
        GammaGamma.fit(Cdnow.spends()));
  }

  static PurchaseModel model(Fit<PurchaseModel> fit) {
    return fit.model().orElseThrow();
  }

  static double logLikelihood(Fit<?> fit) {
    return fit.logLikelihood().orElseThrow();
  }

  /** The mean amount of an order to come of one customer. */
  static double expectedAmount(GammaGamma model, Buyer buyer) {
    return buyer.state().repeats() == 0
        ? model.meanAmount().orElseThrow()
        : model
            .meanAmount(SpendState.of(buyer.state().repeats(), buyer.meanRepeatAmount()))
            .orElseThrow();
  }
}
