package clientele.etl.analytics.value;

import clientele.etl.analytics.value.LikelihoodSearch.Summit;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Fits Gamma-Gamma. Amounts are scaled by their mean, so that the currency does not matter. */
final class GammaGammaFit {

  private static final List<String> NAMES = List.of("p", "q", "gamma");
  private static final List<double[]> STARTS =
      List.of(new double[] {2, 3, 1}, new double[] {6, 4, 0.5}, new double[] {1, 1.5, 0.5});

  private GammaGammaFit() {}

  static Fit<GammaGamma> of(Iterable<SpendState> given) {
    List<SpendState> states =
        StreamSupport.stream(given.spliterator(), false).sorted(SpendState.ORDER).toList();
    long customers = states.stream().mapToLong(SpendState::customers).sum();
    long differentAmounts = states.stream().mapToDouble(SpendState::meanAmount).distinct().count();
    if (differentAmounts < 2) {
      return Fit.without(
          Verdict.NOT_ENOUGH_DATA,
          "needs repeat buyers with different mean amounts, has %d customers with %d"
              .formatted(customers, differentAmounts),
          customers);
    }
    double unit =
        states.stream().mapToDouble(s -> s.customers() * s.meanAmount()).sum() / customers;
    List<SpendState> scaled =
        states.stream()
            .map(s -> new SpendState(s.orders(), s.meanAmount() / unit, s.customers()))
            .toList();
    Summit summit = new LikelihoodSearch(new GammaGammaLikelihood(scaled), customers).from(STARTS);
    Fit<GammaGamma> fit =
        Judgement.of(
            summit,
            NAMES,
            List.of(1.0, 1.0, unit),
            -customers * Math.log(unit),
            customers,
            p -> new GammaGamma(p[0], p[1], p[2]));
    return fit.model().filter(model -> model.meanAmount().isEmpty()).isPresent()
        ? withoutMean(fit)
        : fit;
  }

  private static Fit<GammaGamma> withoutMean(Fit<GammaGamma> fit) {
    return new Fit<>(
        fit.model(),
        fit.verdict(),
        String.format(
            Locale.ROOT,
            "%s; q is %.3g, at most 1: the mean amount over customers is infinite, so no amount"
                + " can be expected",
            fit.reason(),
            fit.model().orElseThrow().q()),
        fit.parameters(),
        fit.logLikelihood(),
        fit.customers());
  }
}
