with categories as (
  select distinct category
  from int_campaign_category
),

traits as (
  select trait.*, 'past_orders' as dimension, '' as about, past_orders as segment
  from int_campaign_trait as trait
  union all
  select trait.*, 'past_revenue', '', past_revenue
  from int_campaign_trait as trait
  union all
  select trait.*, 'recency', '', recency
  from int_campaign_trait as trait
  union all
  select trait.*, 'tenure', '', tenure
  from int_campaign_trait as trait
  union all
  select trait.*, 'region', '', region
  from int_campaign_trait as trait
  union all
  select trait.*, 'acquisition_channel', '', acquisition_channel
  from int_campaign_trait as trait
  union all
  select
    trait.*,
    'category',
    categories.category,
    case when bought.person_id is null then 'not bought' else 'bought' end
  from int_campaign_trait as trait
  cross join categories
  left join int_campaign_category as bought
    on
      bought.campaign_id = trait.campaign_id
      and bought.person_id = trait.person_id
      and bought.category = categories.category
),

counts as (
  select
    campaign_id,
    arm,
    is_control,
    dimension,
    about,
    segment,
    count(*) as people,
    cast(sum(conversions) as decimal(38, 2)) as conversions,
    cast(sum(visits) as decimal(38, 2)) as visits,
    cast(sum(revenue) as decimal(38, 2)) as revenue,
    cast(sum(cast(revenue as decimal(19, 2)) * cast(revenue as decimal(19, 2))) as decimal(38, 4)) as revenue_squares,
    cast(sum(cost) as decimal(18, 4)) as contact_cost
  from traits
  where segment is not null
  group by campaign_id, arm, is_control, dimension, about, segment
),

visited as (
  select distinct campaign_id
  from int_campaign_trait
  where visits > 0
),

metrics as (
  select counts.*, 'conversion' as metric, conversions as outcome_sum, cast(conversions as decimal(38, 4)) as outcome_square_sum
  from counts
  union all
  select counts.*, 'revenue', revenue, revenue_squares
  from counts
  union all
  select counts.*, 'visit', visits, cast(visits as decimal(38, 4))
  from counts
  join visited on visited.campaign_id = counts.campaign_id
)

select
  campaign_id,
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
