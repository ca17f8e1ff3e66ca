package clientele.etl.analytics.observation;

import clientele.etl.analytics.experiment.Moments;
import clientele.etl.analytics.experiment.Sample;
import clientele.etl.analytics.experiment.Verdict;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A share of trials of which one person may have several, so that they are not independent. With n
 * trials of a person, of which y succeeded:
 *
 * @param people 1 or more
 * @param trials sum of n
 * @param successes sum of y
 * @param trialSquares sum of n n
 * @param successSquares sum of y y
 * @param products sum of n y
 */
public record ClusteredShare(
    long people,
    long trials,
    long successes,
    long trialSquares,
    long successSquares,
    long products) {

  public double share() {
    return (double) successes / trials;
  }

  /**
   * How many independent trials would leave the same error (Korn and Graubard, Survey Methodology
   * 1998), at most all. Where no trial succeeded or all did, nothing tells how alike those of a
   * person are: each person counts as one.
   */
  public double effectiveTrials() {
    double spread = share() * (1 - share());
    if (spread == 0 || people < 2) {
      return people;
    }
    Sample ratio =
        Sample.ofRatio(
            Moments.ofSums(
                people,
                List.of(BigDecimal.valueOf(successes), BigDecimal.valueOf(trials)),
                List.of(
                    List.of(BigDecimal.valueOf(successSquares), BigDecimal.valueOf(products)),
                    List.of(BigDecimal.valueOf(products), BigDecimal.valueOf(trialSquares)))));
    double error = ratio.variance() / people;
    return error > 0 ? Math.min(trials, spread / error) : people;
  }

  /**
   * Wilson's interval of so many independent trials, which stays between 0 and 1 and has a length
   * also where nothing happened. Korn and Graubard take the exact one, which is wider than stated;
   * of seven for clustered shares Franco, Little, Louis and Slud recommend Wilson's (Journal of
   * Survey Statistics and Methodology 2019).
   *
   * @param level probability of missing the share, above 0 and below 1
   * @return its ends; p is not a number
   */
  public Verdict interval(double level) {
    double members = effectiveTrials();
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(level / 2);
    double weight = z * z / members;
    double centre = (share() + weight / 2) / (1 + weight);
    double width =
        z / (1 + weight) * Math.sqrt(share() * (1 - share()) / members + weight / (4 * members));
    return new Verdict(
        Math.max(0, Math.min(share(), centre - width)),
        Math.min(1, Math.max(share(), centre + width)),
        Double.NaN);
  }
}
