package clientele.etl.model.analysis;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a campaign worked better, and whom it should leave alone. */
public final class RptCampaignSegmentEffect implements Analysis {

  private static final String ROWS = "rpt_campaign_segment_effect__rows";

  private static final String SEGMENTS =
      """
      select
        segment.campaign_id, campaign.name as campaign_name, arm, is_control, metric, dimension, about, segment,
        people, outcome_sum, outcome_square_sum, contact_cost
      from int_campaign_segment as segment
      join dim_campaign as campaign on campaign.campaign_id = segment.campaign_id
      order by campaign_id, metric, dimension, about, segment, arm
      """;

  @Override
  public Set<String> inputs() {
    return Set.of("int_campaign_segment", "dim_campaign");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    SegmentRules rules =
        new SegmentRules(run.number("campaign_level"), run.whole("campaign_min_segment_people"));
    List<SegmentComparison> comparisons = new ArrayList<>();
    engine.read(Select.of(SEGMENTS), SegmentOutcome.class).stream()
        .collect(
            Collectors.groupingBy(
                SegmentOutcome::question, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(outcomes -> comparisons.addAll(SegmentComparison.of(outcomes, rules)));
    List<SegmentRow> rows = new ArrayList<>();
    comparisons.stream()
        .collect(
            Collectors.groupingBy(
                comparison -> comparison.treatments().get(0).campaignId(),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .forEach(campaign -> rows.addAll(SegmentRow.of(campaign, rules, run.asOf())));
    rows.sort(Comparator.comparing(SegmentRow::campaignId));
    engine.take(ROWS, SegmentRow.class, rows);
    return Select.of("select * from " + ROWS);
  }

  /** What segments are judged by. */
  record SegmentRules(double level, long minPeople) {}
}
