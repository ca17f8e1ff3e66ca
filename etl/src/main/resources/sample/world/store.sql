-- Store 1 is the web shop, store 2 the order telephone.
select *
from (values
  (1, 'Web shop', null, null, 'Deutschland', 'web', 0), (2, 'Order telephone', 'Bremen', 'Bremen', 'Deutschland', 'phone', 0),
  (3, 'Bremen Schnoor', 'Bremen', 'Bremen', 'Deutschland', 'shop', 0),
  (4, 'Hamburg Ottensen', 'Hamburg', 'Hamburg', 'Deutschland', 'shop', 0),
  (5, 'Berlin Bergmannstraße', 'Berlin', 'Berlin', 'Deutschland', 'shop', 0),
  (6, 'Köln Ehrenfeld', 'Köln', 'Nordrhein-Westfalen', 'Deutschland', 'shop', 0),
  (7, 'München Haidhausen', 'München', 'Bayern', 'Deutschland', 'shop', 0),
  (8, 'Leipzig Südvorstadt', 'Leipzig', 'Sachsen', 'Deutschland', 'shop', 0),
  (9, 'Stuttgart Bohnenviertel', 'Stuttgart', 'Baden-Württemberg', 'Deutschland', 'shop', 0),
  (10, 'Wien Neubau', 'Wien', 'Wien', 'Österreich', 'shop', 0)
) as stores(store_no, name, city, region, country, channel, opened_day)
