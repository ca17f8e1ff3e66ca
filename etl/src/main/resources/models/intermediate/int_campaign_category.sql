with buyers as (
  select
    line.person_id,
    product.category,
    min(line.sold_at) as first_sold_at
  from fact_order_line as line
  join dim_product as product on product.product_key = line.product_key
  where not line.is_return and product.category is not null and not product.is_service
  group by line.person_id, product.category
),

categories as (
  select
    category,
    row_number() over (order by count(*) desc, category) as place
  from buyers
  group by category
)

select
  person.campaign_id,
  person.person_id,
  buyers.category
from int_campaign_person as person
join buyers on buyers.person_id = person.person_id and buyers.first_sold_at < person.assigned_at
join categories on categories.category = buyers.category
where categories.place <= :campaign_segment_categories
