with now as (
  select * from occasion_people where fate = 'listed'
),

earlier as (
  select * from earlier_occasion_people where fate = 'listed'
),

compared as (
  select
    coalesce(now.person_id, earlier.person_id) as person_id,
    coalesce(now.occasion, earlier.occasion) as occasion,
    coalesce(now.relation, earlier.relation) as relation,
    coalesce(now.whom, earlier.whom) as whom,
    coalesce(now.occasion_date, earlier.occasion_date) as occasion_date,
    case
      when earlier.person_id is null then 'added'
      when now.person_id is null then 'removed'
      when
        now.accounts is distinct from earlier.accounts
        or now.name is distinct from earlier.name
        or now.email is distinct from earlier.email
        or now.phone is distinct from earlier.phone
        or now.years is distinct from earlier.years
        or now.offer is distinct from earlier.offer
        or now.last_order_amount is distinct from earlier.last_order_amount
        then 'changed'
    end as change
  from now
  full join earlier
    on
      earlier.person_id = now.person_id
      and earlier.occasion = now.occasion
      and earlier.relation = now.relation
      and earlier.whom = now.whom
      and earlier.occasion_date = now.occasion_date
)

select
  compared.change,
  compared.person_id,
  coalesce(now.accounts, earlier.accounts) as accounts,
  -- Who is removed may have withdrawn consent: the key is enough to take them out.
  now.name,
  now.email,
  now.phone,
  compared.occasion,
  compared.relation,
  now.whom,
  compared.occasion_date,
  now.years,
  now.contact_date,
  now.last_order_date,
  now.last_order_amount,
  now.last_order_product,
  now.offer,
  case
    when compared.change <> 'removed' then now.reason
    when compared.occasion_date <= :as_of then 'the day has come'
    when person.person_id is null then 'no longer known'
    else replace(person.fate, '_', ' ')
  end as reason
from compared
left join now
  on
    now.person_id = compared.person_id
    and now.occasion = compared.occasion
    and now.relation = compared.relation
    and now.whom = compared.whom
    and now.occasion_date = compared.occasion_date
left join earlier
  on
    earlier.person_id = compared.person_id
    and earlier.occasion = compared.occasion
    and earlier.relation = compared.relation
    and earlier.whom = compared.whom
    and earlier.occasion_date = compared.occasion_date
left join occasion_people as person
  on
    person.person_id = compared.person_id
    and person.occasion = compared.occasion
    and person.relation = compared.relation
    and person.whom = compared.whom
    and person.occasion_date = compared.occasion_date
where compared.change is not null
order by compared.change, compared.occasion_date, compared.person_id, compared.occasion, compared.relation, compared.whom
