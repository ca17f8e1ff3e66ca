package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Moments;
import clientele.etl.analytics.experiment.Sample;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

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
    long peopleInOtherCampaigns,
    long peopleLast7Days,
    BigDecimal contactCost,
    String metric,
    long people,
    long peopleKnown,
    BigDecimal outcomeSum,
    BigDecimal outcomeSquareSum,
    BigDecimal pastSum,
    BigDecimal pastSquareSum,
    BigDecimal pastProductSum,
    BigDecimal baseSum,
    BigDecimal baseSquareSum,
    BigDecimal baseProductSum) {

  boolean isShare() {
    return metric.equals("conversion") || metric.equals("visit");
  }

  boolean isMoney() {
    return metric.equals("revenue") || metric.equals("margin");
  }

  /** Revenue by orders, and not something that each person has. */
  boolean isRatio() {
    return metric.equals("order_value");
  }

  /** All these arms as one group. */
  static Sample sample(List<ArmOutcome> arms) {
    ArmOutcome first = arms.get(0);
    if (first.isRatio()) {
      return Sample.ofRatio(
          moments(
              arms, ArmOutcome::baseSum, ArmOutcome::baseSquareSum, ArmOutcome::baseProductSum));
    }
    return first.isShare()
        ? Sample.ofCount(people(arms), sum(arms, ArmOutcome::outcomeSum).longValueExact())
        : Sample.ofSums(
            people(arms),
            sum(arms, ArmOutcome::outcomeSum),
            sum(arms, ArmOutcome::outcomeSquareSum));
  }

  /** Outcome and past of all these arms as one group. */
  static Moments withPast(List<ArmOutcome> arms) {
    return moments(
        arms, ArmOutcome::pastSum, ArmOutcome::pastSquareSum, ArmOutcome::pastProductSum);
  }

  static long people(List<ArmOutcome> arms) {
    return arms.stream().mapToLong(ArmOutcome::people).sum();
  }

  static BigDecimal sum(List<ArmOutcome> arms, Function<ArmOutcome, BigDecimal> part) {
    return arms.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Moments moments(
      List<ArmOutcome> arms,
      Function<ArmOutcome, BigDecimal> otherSum,
      Function<ArmOutcome, BigDecimal> otherSquares,
      Function<ArmOutcome, BigDecimal> otherProducts) {
    BigDecimal product = sum(arms, otherProducts);
    return Moments.ofSums(
        people(arms),
        List.of(sum(arms, ArmOutcome::outcomeSum), sum(arms, otherSum)),
        List.of(
            List.of(sum(arms, ArmOutcome::outcomeSquareSum), product),
            List.of(product, sum(arms, otherSquares))));
  }
}
