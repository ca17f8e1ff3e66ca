package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Sample;
import clientele.etl.analytics.observation.MatchedPairs;
import java.math.BigDecimal;

/** One arm of a campaign without a control group beside those who did not get it, as counted. */
record ObservedOutcome(
    String campaignId,
    String campaignName,
    String arm,
    String metric,
    long people,
    long peopleInWindow,
    BigDecimal afterSum,
    BigDecimal afterSquares,
    BigDecimal changeSum,
    BigDecimal changeSquares,
    BigDecimal trendSum,
    BigDecimal trendSquares,
    long otherPeople,
    BigDecimal otherAfterSum,
    BigDecimal otherAfterSquares,
    BigDecimal otherChangeSum,
    BigDecimal otherChangeSquares,
    BigDecimal otherTrendSum,
    BigDecimal otherTrendSquares,
    long pairs,
    BigDecimal pairedSum,
    BigDecimal peerSum,
    BigDecimal differenceSum,
    BigDecimal differenceSquares,
    long peers,
    long reuse,
    BigDecimal peersOutcomeSum,
    BigDecimal peersOutcomeSquares,
    Double worstImbalance,
    boolean isBalanced) {

  Sample after() {
    return Sample.ofSums(people, afterSum, afterSquares);
  }

  Sample otherAfter() {
    return Sample.ofSums(otherPeople, otherAfterSum, otherAfterSquares);
  }

  /** From as many days before. */
  Sample change() {
    return Sample.ofSums(people, changeSum, changeSquares);
  }

  Sample otherChange() {
    return Sample.ofSums(otherPeople, otherChangeSum, otherChangeSquares);
  }

  /** The change between the two spans before the campaign. */
  Sample trend() {
    return Sample.ofSums(people, trendSum, trendSquares);
  }

  Sample otherTrend() {
    return Sample.ofSums(otherPeople, otherTrendSum, otherTrendSquares);
  }

  MatchedPairs matched() {
    return new MatchedPairs(
        pairs,
        differenceSum,
        differenceSquares,
        reuse,
        Sample.ofSums(peers, peersOutcomeSum, peersOutcomeSquares));
  }
}
