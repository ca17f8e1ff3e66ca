package clientele.etl.analytics.value;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Chooses among models by what they said of the held-out time: of those whose log-likelihood cannot
 * be told from the best one's, the one with the least mean absolute error.
 */
public final class ModelChoice {

  /** Paired differences of fewer standard errors are not told apart. */
  private static final double CLEAR_STANDARD_ERRORS = 2;

  /** An event that a model holds for impossible costs it no more than this. */
  private static final double LEAST_PROBABILITY = 1e-9;

  private ModelChoice() {}

  /**
   * A model's held-out record.
   *
   * @param logLikelihoods of the orders held out, by state, in one order for all candidates
   * @param customers of each state
   * @param error mean absolute error of the orders of a customer
   */
  public record Candidate(String name, double[] logLikelihoods, long[] customers, double error) {

    public double logLikelihood() {
      double sum = 0;
      for (int state = 0; state < customers.length; state++) {
        sum += customers[state] * logLikelihoods[state];
      }
      return sum;
    }

    /** By how many standard errors the other one is better, customer by customer. */
    double standardErrorsBelow(Candidate other) {
      double count = 0;
      double sum = 0;
      double squares = 0;
      for (int state = 0; state < customers.length; state++) {
        double difference = other.logLikelihoods[state] - logLikelihoods[state];
        count += customers[state];
        sum += customers[state] * difference;
        squares += customers[state] * difference * difference;
      }
      double variance = squares - sum * sum / count;
      return variance > 0 ? sum / Math.sqrt(variance) : 0;
    }
  }

  /**
   * A candidate with what is said of it.
   *
   * @param reason why it was chosen, or not, in words
   */
  public record Choice(String name, boolean isChosen, String reason) {}

  /** The logarithm of a probability, as candidates are compared by. */
  public static double logLikelihood(double probability) {
    return Math.log(Math.max(LEAST_PROBABILITY, probability));
  }

  /** In the order of the candidates; exactly one is chosen, unless there is none. */
  public static List<Choice> among(List<Candidate> candidates) {
    Optional<Candidate> likeliest =
        candidates.stream().max(Comparator.comparingDouble(Candidate::logLikelihood));
    if (likeliest.isEmpty()) {
      return List.of();
    }
    Candidate best = likeliest.get();
    Candidate chosen =
        candidates.stream()
            .filter(one -> one.standardErrorsBelow(best) < CLEAR_STANDARD_ERRORS)
            .min(Comparator.comparingDouble(Candidate::error))
            .orElse(best);
    return candidates.stream()
        .map(one -> new Choice(one.name, one == chosen, reason(one, chosen, best)))
        .toList();
  }

  private static String reason(Candidate one, Candidate chosen, Candidate best) {
    if (one == chosen && one == best) {
      return String.format(
          Locale.ROOT,
          "chosen: the greatest held-out log-likelihood, %.1f, and of those near it the least mean"
              + " absolute error, %.4f",
          one.logLikelihood(),
          one.error);
    } else if (one == chosen) {
      return String.format(
          Locale.ROOT,
          "chosen: its held-out log-likelihood, %.1f, cannot be told from the greatest, %.1f of %s"
              + " (%.1f standard errors), and its mean absolute error, %.4f, is the least of these",
          one.logLikelihood(),
          best.logLikelihood(),
          best.name,
          one.standardErrorsBelow(best),
          one.error);
    } else if (one.standardErrorsBelow(best) >= CLEAR_STANDARD_ERRORS) {
      return String.format(
          Locale.ROOT,
          "not chosen: its held-out log-likelihood, %.1f, is clearly below %.1f of %s (%.1f standard"
              + " errors)",
          one.logLikelihood(),
          best.logLikelihood(),
          best.name,
          one.standardErrorsBelow(best));
    }
    return String.format(
        Locale.ROOT,
        "not chosen: as likely as the best, but its mean absolute error, %.4f, is above %.4f of %s",
        one.error,
        chosen.error,
        chosen.name);
  }
}
