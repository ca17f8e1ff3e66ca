with all_fits as (
  select * from int_value_fit where fitted_on = 'all'
),

choices as (
  select * from rpt_value_backtest where as_of_date = :as_of and cut_no = 1
),

chosen as (
  select method, basis, reason from choices where is_chosen
),

verdicts as (
  select method, max(reason) as choice_reason
  from choices
  where basis = 'everybody'
  group by method
),

fits as (
  select
    all_fits.*,
    chosen.reason as chosen_reason,
    coalesce(
      case chosen.basis
        when 'everybody' then all_fits.customer_group = 'everybody'
        when 'newcomers' then all_fits.customer_group = 'newcomers'
        when 'by_cohort' then all_fits.customer_group in ('newcomers', 'first_cohort')
      end,
      false
    ) as is_spoken
  from all_fits
  left join chosen on chosen.method = all_fits.model
)

select
  :as_of as as_of_date,
  fits.model,
  fits.customer_group,
  fits.parameter,
  fits.estimate,
  fits.standard_error,
  fits.low_95,
  fits.high_95,
  fits.log_likelihood,
  fits.customers,
  fits.verdict,
  fits.reason,
  fits.is_spoken or fits.model = 'gamma_gamma' as is_chosen,
  case when fits.is_spoken then fits.chosen_reason else verdicts.choice_reason end as choice_reason
from fits
left join verdicts on verdicts.method = fits.model
