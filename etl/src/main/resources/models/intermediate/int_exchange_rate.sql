with rates as (
  select
    currency,
    rate_date,
    rate,
    row_number() over (partition by currency, rate_date order by source) as turn
  from stg_exchange_rate
),

spans as (
  select
    currency,
    rate_date as valid_from,
    coalesce(lead(rate_date) over (partition by currency order by rate_date), add_days(:as_of, 1)) as valid_to,
    rate
  from rates
  where turn = 1
)

select
  span.currency,
  date_series.day as rate_date,
  span.rate
from spans as span
join date_series on date_series.day >= span.valid_from and date_series.day < span.valid_to
where date_series.day <= :as_of
