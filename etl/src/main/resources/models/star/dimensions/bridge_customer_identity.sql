with before as (
  select * from bridge_customer_identity
),

joined_accounts as (
  select
    edge.source,
    edge.customer_id,
    min_by(edge.rule, edge.rule_rank) as rule,
    min_by(edge.confidence, edge.rule_rank) as confidence
  from int_identity_edge as edge
  join int_identity_component as component on component.record_key = edge.record_key
  where edge.rule_rank <= component.kept_rule_rank
  group by edge.source, edge.customer_id
),

delivered as (
  select
    account.source,
    account.customer_id,
    coalesce(component.component_key, hash_key(account.source || ':' || account.customer_id)) as component_key,
    coalesce(joined.rule, 'alone') as rule,
    coalesce(joined.confidence, cast(1 as double)) as confidence,
    account.created_at
  from stg_customer as account
  left join int_identity_component as component
    on component.record_key = hash_key(account.source || ':' || account.customer_id)
  left join joined_accounts as joined
    on joined.source = account.source and joined.customer_id = account.customer_id
),

-- where the others are whom an account was one person with that no source delivers any more
companions as (
  select
    person_id,
    component_key
  from (
    select
      earlier.person_id,
      account.component_key,
      row_number() over (
        partition by earlier.person_id
        order by case when earlier.person_id = earlier.source || ':' || earlier.customer_id then 0 else 1 end, account.source,
          account.customer_id
      ) as place
    from delivered as account
    join before as earlier on earlier.source = account.source and earlier.customer_id = account.customer_id
  ) as companion
  where place = 1
),

named_only as (
  select
    named.source,
    named.customer_id,
    coalesce(
      companion.component_key,
      hash_key(coalesce(earlier.person_id, named.source || ':' || named.customer_id))
    ) as component_key,
    case when earlier.rule in ('card', 'email', 'phone', 'external_id', 'kept') then 'kept' else 'named_only' end as rule,
    coalesce(earlier.confidence, cast(1 as double)) as confidence,
    cast(null as timestamp) as created_at
  from int_named_customer as named
  left join stg_customer as account
    on account.source = named.source and account.customer_id = named.customer_id
  left join before as earlier on earlier.source = named.source and earlier.customer_id = named.customer_id
  left join companions as companion on companion.person_id = earlier.person_id
  where account.customer_id is null
),

accounts as (
  select * from delivered
  union all
  select * from named_only
),

people as (
  select
    account.source,
    account.customer_id,
    first_value(account.source || ':' || account.customer_id) over (
      partition by account.component_key
      order by
        case when earlier.person_id = account.source || ':' || account.customer_id then 0 else 1 end,
        coalesce(earlier.known_since, :as_of),
        case when account.created_at is null then 1 else 0 end,
        account.created_at,
        account.source,
        account.customer_id
    ) as person_id,
    account.rule,
    account.confidence,
    coalesce(earlier.known_since, :as_of) as known_since,
    earlier.person_id as previous_person_id
  from accounts as account
  left join before as earlier on earlier.source = account.source and earlier.customer_id = account.customer_id
)

select
  source,
  customer_id,
  person_id,
  rule,
  confidence,
  known_since,
  nullif(previous_person_id, person_id) as previous_person_id
from people
