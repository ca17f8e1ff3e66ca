with contact_points as (
  select
    source,
    customer_id,
    kind as rule,
    case when kind = 'phone' then value || '|' || family_name else value end as value,
    substr(given_name, 1, 1) as initial,
    case when length(given_name) > 1 then given_name end as given_name,
    family_name
  from int_contact_point
  where
    not is_shared
    and (records_sharing > 1 or kind = 'external_id')
    and (kind <> 'phone' or family_name is not null)
),

-- an initial agrees with every first name that begins with it, and a missing name with all
name_conflicts as (
  select
    rule,
    value
  from contact_points
  where rule in ('email', 'phone')
  group by rule, value
  having count(distinct initial) > 1 or count(distinct given_name) > 1 or count(distinct family_name) > 1
),

accounts_named_by_others as (
  select
    account.source,
    account.customer_id,
    'external_id' as rule,
    account.source || ':' || account.customer_id as identity_point
  from stg_customer as account
  join (select distinct value from contact_points where rule = 'external_id') as named
    on named.value = account.source || ':' || account.customer_id
),

identity_points as (
  select
    point.source,
    point.customer_id,
    point.rule,
    case
      when conflict.rule is null then point.value
      else point.value || '|' || point.given_name || '|' || point.family_name
    end as identity_point
  from contact_points as point
  left join name_conflicts as conflict on conflict.rule = point.rule and conflict.value = point.value
  union
  select source, customer_id, rule, identity_point
  from accounts_named_by_others
),

meeting_points as (
  select
    rule,
    identity_point
  from identity_points
  where identity_point is not null
  group by rule, identity_point
  having count(*) > 1
)

select
  hash_key(point.source || ':' || point.customer_id) as record_key,
  hash_key(point.rule || ':' || point.identity_point) as point_key,
  point.source,
  point.customer_id,
  point.rule,
  case point.rule when 'card' then 1 when 'email' then 2 when 'phone' then 3 else 4 end as rule_rank,
  cast(
    case point.rule
      when 'card' then :identity_card_confidence
      when 'email' then :identity_email_confidence
      when 'phone' then :identity_phone_confidence
      else :identity_external_id_confidence
    end as double
  ) as confidence
from identity_points as point
join meeting_points as meeting
  on meeting.rule = point.rule and meeting.identity_point = point.identity_point
