-- Planted: what is bought again, and after how many days. A buyer's interval is log-normal around
-- the product's median times the buyer's own factor.
select
  product_no,
  name,
  cast(lasts_days as double) as median_days,
  cast(0.20 as double) as buyer_log_deviation,
  cast(0.25 as double) as interval_log_deviation,
  cast(uptake as double) as uptake,
  cast(0.90 as double) as continuation,
  cast(sum(popularity) over (order by product_no) as double) - popularity as popularity_from,
  cast(sum(popularity) over (order by product_no) as double) as popularity_to
from product
join (values
  ('Espresso Roma 1 kg', .70, .22), ('Filter coffee Hanse 500 g', .65, .16),
  ('Decaf Abendruhe 500 g', .55, .08), ('Darjeeling First Flush 250 g', .60, .10),
  ('Sencha Asahi 100 g', .50, .08), ('Rooibos Vanilla 250 g', .55, .08),
  ('Water filter cartridge', .75, .10), ('Descaler 1 l', .60, .08),
  ('Paper filters 100', .45, .06), ('Oat drink barista 6 x 1 l', .50, .04)
) as rhythms(product_name, uptake, popularity) on product.name = rhythms.product_name
