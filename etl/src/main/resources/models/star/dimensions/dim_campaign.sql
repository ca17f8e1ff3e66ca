with campaigns as (
  select * from stg_campaign
),

named as (
  select source, campaign_id from stg_order_line where campaign_id is not null
  union
  select source, campaign_id from stg_interaction where campaign_id is not null
  union
  select source, campaign_id from stg_campaign_member
  union
  select source, campaign_id from stg_campaign_response
  union
  select source, campaign_id from stg_campaign_cost
),

lists as (
  select
    campaign,
    min(list) as list,
    min(as_of_date) as first_date
  from fact_list_delivery
  where as_of_date < :as_of and planned_share < 1
  group by campaign
),

known as (
  select
    source || ':' || campaign_id as campaign_id,
    source,
    campaign_id as source_campaign_id,
    name,
    lower(trim(channel)) as channel_name,
    kind,
    offer,
    source || ':' || product_id as product_id,
    started_at,
    ended_at,
    coalesce(conversion_window_days, :campaign_default_conversion_window_days) as conversion_window_days,
    fixed_cost,
    currency,
    false as is_inferred
  from campaigns
  union all
  select
    named.source || ':' || named.campaign_id, named.source, named.campaign_id, named.campaign_id, null, null, null,
    null, null, null, :campaign_default_conversion_window_days, null, null, true
  from named
  left join campaigns as delivered
    on delivered.source = named.source and delivered.campaign_id = named.campaign_id
  where delivered.campaign_id is null
  union all
  select
    '(lists):' || campaign, '(lists)', campaign, 'List ' || campaign, null, 'list', null, null,
    day_start(add_days(first_date, 1)), null, cast(:cross_sell_horizon_days as integer), null, null, false
  from lists
  union all
  select '(unknown)', null, null, '(unknown)', null, null, null, null, null, null, null, null, null, false
  union all
  select '(not applicable)', null, null, '(not applicable)', null, null, null, null, null, null, null, null, null, false
)

select
  case known.campaign_id
    when '(unknown)' then 0
    when '(not applicable)' then -1
    else hash_key(known.campaign_id)
  end as campaign_key,
  known.campaign_id,
  known.source,
  known.source_campaign_id,
  known.name,
  channel.channel,
  coalesce(channel.channel_key, 0) as channel_key,
  known.kind,
  known.offer,
  known.product_id,
  known.started_at,
  known.ended_at,
  business_date(known.started_at) as start_date,
  business_date(known.ended_at) as end_date,
  known.conversion_window_days,
  known.fixed_cost,
  known.currency,
  known.is_inferred
from known
left join int_channel as spelling on spelling.channel_name = known.channel_name
left join dim_channel as channel on channel.channel = spelling.channel
