with lines as (
  select
    *,
    business_date(ordered_at) as order_date
  from fact_order_line__driver
),

returned_lines as (
  select
    taken_back.source,
    taken_back.order_line_id,
    sale.order_line_id as returned_order_line_id,
    sale.ordered_at as sold_at
  from fact_order_line__driver as taken_back
  join stg_order_line as sale
    on sale.source = taken_back.source and sale.order_line_id = taken_back.returned_order_line_id
  where taken_back.returned_order_line_id is not null
),

joined as (
  select
    line.*,
    identity.person_id,
    coalesce(customer.customer_key, 0) as customer_key,
    product.product_id as dimension_product_id,
    coalesce(product.product_key, 0) as product_key,
    case when line.employee_id is null then -1 else coalesce(employee.employee_key, 0) end as employee_key,
    spelling.channel as dimension_channel,
    coalesce(channel.channel_key, 0) as channel_key,
    case when line.campaign_id is null then -1 else coalesce(campaign.campaign_key, 0) end as campaign_key,
    returned.returned_order_line_id as found_order_line_id,
    coalesce(returned.sold_at, line.ordered_at) as sold_at,
    case when line.currency = :currency then cast(1 as decimal(18, 12)) else rate.rate end as exchange_rate,
    cast(round(line.quantity * product.unit_cost, 2) as decimal(18, 2)) as product_cost,
    case
      when coalesce(product.currency, line.currency) = :currency then cast(1 as decimal(18, 12))
      when coalesce(product.currency, line.currency) = line.currency then rate.rate
      else cost_rate.rate
    end as cost_rate
  from lines as line
  left join bridge_customer_identity as identity
    on identity.source = line.source and identity.customer_id = line.customer_id
  left join dim_customer as customer
    on
      customer.person_id = identity.person_id
      and line.ordered_at >= customer.valid_from
      and line.ordered_at < customer.valid_to
  left join dim_product as product
    on
      product.product_id = line.source || ':' || line.product_id
      and line.ordered_at >= product.valid_from
      and line.ordered_at < product.valid_to
  left join int_exchange_rate as rate on rate.currency = line.currency and rate.rate_date = line.order_date
  left join int_exchange_rate as cost_rate
    on cost_rate.currency = product.currency and cost_rate.rate_date = line.order_date
  left join dim_employee as employee
    on
      employee.employee_id = line.source || ':' || line.employee_id
      and line.ordered_at >= employee.valid_from
      and line.ordered_at < employee.valid_to
  left join int_channel as spelling on spelling.channel_name = lower(trim(line.channel))
  left join dim_channel as channel on channel.channel = spelling.channel
  left join dim_campaign as campaign on campaign.campaign_id = line.source || ':' || line.campaign_id
  left join returned_lines as returned
    on returned.source = line.source and returned.order_line_id = line.order_line_id
),

converted as (
  select
    *,
    case
      when exchange_rate = 1 then unit_price
      else cast(round(unit_price * exchange_rate, 4) as decimal(18, 4))
    end as own_unit_price,
    case
      when exchange_rate = 1 then discount_amount
      else cast(round(discount_amount * exchange_rate, 2) as decimal(18, 2))
    end as own_discount_amount,
    case
      when exchange_rate = 1 then line_amount
      else cast(round(line_amount * exchange_rate, 2) as decimal(18, 2))
    end as own_line_amount,
    case
      when line_cost is not null and exchange_rate = 1 then line_cost
      when line_cost is not null then cast(round(line_cost * exchange_rate, 2) as decimal(18, 2))
      when cost_rate = 1 then product_cost
      else cast(round(product_cost * cost_rate, 2) as decimal(18, 2))
    end as own_cost
  from joined
)

select
  hash_key(source || ':' || order_line_id) as order_line_key,
  hash_key(source || ':' || order_id) as order_key,
  source,
  order_id,
  order_line_id,
  customer_id as source_customer_id,
  person_id,
  customer_key,
  dimension_product_id as product_id,
  product_key,
  source || ':' || employee_id as employee_id,
  employee_key,
  dimension_channel as channel,
  channel_key,
  source || ':' || campaign_id as campaign_id,
  campaign_key,
  ordered_at,
  order_date,
  year_of(order_date) * 10000 + month_of(order_date) * 100 + day_of(order_date) as order_date_key,
  sold_at,
  quantity,
  own_unit_price as unit_price,
  coalesce(own_discount_amount, 0) as discount_amount,
  own_line_amount as line_amount,
  own_cost as line_cost,
  case when line_cost is not null then 'line' when own_cost is not null then 'product' end as cost_basis,
  own_line_amount - own_cost as margin_amount,
  :currency as currency,
  line_amount as original_amount,
  currency as original_currency,
  exchange_rate,
  is_return,
  hash_key(source || ':' || found_order_line_id) as returned_order_line_key,
  :run_id as run_id
from converted
