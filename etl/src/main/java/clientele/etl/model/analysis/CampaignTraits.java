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

  /**
   * To follow {@link #PEOPLE}; one row of {@code traits} for each person, campaign and dimension,
   * of {@code category} one for each category. Reads dim_customer, dim_product and fact_order_line.
   */
  static final String TRAITS =
      """
      , buyers as (
        select line.person_id, product.category, min(line.sold_at) as first_sold_at
        from fact_order_line as line
        join dim_product as product on product.product_key = line.product_key
        where not line.is_return and product.category is not null and not product.is_service
        group by line.person_id, product.category
      ),
      categories as (
        select category, row_number() over (order by count(*) desc, category) as place
        from buyers
        group by category
      ),
      traits as (
        select people.*, 'past_orders' as dimension, '' as about, past_orders as segment from people
        union all
        select people.*, 'past_revenue', '', past_revenue from people
        union all
        select people.*, 'recency', '', recency from people
        union all
        select
          people.*,
          'tenure',
          '',
          case
            when customer.first_seen_at >= day_start(add_days(business_date(people.assigned_at), -365))
              then 'under a year'
            when customer.first_seen_at is not null then 'a year and more'
          end
        from people
        join dim_customer as customer on customer.person_id = people.person_id and customer.is_current
        union all
        select people.*, 'region', '', customer.region
        from people
        join dim_customer as customer
          on
            customer.person_id = people.person_id
            and people.assigned_at >= customer.valid_from
            and people.assigned_at < customer.valid_to
        union all
        select people.*, 'acquisition_channel', '', customer.acquisition_channel
        from people
        join dim_customer as customer
          on
            customer.person_id = people.person_id
            and people.assigned_at >= customer.valid_from
            and people.assigned_at < customer.valid_to
        union all
        select
          people.*,
          'category',
          categories.category,
          case when buyers.first_sold_at < people.assigned_at then 'bought' else 'not bought' end
        from people
        cross join categories
        left join buyers on buyers.person_id = people.person_id and buyers.category = categories.category
        where categories.place <= :campaign_segment_categories
      )
      """;

  private CampaignTraits() {}
}
