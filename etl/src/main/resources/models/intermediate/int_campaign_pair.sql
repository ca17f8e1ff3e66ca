with strata as (
  select
    campaign_id,
    person_id,
    arm,
    past_revenue,
    tenure_days,
    concat(
      kind,
      case
        when past_contacts = 0 then ' 0 contacts '
        when past_contacts <= 3 then ' 3 contacts '
        when past_contacts <= 7 then ' 7 contacts '
        when past_contacts <= 11 then ' 11 contacts '
        when past_contacts <= 15 then ' 15 contacts '
        else ' more contacts '
      end,
      least(past_orders, 10),
      case
        when past_recency_days is null then ' never'
        when past_recency_days <= 30 then ' 30'
        when past_recency_days <= 90 then ' 90'
        when past_recency_days <= 180 then ' 180'
        else ' 365'
      end
    ) as stratum,
    hash_key(concat('peer ', campaign_id, '|', person_id)) as lot
  from int_campaign_peer
),

sums as (
  select
    campaign_id,
    cast(count(*) as double) as people,
    cast(sum(past_revenue) as double) as revenue,
    cast(sum(cast(past_revenue as decimal(19, 2)) * cast(past_revenue as decimal(19, 2))) as double) as squares
  from strata
  where arm is not null
  group by campaign_id
),

calipers as (
  select
    campaign_id,
    case
      when people > 1
        then :campaign_match_caliper * sqrt(greatest(squares - revenue * revenue / people, 0) / (people - 1))
      else 0
    end as caliper
  from sums
),

ranked as (
  select
    strata.*,
    row_number() over (
      partition by campaign_id, stratum
      order by past_revenue, tenure_days, lot, person_id
    ) as place
  from strata
),

neighbours as (
  select
    ranked.*,
    max(case when arm is null then place end) over (
      partition by campaign_id, stratum
      order by place
      rows between unbounded preceding and current row
    ) as place_below,
    min(case when arm is null then place end) over (
      partition by campaign_id, stratum
      order by place
      rows between current row and unbounded following
    ) as place_above
  from ranked
),

distances as (
  select
    treated.campaign_id,
    treated.person_id,
    treated.arm,
    below.person_id as below_id,
    treated.past_revenue - below.past_revenue as below_distance,
    above.person_id as above_id,
    above.past_revenue - treated.past_revenue as above_distance
  from neighbours as treated
  left join ranked as below
    on
      below.campaign_id = treated.campaign_id
      and below.stratum = treated.stratum
      and below.place = treated.place_below
  left join ranked as above
    on
      above.campaign_id = treated.campaign_id
      and above.stratum = treated.stratum
      and above.place = treated.place_above
  where treated.arm is not null
),

nearest as (
  select
    campaign_id,
    person_id,
    arm,
    case when above_id is null or below_distance <= above_distance then below_id else above_id end as peer_id,
    case when above_id is null or below_distance <= above_distance then below_distance else above_distance end
      as distance
  from distances
)

select
  nearest.campaign_id,
  nearest.person_id,
  nearest.arm,
  case when cast(nearest.distance as double) <= calipers.caliper then nearest.peer_id end as peer_id,
  case when cast(nearest.distance as double) <= calipers.caliper then nearest.distance end as distance
from nearest
join calipers on calipers.campaign_id = nearest.campaign_id
