with people as (
  select source, customer_id, person_id, rule = 'named_only' as is_inferred from bridge_customer_identity
  union all
  select null as source, null as customer_id, person_id, false as is_inferred from bridge_person_survivor where is_current
  union all
  select null as source, null as customer_id, '(unknown)' as person_id, false as is_inferred
  union all
  select null as source, null as customer_id, '(not applicable)' as person_id, false as is_inferred
),

points as (
  select
    source,
    customer_id,
    max(value) filter (where kind = 'email') as email,
    max(value) filter (where kind = 'phone') as phone
  from int_contact_point
  group by source, customer_id
),

accounts as (
  select
    person.person_id,
    person.is_inferred,
    account.kind,
    nullif(trim(account.given_name), '') as given_name,
    nullif(trim(account.family_name), '') as family_name,
    nullif(trim(account.company_name), '') as company_name,
    point.email,
    point.phone,
    account.birth_date,
    account.gender,
    nullif(trim(account.city), '') as city,
    nullif(trim(account.region), '') as region,
    nullif(trim(account.country), '') as country,
    account.acquisition_channel,
    least(account.created_at, named.first_named_at) as first_seen_at,
    account.changed_at,
    row_number() over (
      partition by person.person_id
      order by account.changed_at desc nulls last, person.source, person.customer_id
    ) as newest_rank,
    row_number() over (
      partition by person.person_id
      order by account.created_at asc nulls last, person.source, person.customer_id
    ) as oldest_rank
  from people as person
  left join stg_customer as account
    on account.source = person.source and account.customer_id = person.customer_id
  left join int_named_customer as named
    on named.source = person.source and named.customer_id = person.customer_id
  left join points as point
    on point.source = person.source and point.customer_id = person.customer_id
),

-- coalesce keeps the nulls of the chosen account: DuckDB's min_by passes over null values, Spark's does not
survivors as (
  select
    person_id,
    min_by(kind, newest_rank) filter (where kind is not null) as kind,
    min_by(coalesce(given_name, ''), newest_rank) filter (where coalesce(given_name, family_name) is not null) as given_name,
    min_by(coalesce(family_name, ''), newest_rank) filter (where coalesce(given_name, family_name) is not null) as family_name,
    min_by(company_name, newest_rank) filter (where company_name is not null) as company_name,
    min_by(email, newest_rank) filter (where email is not null) as email,
    min_by(phone, newest_rank) filter (where phone is not null) as phone,
    min_by(birth_date, newest_rank) filter (where birth_date is not null) as birth_date,
    min_by(gender, newest_rank) filter (where gender is not null) as gender,
    min_by(coalesce(city, ''), newest_rank) filter (where coalesce(city, region, country) is not null) as city,
    min_by(coalesce(region, ''), newest_rank) filter (where coalesce(city, region, country) is not null) as region,
    min_by(coalesce(country, ''), newest_rank) filter (where coalesce(city, region, country) is not null) as country,
    min_by(acquisition_channel, oldest_rank) filter (where acquisition_channel is not null) as acquisition_channel,
    min(first_seen_at) as first_seen_at,
    bool_and(is_inferred) as is_inferred,
    max(changed_at) as changed_at
  from accounts
  group by person_id
)

select
  survivors.person_id,
  kind,
  case
    when survivors.person_id in ('(unknown)', '(not applicable)') then survivors.person_id
    else coalesce(
      nullif(trim(coalesce(given_name, '') || ' ' || coalesce(family_name, '')), ''),
      company_name
    )
  end as name,
  nullif(given_name, '') as given_name,
  nullif(family_name, '') as family_name,
  company_name,
  email,
  phone,
  birth_date,
  gender,
  nullif(city, '') as city,
  nullif(region, '') as region,
  nullif(country, '') as country,
  acquisition_channel,
  first_seen_at,
  is_inferred,
  survivor.survivor_person_id,
  changed_at
from survivors
left join bridge_person_survivor as survivor on survivor.person_id = survivors.person_id and survivor.is_current
