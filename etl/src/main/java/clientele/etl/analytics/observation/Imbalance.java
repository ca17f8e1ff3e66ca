package clientele.etl.analytics.observation;

import clientele.etl.analytics.experiment.Sample;

/** How far two groups are apart in what was known of them before. */
public final class Imbalance {

  private Imbalance() {}

  /**
   * The standardised difference of means, by the standard deviation of the treated before any
   * matching, so that before and after are of one measure (Stuart, Statistical Science 2010). 0
   * where the means are the same, and infinite where they differ though the treated do not vary.
   *
   * @param spread the treated before matching
   */
  public static double of(double meanTreated, double meanOthers, Sample spread) {
    double difference = meanTreated - meanOthers;
    return difference == 0 ? 0 : difference / Math.sqrt(spread.variance());
  }
}
