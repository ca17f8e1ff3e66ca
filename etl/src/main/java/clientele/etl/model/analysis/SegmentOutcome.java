package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Sample;
import java.math.BigDecimal;
import java.util.List;

/** One arm of a campaign in one segment and one metric, as counted. */
record SegmentOutcome(
    String campaignId,
    String campaignName,
    String arm,
    boolean isControl,
    String metric,
    String dimension,
    String about,
    String segment,
    long people,
    BigDecimal outcomeSum,
    BigDecimal outcomeSquareSum,
    BigDecimal contactCost) {

  /** All segments of one dimension of one campaign and metric: an interaction is asked of them. */
  record Question(String campaignId, String metric, String dimension, String about) {}

  Question question() {
    return new Question(campaignId, metric, dimension, about);
  }

  static Sample sample(List<SegmentOutcome> arms) {
    return Sample.ofSums(
        arms.stream().mapToLong(SegmentOutcome::people).sum(),
        arms.stream().map(SegmentOutcome::outcomeSum).reduce(BigDecimal.ZERO, BigDecimal::add),
        arms.stream()
            .map(SegmentOutcome::outcomeSquareSum)
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
