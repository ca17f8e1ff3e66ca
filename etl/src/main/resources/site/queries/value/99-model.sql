select
  model, customer_group, parameter, estimate, standard_error, low_95, high_95, log_likelihood, customers,
  is_chosen, verdict, reason
from rpt_value_model, clientele_publication
where as_of_date = as_of
order by is_chosen desc, model, customer_group, parameter
