with before as (
  select * from bridge_person_survivor
),

people as (
  select distinct person_id from bridge_customer_identity
),

-- names that anybody had and nobody has
former as (
  select
    name.person_id,
    earlier.survivor_person_id as earlier_survivor_id
  from (
    select previous_person_id as person_id from bridge_customer_identity where previous_person_id is not null
    union
    select person_id from before where is_current
  ) as name
  left join people as person on person.person_id = name.person_id
  left join before as earlier on earlier.person_id = name.person_id and earlier.is_current
  where person.person_id is null
),

heirs as (
  select
    previous_person_id as person_id,
    min(person_id) as survivor_person_id
  from bridge_customer_identity
  where previous_person_id is not null
  group by previous_person_id
),

now as (
  select
    former.person_id,
    coalesce(account.person_id, heir.survivor_person_id, next_account.person_id, next_heir.survivor_person_id)
      as survivor_person_id,
    case when account.rule in ('card', 'email', 'phone', 'external_id', 'kept') then account.rule else 'gone' end as rule
  from former
  left join bridge_customer_identity as account
    on account.source || ':' || account.customer_id = former.person_id
  left join heirs as heir on heir.person_id = former.person_id
  left join bridge_customer_identity as next_account
    on next_account.source || ':' || next_account.customer_id = former.earlier_survivor_id
  left join heirs as next_heir on next_heir.person_id = former.earlier_survivor_id
),

kept as (
  select
    before.person_id,
    before.survivor_person_id,
    before.rule,
    before.valid_from,
    case when before.is_current and now.person_id is null then :as_of_begin else before.valid_to end as valid_to,
    before.is_current and now.person_id is not null as is_current
  from before
  left join now
    on now.person_id = before.person_id and now.survivor_person_id = before.survivor_person_id
),

opened as (
  select
    now.person_id,
    now.survivor_person_id,
    now.rule,
    :as_of_begin as valid_from,
    timestamp '9999-12-31 00:00:00' as valid_to,
    true as is_current
  from now
  left join before
    on before.person_id = now.person_id and before.survivor_person_id = now.survivor_person_id and before.is_current
  where before.person_id is null and now.survivor_person_id is not null
)

select * from kept where valid_from < valid_to
union all
select * from opened
