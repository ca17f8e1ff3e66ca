package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Contrast;
import clientele.etl.analytics.experiment.Interaction;
import clientele.etl.analytics.experiment.Sample;
import clientele.etl.model.analysis.RptCampaignSegmentEffect.SegmentRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One treatment arm against the control arms, in each segment of one dimension.
 *
 * @param treatments the arm, one for each segment
 * @param controls the control groups of the same segments, as one
 * @param contrasts the effects; empty where the segment is too small or nothing varies
 * @param interaction whether they differ; empty where fewer than two segments have an effect
 */
record SegmentComparison(
    List<SegmentOutcome> treatments,
    List<Sample> controls,
    List<Optional<Contrast.Measured>> contrasts,
    Optional<Interaction> interaction) {

  /** One comparison for each treatment arm; none without a control group. */
  static List<SegmentComparison> of(List<SegmentOutcome> outcomes, SegmentRules rules) {
    Map<String, List<SegmentOutcome>> controls =
        outcomes.stream()
            .filter(SegmentOutcome::isControl)
            .collect(Collectors.groupingBy(SegmentOutcome::segment));
    List<SegmentComparison> comparisons = new ArrayList<>();
    TreeSet<String> arms = new TreeSet<>();
    outcomes.stream()
        .filter(outcome -> !outcome.isControl())
        .forEach(outcome -> arms.add(outcome.arm()));
    for (String arm : arms) {
      Map<SegmentOutcome, Sample> pairs = new LinkedHashMap<>();
      outcomes.stream()
          .filter(outcome -> outcome.arm().equals(arm) && controls.containsKey(outcome.segment()))
          .forEach(
              outcome ->
                  pairs.put(outcome, SegmentOutcome.sample(controls.get(outcome.segment()))));
      if (!pairs.isEmpty()) {
        comparisons.add(compare(pairs, rules));
      }
    }
    return comparisons;
  }

  private static SegmentComparison compare(Map<SegmentOutcome, Sample> pairs, SegmentRules rules) {
    List<SegmentOutcome> treatments = List.copyOf(pairs.keySet());
    List<Sample> controls = List.copyOf(pairs.values());
    List<Optional<Contrast.Measured>> contrasts = new ArrayList<>();
    pairs.forEach(
        (treatment, control) ->
            contrasts.add(
                Math.min(treatment.people(), control.size()) < rules.minPeople()
                    ? Optional.empty()
                    : ArmComparison.measured(
                        Optional.of(
                            Contrast.absolute(
                                control, SegmentOutcome.sample(List.of(treatment)))))));
    List<Contrast.Measured> known = contrasts.stream().flatMap(Optional::stream).toList();
    return new SegmentComparison(
        treatments,
        controls,
        contrasts,
        known.size() < 2 ? Optional.empty() : Optional.of(Interaction.of(known)));
  }
}
