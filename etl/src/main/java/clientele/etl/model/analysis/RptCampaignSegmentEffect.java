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
      "with "
          + CampaignTraits.PEOPLE
          + CampaignTraits.TRAITS
          + """
          , counts as (
            select
              traits.campaign_id,
              arm,
              is_control,
              dimension,
              about,
              segment,
              count(*) as people,
              cast(sum(conversions) as decimal(38, 2)) as conversions,
              cast(sum(visits) as decimal(38, 2)) as visits,
              cast(sum(revenue) as decimal(38, 2)) as revenue,
              cast(sum(revenue * revenue) as decimal(38, 4)) as revenue_squares,
              cast(sum(cost) as decimal(18, 4)) as contact_cost
            from traits
            where segment is not null
            group by traits.campaign_id, arm, is_control, dimension, about, segment
          ),
          visited as (
            select distinct campaign_id from counts where visits > 0
          ),
          metrics as (
            select counts.*, 'conversion' as metric, conversions as outcome_sum, cast(conversions as decimal(38, 4)) as outcome_square_sum
            from counts
            union all
            select counts.*, 'revenue', revenue, revenue_squares from counts
            union all
            select counts.*, 'visit', visits, cast(visits as decimal(38, 4))
            from counts
            join visited on visited.campaign_id = counts.campaign_id
          )
          select
            metrics.campaign_id,
            campaign.name as campaign_name,
            arm,
            is_control,
            metric,
            dimension,
            about,
            segment,
            people,
            outcome_sum,
            outcome_square_sum,
            contact_cost
          from metrics
          join dim_campaign as campaign on campaign.campaign_id = metrics.campaign_id
          order by campaign_id, metric, dimension, about, segment, arm
          """;

  @Override
  public Set<String> inputs() {
    return Set.of(
        "int_campaign_person", "dim_campaign", "dim_customer", "dim_product", "fact_order_line");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    SegmentRules rules =
        new SegmentRules(run.number("campaign_level"), run.whole("campaign_min_segment_people"));
    List<SegmentComparison> comparisons = new ArrayList<>();
    engine.read(new Select(SEGMENTS, parameters), SegmentOutcome.class).stream()
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
