package clientele.etl.analytics.value;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The purchase models there are. */
public enum ModelKind {
  /** BG/NBD. */
  BG_NBD("r", "alpha", "a", "b"),
  /** MBG/NBD. */
  MBG_NBD("r", "alpha", "a", "b"),
  /** Pareto/NBD. */
  PARETO_NBD("r", "alpha", "s", "beta"),
  /** BG/NBD with regular intervals of at least two steps. */
  BG_CNBD_K("k", "r", "alpha", "a", "b"),
  /** MBG/NBD with regular intervals of at least two steps. */
  MBG_CNBD_K("k", "r", "alpha", "a", "b"),
  /** NBD: nobody leaves. */
  NBD("r", "alpha");

  private final List<String> parameters;

  ModelKind(String... parameters) {
    this.parameters = List.of(parameters);
  }

  /** The names of the parameters, as the papers have them. */
  public List<String> parameters() {
    return parameters;
  }

  /** Fits every kind; the regular ones stop where steps do not help. */
  public static Map<ModelKind, Fit<PurchaseModel>> fitAll(PurchaseSample sample) {
    Map<ModelKind, Fit<PurchaseModel>> fits = new EnumMap<>(ModelKind.class);
    for (ModelKind kind : values()) {
      fits.put(
          kind,
          switch (kind) {
            case BG_CNBD_K ->
                BetaGeometricFit.regular(sample, false, fits.get(BG_NBD).logLikelihood());
            case MBG_CNBD_K ->
                BetaGeometricFit.regular(sample, true, fits.get(MBG_NBD).logLikelihood());
            case BG_NBD, MBG_NBD, PARETO_NBD, NBD -> kind.fit(sample);
          });
    }
    return fits;
  }

  /** Fits by maximum likelihood; the verdict tells whether there is a model. */
  public Fit<PurchaseModel> fit(PurchaseSample sample) {
    return switch (this) {
      case BG_NBD -> BetaGeometricFit.of(sample, 1, false);
      case MBG_NBD -> BetaGeometricFit.of(sample, 1, true);
      case BG_CNBD_K -> BetaGeometricFit.regular(sample, false, Optional.empty());
      case MBG_CNBD_K -> BetaGeometricFit.regular(sample, true, Optional.empty());
      case PARETO_NBD -> ParetoFit.of(sample);
      case NBD -> NbdFit.of(sample);
    };
  }

  /** The model with these parameters, by their names. */
  public PurchaseModel model(Map<String, Double> values) {
    return switch (this) {
      case BG_NBD -> betaGeometric(1, false, values);
      case MBG_NBD -> betaGeometric(1, true, values);
      case BG_CNBD_K -> betaGeometric(values.get("k").intValue(), false, values);
      case MBG_CNBD_K -> betaGeometric(values.get("k").intValue(), true, values);
      case PARETO_NBD ->
          new ParetoNbd(values.get("r"), values.get("alpha"), values.get("s"), values.get("beta"));
      case NBD -> new Nbd(values.get("r"), values.get("alpha"));
    };
  }

  private static PurchaseModel betaGeometric(
      int regularity, boolean leavesAtFirst, Map<String, Double> values) {
    return new BetaGeometric(
        regularity,
        leavesAtFirst,
        values.get("r"),
        values.get("alpha"),
        values.get("a"),
        values.get("b"));
  }
}
