package clientele.etl.model.analysis;

/** What was known of the people of a campaign before its arms were drawn, in bands. */
final class CampaignTraits {

  /** To stand in a WITH; one row of {@code people} for each person and campaign. */
  static final String PEOPLE =
      """
      medians as (
        select campaign_id, percentile_cont(0.5) within group (order by cast(past_revenue as double)) as median_revenue
        from int_campaign_person
        where past_orders > 0
        group by campaign_id
      ),
      people as (
        select
          person.campaign_id,
          person.person_id,
          person.arm,
          person.is_control,
          person.assigned_at,
          case when person.visited_at is null then 0 else 1 end as visits,
          case when person.orders > 0 then 1 else 0 end as conversions,
          cast(person.revenue as decimal(19, 2)) as revenue,
          person.cost,
          case
            when person.past_orders = 0 then 'none'
            when person.past_orders < 3 then '1-2'
            else '3+'
          end as past_orders,
          case
            when person.past_orders = 0 then 'none'
            when person.past_revenue > median.median_revenue then 'upper half'
            else 'lower half'
          end as past_revenue,
          case
            when person.past_recency_days is null then 'none'
            when person.past_recency_days <= 90 then 'up to 90 days'
            when person.past_recency_days <= 180 then '91-180 days'
            else 'over 180 days'
          end as recency
        from int_campaign_person as person
        left join medians as median on median.campaign_id = person.campaign_id
      )
      """;

  private CampaignTraits() {}
}
