-- Articles by their stock code; 85123a is 85123A. The name is the description that most lines with
-- a price give, since lines without one hold remarks such as "damaged"; of two equally frequent
-- descriptions the one found first in the alphabet. An article that never had a price is named by
-- its remarks, and without any by its code.
--
-- Goods have codes that begin with five digits, or DCGS for those of the web shop dotcomgiftshop.
-- All others are services: postage (POST, DOT, C2), fees (AMAZONFEE, BANK CHARGES, CRUK), discount,
-- samples and corrections (D, S, M, B, PADS) and gift vouchers (gift_0001_20).
with lines as (
  select
    upper(trim(stock_code)) as product_id,
    trim(description) as name,
    unit_price,
    invoice_date,
    _file,
    _line
  from retail__invoice_lines
),

names as (
  select
    product_id,
    name,
    max(case when unit_price > 0 then 1 else 0 end) as has_price,
    count(*) as lines
  from lines
  where name is not null and name <> ''
  group by product_id, name
),

ranked_names as (
  select
    product_id,
    name,
    row_number() over (
      partition by product_id order by has_price desc, lines desc, name
    ) as name_rank
  from names
),

prices as (
  select
    product_id,
    unit_price,
    row_number() over (
      partition by product_id order by invoice_date desc, _file desc, _line desc
    ) as newest_rank
  from lines
  where unit_price > 0
),

products as (
  select distinct product_id from lines
)

select
  p.product_id,
  coalesce(n.name, p.product_id) as name,
  r.unit_price,
  case when r.unit_price is not null then 'GBP' end as currency,
  not (
    (
      length(p.product_id) >= 5
      and translate(substr(p.product_id, 1, 5), '0123456789', '') = ''
    )
    or substr(p.product_id, 1, 4) = 'DCGS'
  ) as is_service
from products p
left join ranked_names n on n.product_id = p.product_id and n.name_rank = 1
left join prices r on r.product_id = p.product_id and r.newest_rank = 1
