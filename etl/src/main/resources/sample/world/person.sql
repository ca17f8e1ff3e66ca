-- Who comes, when, and by which laws they buy. They come evenly by the purchase clock, in the order
-- of their numbers; every eighth is a prospect: known to the mailing list, but no customer. Some are
-- of the family of the person before them, and most of those have the same surname.
with candidates as (
  select
    n as person_no,
    hash(cast(:seed as bigint), n) as random_key,
    hash(cast(:seed as bigint), n - 1) as previous_key
  from range(1, cast(:persons_bound as bigint)) as numbers(n)
),
arrivals as (
  select
    person_no,
    random_key,
    previous_key,
    cast(floor((person_no - draw(random_key, 'arrival', 0)) * :ticks_per_person) as bigint) as clock
  from candidates
),
born as (
  select arrivals.*, clock_cell.day as born_day
  from arrivals
  join clock_cell on clock_cell.cell = arrivals.clock // 500
  where clock_cell.day < :days
),
families as (
  select
    *,
    person_no > 1
    and draw(random_key, 'company', 0) >= 0.04
    and draw(previous_key, 'company', 0) >= 0.04
    and draw(random_key, 'family', 0) < 0.06
    and draw(previous_key, 'family', 0) >= 0.06 as is_of_family
  from born
),
traits as (
  select
    *,
    person_no % 8 <> 0 as is_customer,
    draw(random_key, 'company', 0) < 0.04 as is_company,
    case when draw(random_key, 'gender', 0) < 0.58 then 'f' else 'm' end as gender,
    cast(floor(48 * power(draw(random_key, 'given name', 0), 1.4)) as integer) as given_name_no,
    cast(floor(106 * power(draw(
      case when is_of_family and draw(random_key, 'family', 1) < 0.8 then previous_key else random_key end,
      'family name', 0), 1.4)) as integer) as family_name_no,
    cast(floor(4096 * draw(random_key, 'purchase rate', 0)) as integer) as rate_bin,
    cast(floor(4096 * draw(random_key, 'dropout', 0)) as integer) as dropout_bin,
    cast(floor(4096 * draw(random_key, 'spend', 0)) as integer) as spend_bin
  from families
)
select
  person_no,
  random_key,
  clock,
  born_day,
  cast(case when is_customer then person_no - person_no // 8 end as bigint) as customer_no,
  is_company,
  is_of_family,
  traits.gender,
  given_name.name as given_name,
  family_name.name as family_name,
  cast(:from_date as date) - cast(18 * 365 + floor(60 * 365 * power(draw(random_key, 'age', 0), 1.3)) as integer)
    as birth_date,
  rate.value / :alpha as daily_rate,
  dropout.value as dropout,
  spend.value / :gamma as spend_rate,
  is_customer and draw(random_key, 'rhythm', 0) < 0.18 as has_rhythm,
  case
    when draw(random_key, 'home', 0) < 0.52 then 1
    when draw(random_key, 'home', 0) < 0.60 then 2
    else 3 + cast(floor(8 * power(draw(random_key, 'store', 0), 1.2)) as integer)
  end as home_store_no,
  born_day + cast(ceil(-ln(draw(random_key, 'move', 1)) * 9 * 365) as integer) as first_move_day,
  born_day + cast(ceil(-ln(draw(random_key, 'new e-mail', 1)) * 22 * 365) as integer) as new_email_day,
  case when draw(random_key, 'recipient', 0) < 0.68 or not is_customer
    then born_day + cast(floor(6 * draw(random_key, 'recipient', 1)) as integer)
  end as subscribed_day,
  born_day + cast(ceil(-ln(draw(random_key, 'unsubscribe', 1)) * 7 * 365) as integer) + 6 as unsubscribed_day
from traits
join given_name on given_name.gender = traits.gender and given_name.name_no = traits.given_name_no
join family_name on family_name.name_no = traits.family_name_no
join quantile as rate on rate.distribution = 'purchase rate' and rate.bin = rate_bin
join quantile as dropout on dropout.distribution = 'dropout' and dropout.bin = dropout_bin
join quantile as spend on spend.distribution = 'spend' and spend.bin = spend_bin
