package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.MultipleTests;
import clientele.etl.analytics.experiment.SampleRatio;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import clientele.etl.model.analysis.ArmComparison.EffectRules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What each arm of each campaign changed, by intention to treat. */
public final class RptCampaignEffect implements Analysis {

  private static final String ROWS = "rpt_campaign_effect__rows";
  private static final String ADJUSTED = "rpt_campaign_effect__adjusted";

  private static final String OUTCOMES =
      """
      with costs as (
        select campaign_id, cast(sum(amount) as decimal(18, 2)) as amount
        from fact_campaign_cost
        where cost_date <= :as_of
        group by campaign_id
      )
      select
        arm.campaign_id, campaign.name as campaign_name,
        case
          when cost.amount is null then campaign.fixed_cost
          else cast(coalesce(campaign.fixed_cost, 0) + cost.amount as decimal(18, 2))
        end as fixed_cost,
        arm.arm, arm.is_control,
        arm.planned_share, arm.people_in_window, arm.people_in_several_arms, arm.people_in_other_campaigns,
        arm.people_last_7_days as people_last7_days, arm.contact_cost,
        outcome.metric, outcome.people, outcome.people_known, outcome.outcome_sum, outcome.outcome_square_sum,
        outcome.past_sum, outcome.past_square_sum, outcome.past_product_sum,
        outcome.base_sum, outcome.base_square_sum, outcome.base_product_sum
      from int_campaign_arm as arm
      join int_campaign_outcome as outcome
        on outcome.campaign_id = arm.campaign_id and outcome.arm = arm.arm
      join dim_campaign as campaign on campaign.campaign_id = arm.campaign_id
      left join costs as cost on cost.campaign_id = arm.campaign_id
      order by arm.campaign_id, outcome.metric, arm.arm
      """;

  @Override
  public Set<String> inputs() {
    return Set.of("int_campaign_arm", "int_campaign_outcome", "dim_campaign", "fact_campaign_cost");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    EffectRules rules =
        new EffectRules(
            run.number("campaign_level"),
            run.number("campaign_sample_ratio_level"),
            run.number("campaign_sequential_tuning"),
            run.number("campaign_power"),
            run.number("campaign_worthwhile_effect"));
    List<EffectRow> rows = new ArrayList<>();
    List<AdjustedEffectRow> adjusted = new ArrayList<>();
    engine.read(new Select(OUTCOMES, parameters), ArmOutcome.class).stream()
        .collect(
            Collectors.groupingBy(ArmOutcome::campaignId, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(campaign -> judge(campaign, rules, run.asOf(), rows, adjusted));
    engine.take(ROWS, EffectRow.class, rows);
    engine.take(ADJUSTED, AdjustedEffectRow.class, adjusted);
    return Select.of(
        """
        select *
        from %s as effect
        join %s as adjusted using (campaign_id, arm, metric)
        """
            .formatted(ROWS, ADJUSTED));
  }

  private static void judge(
      List<ArmOutcome> campaign,
      EffectRules rules,
      LocalDate asOf,
      List<EffectRow> rows,
      List<AdjustedEffectRow> adjusted) {
    List<ArmComparison> comparisons = comparisons(campaign, rules);
    double[] p =
        comparisons.stream()
            .flatMap(comparison -> comparison.p().stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    double[] q = MultipleTests.benjaminiHochberg(p);
    double[] holm = MultipleTests.holm(p);
    int next = 0;
    for (ArmComparison comparison : comparisons) {
      boolean hasP = comparison.p().isPresent();
      Optional<Double> found = hasP ? Optional.of(q[next]) : Optional.empty();
      Optional<Double> sure = hasP ? Optional.of(holm[next]) : Optional.empty();
      next += hasP ? 1 : 0;
      rows.add(comparison.row(asOf, found));
      adjusted.add(new ArmAdjustment(comparison).row(found, sure));
    }
  }

  private static List<ArmComparison> comparisons(List<ArmOutcome> campaign, EffectRules rules) {
    Map<String, List<ArmOutcome>> byMetric =
        campaign.stream()
            .collect(
                Collectors.groupingBy(ArmOutcome::metric, LinkedHashMap::new, Collectors.toList()));
    List<ArmComparison> comparisons = new ArrayList<>();
    for (List<ArmOutcome> arms : byMetric.values()) {
      Optional<Double> sampleRatioP = sampleRatioP(arms);
      List<ArmOutcome> control = arms.stream().filter(ArmOutcome::isControl).toList();
      List<ArmOutcome> treatments = arms.stream().filter(arm -> !arm.isControl()).toList();
      long treated = treatments.stream().mapToLong(ArmOutcome::people).sum();
      for (ArmOutcome arm : treatments) {
        comparisons.add(new ArmComparison(arm, control, sampleRatioP, cost(arm, treated), rules));
      }
    }
    return comparisons;
  }

  private static Optional<Double> sampleRatioP(List<ArmOutcome> arms) {
    boolean isPlanKnown = arms.stream().allMatch(arm -> arm.plannedShare() != null);
    return isPlanKnown && arms.size() > 1
        ? Optional.of(
            SampleRatio.p(
                arms.stream().map(ArmOutcome::people).toList(),
                arms.stream().map(ArmOutcome::plannedShare).toList()))
        : Optional.empty();
  }

  private static Optional<Double> cost(ArmOutcome arm, long treated) {
    if (arm.contactCost() == null && arm.fixedCost() == null) {
      return Optional.empty();
    }
    double contacts = arm.contactCost() == null ? 0 : arm.contactCost().doubleValue();
    BigDecimal fixed = arm.fixedCost() == null ? BigDecimal.ZERO : arm.fixedCost();
    return Optional.of(contacts + fixed.doubleValue() * arm.people() / treated);
  }
}
