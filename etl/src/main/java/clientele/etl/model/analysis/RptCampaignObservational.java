package clientele.etl.model.analysis;

import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import clientele.etl.model.analysis.ObservedComparison.ObservedRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be said of campaigns that held nobody out, by several comparisons side by side. */
public final class RptCampaignObservational implements Analysis {

  private static final String ROWS = "rpt_campaign_observational__rows";

  private static final String SUMS =
      """
      with measures as (
        select
          campaign_id, person_id, arm, is_window_finished, 'conversion' as metric,
          cast(case when orders > 0 then 1 else 0 end as decimal(19, 2)) as after_amount,
          cast(case when before_orders > 0 then 1 else 0 end as decimal(19, 2)) as before_amount,
          cast(case when earlier_orders > 0 then 1 else 0 end as decimal(19, 2)) as earlier_amount
        from int_campaign_peer
        union all
        select
          campaign_id, person_id, arm, is_window_finished, 'orders',
          cast(orders as decimal(19, 2)), cast(before_orders as decimal(19, 2)), cast(earlier_orders as decimal(19, 2))
        from int_campaign_peer
        union all
        select
          campaign_id, person_id, arm, is_window_finished, 'revenue',
          cast(revenue as decimal(19, 2)), cast(before_revenue as decimal(19, 2)), cast(earlier_revenue as decimal(19, 2))
        from int_campaign_peer
      ),
      changes as (
        select
          measures.*,
          cast(after_amount - before_amount as decimal(19, 2)) as change,
          cast(before_amount - earlier_amount as decimal(19, 2)) as trend
        from measures
      ),
      sides as (
        select
          campaign_id, arm, metric,
          count(*) as people,
          count(*) filter (where not is_window_finished) as people_in_window,
          sum(after_amount) as after_sum,
          sum(after_amount * after_amount) as after_squares,
          sum(change) as change_sum,
          sum(change * change) as change_squares,
          sum(trend) as trend_sum,
          sum(trend * trend) as trend_squares
        from changes
        group by campaign_id, arm, metric
      ),
      pairs as (
        select
          pair.campaign_id, pair.arm, treated.metric,
          count(*) as pairs,
          sum(treated.after_amount) as treated_sum,
          sum(peer.after_amount) as peer_sum,
          sum(cast(treated.after_amount - peer.after_amount as decimal(19, 2))) as difference_sum,
          sum(
            cast(treated.after_amount - peer.after_amount as decimal(19, 2))
            * cast(treated.after_amount - peer.after_amount as decimal(19, 2))
          ) as difference_squares
        from int_campaign_pair as pair
        join measures as treated on treated.campaign_id = pair.campaign_id and treated.person_id = pair.person_id
        join measures as peer
          on peer.campaign_id = pair.campaign_id and peer.person_id = pair.peer_id and peer.metric = treated.metric
        group by pair.campaign_id, pair.arm, treated.metric
      ),
      uses as (
        select campaign_id, arm, peer_id, count(*) as times
        from int_campaign_pair
        where peer_id is not null
        group by campaign_id, arm, peer_id
      ),
      peers as (
        select
          uses.campaign_id, uses.arm, measures.metric,
          count(*) as peers,
          sum(times * (times - 1)) as reuse,
          sum(after_amount) as outcome_sum,
          sum(after_amount * after_amount) as outcome_squares
        from uses
        join measures on measures.campaign_id = uses.campaign_id and measures.person_id = uses.peer_id
        group by uses.campaign_id, uses.arm, measures.metric
      ),
      balance as (
        select campaign_id, arm, max(abs(imbalance_after)) as worst_imbalance, min(case when is_balanced then 1 else 0 end) = 1 as is_balanced
        from rpt_campaign_balance
        where as_of_date = :as_of
        group by campaign_id, arm
      )
      select
        treated.campaign_id,
        campaign.name as campaign_name,
        treated.arm,
        treated.metric,
        treated.people,
        treated.people_in_window,
        cast(treated.after_sum as decimal(38, 2)) as after_sum,
        cast(treated.after_squares as decimal(38, 4)) as after_squares,
        cast(treated.change_sum as decimal(38, 2)) as change_sum,
        cast(treated.change_squares as decimal(38, 4)) as change_squares,
        cast(treated.trend_sum as decimal(38, 2)) as trend_sum,
        cast(treated.trend_squares as decimal(38, 4)) as trend_squares,
        coalesce(other.people, 0) as other_people,
        cast(coalesce(other.after_sum, 0) as decimal(38, 2)) as other_after_sum,
        cast(coalesce(other.after_squares, 0) as decimal(38, 4)) as other_after_squares,
        cast(coalesce(other.change_sum, 0) as decimal(38, 2)) as other_change_sum,
        cast(coalesce(other.change_squares, 0) as decimal(38, 4)) as other_change_squares,
        cast(coalesce(other.trend_sum, 0) as decimal(38, 2)) as other_trend_sum,
        cast(coalesce(other.trend_squares, 0) as decimal(38, 4)) as other_trend_squares,
        coalesce(pairs.pairs, 0) as pairs,
        cast(coalesce(pairs.treated_sum, 0) as decimal(38, 2)) as paired_sum,
        cast(coalesce(pairs.peer_sum, 0) as decimal(38, 2)) as peer_sum,
        cast(coalesce(pairs.difference_sum, 0) as decimal(38, 2)) as difference_sum,
        cast(coalesce(pairs.difference_squares, 0) as decimal(38, 4)) as difference_squares,
        coalesce(peers.peers, 0) as peers,
        cast(coalesce(peers.reuse, 0) as bigint) as reuse,
        cast(coalesce(peers.outcome_sum, 0) as decimal(38, 2)) as peers_outcome_sum,
        cast(coalesce(peers.outcome_squares, 0) as decimal(38, 4)) as peers_outcome_squares,
        balance.worst_imbalance,
        coalesce(balance.is_balanced, false) as is_balanced
      from sides as treated
      join dim_campaign as campaign on campaign.campaign_id = treated.campaign_id
      left join sides as other
        on other.campaign_id = treated.campaign_id and other.metric = treated.metric and other.arm is null
      left join pairs
        on pairs.campaign_id = treated.campaign_id and pairs.arm = treated.arm and pairs.metric = treated.metric
      left join peers
        on peers.campaign_id = treated.campaign_id and peers.arm = treated.arm and peers.metric = treated.metric
      left join balance on balance.campaign_id = treated.campaign_id and balance.arm = treated.arm
      where treated.arm is not null
      order by treated.campaign_id, treated.arm, treated.metric
      """;

  @Override
  public Set<String> inputs() {
    return Set.of("int_campaign_peer", "int_campaign_pair", "rpt_campaign_balance", "dim_campaign");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    ObservedRules rules =
        new ObservedRules(
            run.asOf(), run.number("campaign_level"), run.whole("campaign_min_segment_people"));
    List<ObservedRow> rows = new ArrayList<>();
    engine
        .read(new Select(SUMS, parameters), ObservedOutcome.class)
        .forEach(outcome -> rows.addAll(new ObservedComparison(outcome, rules).rows()));
    engine.take(ROWS, ObservedRow.class, rows);
    return Select.of("select * from " + ROWS);
  }
}
