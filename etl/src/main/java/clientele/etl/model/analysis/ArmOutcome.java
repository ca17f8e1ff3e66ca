package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Sample;
import java.math.BigDecimal;
import java.util.List;

/** One arm of a campaign and one metric, as counted. */
record ArmOutcome(
    String campaignId,
    String campaignName,
    BigDecimal fixedCost,
    String arm,
    boolean isControl,
    Double plannedShare,
    long peopleInWindow,
    long peopleInSeveralArms,
    BigDecimal contactCost,
    String metric,
    long people,
    long peopleKnown,
    BigDecimal outcomeSum,
    BigDecimal outcomeSquareSum) {

  boolean isShare() {
    return metric.equals("conversion") || metric.equals("visit");
  }

  boolean isMoney() {
    return metric.equals("revenue") || metric.equals("margin");
  }

  /** All these arms as one group. */
  static Sample sample(List<ArmOutcome> arms) {
    long people = arms.stream().mapToLong(ArmOutcome::people).sum();
    BigDecimal sum =
        arms.stream().map(ArmOutcome::outcomeSum).reduce(BigDecimal.ZERO, BigDecimal::add);
    return arms.get(0).isShare()
        ? Sample.ofCount(people, sum.longValueExact())
        : Sample.ofSums(
            people,
            sum,
            arms.stream()
                .map(ArmOutcome::outcomeSquareSum)
                .reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
