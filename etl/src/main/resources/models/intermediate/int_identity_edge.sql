with contact_points as (
  select
    source,
    customer_id,
    kind as rule,
    value,
    given_name,
    family_name,
    concat(coalesce(given_name, ''), ' ', coalesce(family_name, '')) as name
  from int_contact_point
  where
    not is_shared
    and (records_sharing > 1 or kind = 'external_id')
    and (kind <> 'phone' or family_name is not null)
),

names as (
  select distinct
    rule,
    value,
    name,
    given_name,
    family_name,
    length(given_name) > 1 and family_name is not null as is_whole
  from contact_points
  where rule in ('email', 'phone') and name <> ' '
),

pairs as (
  select
    one.rule,
    one.value,
    one.name,
    other.name as other_name,
    coalesce(one.is_whole, false) as is_whole,
    coalesce(other.is_whole, false) as is_other_whole,
    one.given_name as given_name,
    other.given_name as other_given_name,
    one.family_name as family_name,
    other.family_name as other_family_name,
    least(length(one.family_name), length(other.family_name)) as letters,
    typos_between(one.family_name, other.family_name) as typos
  from names as one
  join names as other on other.rule = one.rule and other.value = one.value and other.name <> one.name
),

-- an initial agrees with every first name that begins with it, and a missing name with all
compared as (
  select
    rule,
    value,
    name,
    other_name,
    is_whole,
    is_other_whole,
    (
      given_name is null
      or other_given_name is null
      or given_name = other_given_name
      or (least(length(given_name), length(other_given_name)) = 1 and substr(given_name, 1, 1) = substr(other_given_name, 1, 1))
    )
    and (
      family_name is null
      or other_family_name is null
      or typos <= case when letters >= 5 then 2 when letters >= 3 then 1 else 0 end
      or substr(family_name, 1, length(other_family_name) + 1) = other_family_name || ' '
      or substr(other_family_name, 1, length(family_name) + 1) = family_name || ' '
    ) as is_alike
  from pairs
),

conflicts as (
  select distinct
    rule,
    value
  from compared
  where not is_alike
),

-- where names conflict, one that is not whole is that of the only other name that it is like
alike as (
  select
    compared.rule,
    compared.value,
    compared.name,
    least(compared.name, compared.other_name) || '|' || greatest(compared.name, compared.other_name) as both_names,
    compared.is_whole or count(*) over (partition by compared.rule, compared.value, compared.name) = 1 as is_sure,
    compared.is_other_whole
    or count(*) over (partition by compared.rule, compared.value, compared.other_name) = 1 as is_other_sure
  from compared
  join conflicts as conflict on conflict.rule = compared.rule and conflict.value = compared.value
  where compared.is_alike
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
      when length(point.given_name) > 1 and point.family_name is not null then point.value || '|' || point.name
    end as identity_point
  from contact_points as point
  left join conflicts as conflict on conflict.rule = point.rule and conflict.value = point.value
  union
  select
    point.source,
    point.customer_id,
    point.rule,
    point.value || '|' || alike.both_names as identity_point
  from contact_points as point
  join alike on alike.rule = point.rule and alike.value = point.value and alike.name = point.name
  where alike.is_sure and alike.is_other_sure
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
