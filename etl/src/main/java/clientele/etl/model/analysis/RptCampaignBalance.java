package clientele.etl.model.analysis;

import clientele.etl.analytics.experiment.Sample;
import clientele.etl.analytics.observation.Imbalance;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How like the people are who are compared for want of a control group, before and after. */
public final class RptCampaignBalance implements Analysis {

  private static final String ROWS = "rpt_campaign_balance__rows";

  private static final String SUMS =
      """
      with known as (
        select campaign_id, person_id, arm, 1 as position, 'past_orders' as trait, cast(past_orders as decimal(19, 2)) as amount
        from int_campaign_peer
        union all
        select campaign_id, person_id, arm, 2, 'past_revenue', cast(past_revenue as decimal(19, 2)) from int_campaign_peer
        union all
        select campaign_id, person_id, arm, 3, 'past_recency_days', cast(coalesce(past_recency_days, :campaign_past_days + 1) as decimal(19, 2))
        from int_campaign_peer
        union all
        select campaign_id, person_id, arm, 4, 'tenure_days', cast(tenure_days as decimal(19, 2)) from int_campaign_peer
        union all
        select campaign_id, person_id, arm, 5, 'past_contacts', cast(past_contacts as decimal(19, 2)) from int_campaign_peer
        union all
        select campaign_id, person_id, arm, 6, 'before_revenue', cast(before_revenue as decimal(19, 2)) from int_campaign_peer
      ),
      treated as (
        select
          campaign_id, arm, position, trait, count(*) as people, sum(amount) as amount_sum,
          sum(amount * amount) as square_sum
        from known
        where arm is not null
        group by campaign_id, arm, position, trait
      ),
      others as (
        select campaign_id, trait, count(*) as people, sum(amount) as amount_sum
        from known
        where arm is null
        group by campaign_id, trait
      ),
      matched as (
        select
          pair.campaign_id, pair.arm, treated.trait, count(*) as people,
          sum(treated.amount) as treated_sum, sum(other.amount) as other_sum
        from int_campaign_pair as pair
        join known as treated on treated.campaign_id = pair.campaign_id and treated.person_id = pair.person_id
        join known as other
          on other.campaign_id = pair.campaign_id and other.person_id = pair.peer_id and other.trait = treated.trait
        group by pair.campaign_id, pair.arm, treated.trait
      )
      select
        treated.campaign_id,
        campaign.name as campaign_name,
        treated.arm,
        treated.position,
        treated.trait,
        treated.people as people_treatment,
        cast(treated.amount_sum as decimal(38, 2)) as amount_sum,
        cast(treated.square_sum as decimal(38, 4)) as square_sum,
        coalesce(others.people, 0) as people_others,
        cast(others.amount_sum as decimal(38, 2)) as others_sum,
        coalesce(matched.people, 0) as people_matched,
        cast(matched.treated_sum as decimal(38, 2)) as matched_sum,
        cast(matched.other_sum as decimal(38, 2)) as peers_sum
      from treated
      join dim_campaign as campaign on campaign.campaign_id = treated.campaign_id
      left join others on others.campaign_id = treated.campaign_id and others.trait = treated.trait
      left join matched
        on matched.campaign_id = treated.campaign_id and matched.arm = treated.arm and matched.trait = treated.trait
      order by treated.campaign_id, treated.arm, treated.position
      """;

  private record Sums(
      String campaignId,
      String campaignName,
      String arm,
      int position,
      String trait,
      long peopleTreatment,
      BigDecimal amountSum,
      BigDecimal squareSum,
      long peopleOthers,
      BigDecimal othersSum,
      long peopleMatched,
      BigDecimal matchedSum,
      BigDecimal peersSum) {

    Row row(LocalDate asOf, double most) {
      Sample treated = Sample.ofSums(peopleTreatment, amountSum, squareSum);
      Double others = mean(othersSum, peopleOthers);
      Double matched = mean(matchedSum, peopleMatched);
      Double peers = mean(peersSum, peopleMatched);
      Double before = others == null ? null : finite(Imbalance.of(treated.mean(), others, treated));
      Double after = peers == null ? null : finite(Imbalance.of(matched, peers, treated));
      return new Row(
          asOf,
          campaignId,
          campaignName,
          arm,
          position,
          trait,
          peopleTreatment,
          peopleOthers,
          peopleMatched,
          treated.mean(),
          others,
          matched,
          peers,
          before,
          after,
          after != null && Math.abs(after) <= most);
    }

    private static Double mean(BigDecimal sum, long people) {
      return people == 0 ? null : sum.doubleValue() / people;
    }

    private static Double finite(double value) {
      return Double.isFinite(value) ? value : null;
    }
  }

  private record Row(
      LocalDate asOfDate,
      String campaignId,
      String campaignName,
      String arm,
      int position,
      String trait,
      long peopleTreatment,
      long peopleOthers,
      long peopleMatched,
      double meanTreatment,
      Double meanOthers,
      Double meanMatched,
      Double meanPeers,
      Double imbalanceBefore,
      Double imbalanceAfter,
      boolean isBalanced) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_campaign_peer", "int_campaign_pair", "dim_campaign");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    double most = run.number("campaign_match_imbalance");
    List<Row> rows = new ArrayList<>();
    engine
        .read(new Select(SUMS, parameters), Sums.class)
        .forEach(sums -> rows.add(sums.row(run.asOf(), most)));
    engine.take(ROWS, Row.class, rows);
    return Select.of("select * from " + ROWS);
  }
}
