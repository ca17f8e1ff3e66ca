with compared as (
  select
    coalesce(now.person_id, earlier.person_id) as person_id,
    coalesce(now.product_id, earlier.product_id) as product_id,
    case
      when earlier.person_id is null then 'added'
      when now.person_id is null then 'removed'
      when
        now.accounts is distinct from earlier.accounts
        or now.name is distinct from earlier.name
        or now.email is distinct from earlier.email
        or now.phone is distinct from earlier.phone
        or now.product_name is distinct from earlier.product_name
        or now.place is distinct from earlier.place
        then 'changed'
    end as change
  from cross_sell_offers as now
  full join earlier_cross_sell_offers as earlier
    on earlier.person_id = now.person_id and earlier.product_id = now.product_id
)

select
  compared.change,
  compared.person_id,
  coalesce(now.accounts, earlier.accounts) as accounts,
  -- Who is removed may have withdrawn consent: the key is enough to take them out.
  now.name,
  now.email,
  now.phone,
  coalesce(now.place, earlier.place) as place,
  compared.product_id,
  coalesce(now.product_name, earlier.product_name) as product_name,
  now.probability,
  now.expected_revenue,
  now.expected_margin,
  case when compared.change = 'removed' then 'no longer offered' else now.reason end as reason
from compared
left join cross_sell_offers as now
  on now.person_id = compared.person_id and now.product_id = compared.product_id
left join earlier_cross_sell_offers as earlier
  on earlier.person_id = compared.person_id and earlier.product_id = compared.product_id
where compared.change is not null
order by compared.change, now.best_expected_revenue desc nulls last, compared.person_id, place, compared.product_id
