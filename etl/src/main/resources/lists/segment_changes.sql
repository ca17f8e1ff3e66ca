with now as (
  select * from segment_people where segment = :segment and fate = 'listed'
),

earlier as (
  select * from earlier_segment_people where segment = :segment and fate = 'listed'
),

-- What moves each night by itself, such as days since the last order, is no change.
compared as (
  select
    coalesce(now.person_id, earlier.person_id) as person_id,
    case
      when earlier.person_id is null then 'added'
      when now.person_id is null then 'removed'
      when
        now.accounts is distinct from earlier.accounts
        or now.name is distinct from earlier.name
        or now.email is distinct from earlier.email
        or now.phone is distinct from earlier.phone
        or now.value_tier is distinct from earlier.value_tier
        or now.order_days is distinct from earlier.order_days
        or now.revenue is distinct from earlier.revenue
        then 'changed'
    end as change
  from now
  full join earlier on earlier.person_id = now.person_id
)

select
  compared.change,
  compared.person_id,
  coalesce(now.accounts, earlier.accounts) as accounts,
  -- Who is removed may have withdrawn consent: the key is enough to take them out.
  now.name,
  now.email,
  now.phone,
  :segment as segment,
  now.value_tier,
  now.last_order_date,
  now.order_days,
  now.revenue,
  now.expected_revenue_next_year,
  case
    when compared.change <> 'removed' then now.reason
    when person.person_id is null then 'no longer a customer'
    when person.fate <> 'listed' then replace(person.fate, '_', ' ')
    else 'now in ' || person.segment
  end as reason
from compared
left join now on now.person_id = compared.person_id
left join earlier on earlier.person_id = compared.person_id
left join segment_people as person on person.person_id = compared.person_id
where compared.change is not null
order by compared.change, now.expected_revenue_next_year desc nulls last, now.revenue desc, compared.person_id
