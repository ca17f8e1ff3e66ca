package clientele.etl.analytics.value;

import static org.apache.commons.math3.special.Gamma.logGamma;

import java.util.Optional;

/**
 * Gamma-Gamma: the amounts of a customer's orders vary around a mean of their own, and the means
 * vary over customers, both by gamma distributions. Fader and Hardie, "The Gamma-Gamma Model of
 * Monetary Value" (2013).
 *
 * @param p shape of the amounts of one customer
 * @param q shape of the customers' rates; at most 1 means that the mean over customers is infinite
 * @param gamma scale of the same, in units of money
 */
public record GammaGamma(double p, double q, double gamma) {

  public GammaGamma {
    for (double parameter : new double[] {p, q, gamma}) {
      if (!(parameter > 0) || Double.isInfinite(parameter)) {
        throw new IllegalArgumentException(
            "p %s, q %s, gamma %s: each must be positive and finite".formatted(p, q, gamma));
      }
    }
  }

  /** Fits by maximum likelihood on customers with a repeat order of a positive amount. */
  public static Fit<GammaGamma> fit(Iterable<SpendState> states) {
    return GammaGammaFit.of(states);
  }

  public double logLikelihood(SpendState state) {
    double shape = p * state.orders();
    double amount = state.meanAmount();
    return logGamma(shape + q)
        - logGamma(shape)
        - logGamma(q)
        + q * Math.log(gamma)
        + (shape - 1) * Math.log(amount)
        + shape * Math.log(state.orders())
        - (shape + q) * Math.log(gamma + state.orders() * amount);
  }

  /** The mean amount of an order over customers; empty where it is infinite. */
  public Optional<Double> meanAmount() {
    return q > 1 ? Optional.of(p * gamma / (q - 1)) : Optional.empty();
  }

  /**
   * E(M | x, m): the amount to be expected of each order of a customer whose orders so far had this
   * mean; empty where there is no finite mean.
   */
  public Optional<Double> meanAmount(SpendState state) {
    double orders = state.orders();
    return q > 1
        ? Optional.of(p * (gamma + orders * state.meanAmount()) / (p * orders + q - 1))
        : Optional.empty();
  }
}
