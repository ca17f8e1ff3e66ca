with components as (
  select record_key, component_key from int_identity_component
),

joined_accounts as (
  select
    record_key,
    source,
    customer_id,
    min_by(rule, rule_rank) as rule,
    min_by(confidence, rule_rank) as confidence
  from int_identity_edge
  group by record_key, source, customer_id
),

people as (
  select
    account.source,
    account.customer_id,
    first_value(account.source || ':' || account.customer_id) over (
      partition by component.component_key
      order by account.source, account.customer_id
    ) as person_id,
    account.rule,
    account.confidence
  from joined_accounts as account
  join components as component on component.record_key = account.record_key
),

delivered as (
  select
    account.source,
    account.customer_id,
    coalesce(person.person_id, account.source || ':' || account.customer_id) as person_id,
    coalesce(person.rule, 'alone') as rule,
    coalesce(person.confidence, cast(1 as double)) as confidence
  from stg_customer as account
  left join people as person
    on person.source = account.source and person.customer_id = account.customer_id
),

named_only as (
  select
    named.source,
    named.customer_id,
    named.source || ':' || named.customer_id as person_id,
    'named_only' as rule,
    cast(1 as double) as confidence
  from int_named_customer as named
  left join stg_customer as account
    on account.source = named.source and account.customer_id = named.customer_id
  where account.customer_id is null
)

select source, customer_id, person_id, rule, confidence from delivered
union all
select source, customer_id, person_id, rule, confidence from named_only
