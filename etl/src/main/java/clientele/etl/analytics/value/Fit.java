package clientele.etl.analytics.value;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of a fit, also where it failed.
 *
 * @param model empty unless the verdict is usable
 * @param reason the verdict in words, with the numbers it rests on
 * @param parameters empty unless the verdict is usable
 * @param logLikelihood at the estimate; empty unless the verdict is usable
 * @param customers the sample
 */
public record Fit<M>(
    Optional<M> model,
    Verdict verdict,
    String reason,
    List<Parameter> parameters,
    Optional<Double> logLikelihood,
    long customers) {

  public Fit {
    if (verdict.isUsable() != model.isPresent()) {
      throw new IllegalArgumentException("a model goes with a usable verdict, not " + verdict);
    }
    parameters = List.copyOf(parameters);
  }

  /** A fit that gave no numbers, and why. */
  public static <M> Fit<M> without(Verdict verdict, String reason, long customers) {
    return new Fit<>(Optional.empty(), verdict, reason, List.of(), Optional.empty(), customers);
  }

  /** The same with so much more log-likelihood, where there is one. */
  Fit<M> plus(double more) {
    return new Fit<>(
        model, verdict, reason, parameters, logLikelihood.map(value -> value + more), customers);
  }
}
