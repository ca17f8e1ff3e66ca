-- What is sold is the rental of a film. A film in several categories counts under the first by
-- name. It can be rented while a copy of it is in stock.
with films as (
  select * from rentals__film
),

named_categories as (
  select
    f.film_id,
    min(c.name) as category
  from rentals__film_category f
  inner join rentals__category c on c.category_id = f.category_id
  group by f.film_id
),

copies as (
  select
    film_id,
    count(*) as copies
  from rentals__inventory
  group by film_id
)

select
  cast(f.film_id as varchar) as product_id,
  f.title as name,
  c.category,
  concat('Films > ', c.category) as category_path,
  cast(f.rental_rate as decimal(18, 2)) as unit_price,
  'USD' as currency,
  false as is_service,
  coalesce(n.copies, 0) > 0 as is_available,
  f.last_update as changed_at
from films f
left join named_categories c on c.film_id = f.film_id
left join copies n on n.film_id = f.film_id
