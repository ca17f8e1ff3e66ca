package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Interaction;
import clientele.etl.analytics.experiment.MultipleTests;
import clientele.etl.analytics.experiment.Sample;
import clientele.etl.analytics.experiment.Side;
import clientele.etl.analytics.experiment.Verdict;
import clientele.etl.model.analysis.RptCampaignSegmentEffect.SegmentRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A row of rpt_campaign_segment_effect. */
record SegmentRow(
    LocalDate asOfDate,
    String campaignId,
    String campaignName,
    String arm,
    String metric,
    String dimension,
    String about,
    String segment,
    long peopleTreatment,
    long peopleControl,
    double meanTreatment,
    double meanControl,
    Double absoluteEffect,
    Double absoluteLow,
    Double absoluteHigh,
    Double p,
    Double q,
    Double shrunkEffect,
    Double interactionStatistic,
    Double interactionP,
    Double interactionQ,
    Double costPerPerson,
    String advice) {

  /** The rows of one campaign, its interactions adjusted together. */
  static List<SegmentRow> of(List<SegmentComparison> campaign, SegmentRules rules, LocalDate asOf) {
    double[] q =
        MultipleTests.benjaminiHochberg(
            campaign.stream()
                .flatMap(comparison -> comparison.interaction().stream())
                .mapToDouble(Interaction::p)
                .toArray());
    double[] effectQ =
        MultipleTests.benjaminiHochberg(
            campaign.stream()
                .flatMap(comparison -> comparison.contrasts().stream())
                .flatMap(Optional::stream)
                .mapToDouble(contrast -> judge(contrast, rules).p())
                .toArray());
    List<SegmentRow> rows = new ArrayList<>();
    int next = 0;
    int nextEffect = 0;
    for (SegmentComparison comparison : campaign) {
      Optional<Double> interactionQ =
          comparison.interaction().isPresent() ? Optional.of(q[next++]) : Optional.empty();
      for (int segment = 0; segment < comparison.treatments().size(); segment++) {
        Optional<Double> segmentQ =
            comparison.contrasts().get(segment).isPresent()
                ? Optional.of(effectQ[nextEffect++])
                : Optional.empty();
        rows.add(row(comparison, segment, segmentQ, interactionQ, rules, asOf));
      }
    }
    return rows;
  }

  private static Verdict judge(Contrast.Measured contrast, SegmentRules rules) {
    return contrast.atFixedTime(Side.BOTH, rules.level());
  }

  private static SegmentRow row(
      SegmentComparison comparison,
      int segment,
      Optional<Double> q,
      Optional<Double> interactionQ,
      SegmentRules rules,
      LocalDate asOf) {
    SegmentOutcome treatment = comparison.treatments().get(segment);
    Sample control = comparison.controls().get(segment);
    Optional<Contrast.Measured> contrast = comparison.contrasts().get(segment);
    Optional<Verdict> verdict = contrast.map(effect -> judge(effect, rules));
    Optional<Double> cost =
        Optional.ofNullable(treatment.contactCost())
            .map(amount -> amount.doubleValue() / treatment.people());
    boolean doesDiffer = interactionQ.orElse(1.0) < rules.level();
    return new SegmentRow(
        asOf,
        treatment.campaignId(),
        treatment.campaignName(),
        treatment.arm(),
        treatment.metric(),
        treatment.dimension(),
        treatment.about(),
        treatment.segment(),
        treatment.people(),
        control.size(),
        SegmentOutcome.sample(List.of(treatment)).mean(),
        control.mean(),
        contrast.map(Contrast.Measured::value).orElse(null),
        verdict.map(Verdict::low).orElse(null),
        verdict.map(Verdict::high).orElse(null),
        verdict.map(Verdict::p).orElse(null),
        q.orElse(null),
        contrast
            .flatMap(effect -> comparison.interaction().map(all -> all.shrunk(effect)))
            .orElse(null),
        comparison.interaction().map(Interaction::q).orElse(null),
        comparison.interaction().map(Interaction::p).orElse(null),
        interactionQ.orElse(null),
        cost.orElse(null),
        advice(treatment, verdict, q.orElse(1.0) < rules.level(), cost, doesDiffer));
  }

  /**
   * Harm is an effect below 0 that is no chance among all segments asked of; to contact again pays
   * where the effect is above what a contact costs, if it is money.
   */
  private static String advice(
      SegmentOutcome treatment,
      Optional<Verdict> verdict,
      boolean isFinding,
      Optional<Double> cost,
      boolean differs) {
    if (!differs || verdict.isEmpty()) {
      return "as_the_campaign";
    }
    if (isFinding && verdict.get().high() < 0) {
      return "leave_alone";
    }
    double worth = treatment.metric().equals("revenue") ? cost.orElse(0.0) : 0;
    return isFinding && verdict.get().low() > worth ? "contact_again" : "unclear";
  }
}
