with now as (
  select * from campaign_people where advice = :advice and fate = 'listed'
),

earlier as (
  select * from earlier_campaign_people where advice = :advice and fate = 'listed'
),

-- Effects move a little each night by themselves and are no change; who says so and of what is one.
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
        or now.evidence is distinct from earlier.evidence
        or now.campaign_name is distinct from earlier.campaign_name
        or now.arm is distinct from earlier.arm
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
  now.evidence,
  now.campaign_name,
  now.arm,
  now.revenue_effect,
  now.revenue_effect_low,
  now.revenue_effect_high,
  now.cost_per_person,
  case
    when compared.change <> 'removed' then now.reason
    when person.person_id is null then 'no campaign says so any more'
    when person.fate <> 'listed' then replace(person.fate, '_', ' ')
    else 'now ' || replace(person.advice, '_', ' ')
  end as reason
from compared
left join now on now.person_id = compared.person_id
left join earlier on earlier.person_id = compared.person_id
left join campaign_people as person on person.person_id = compared.person_id
where compared.change is not null
order by compared.change, now.revenue_effect_low desc nulls last, compared.person_id
