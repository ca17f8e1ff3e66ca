select
  lower(category) as product_id,
  category as name,
  category,
  category as category_path,
  false as is_service
from (
  select 'Mens' as category from mailing__customers
  union
  select 'Womens' as category from mailing__customers
) as categories
