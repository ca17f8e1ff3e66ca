-- Largest first: people live more often in the first ones.
select cast(row_number() over () - 1 as integer) as city_no, city, region, country, postcode
from (values
  ('Berlin', 'Berlin', 'Deutschland', 10115), ('Hamburg', 'Hamburg', 'Deutschland', 20095),
  ('München', 'Bayern', 'Deutschland', 80331), ('Köln', 'Nordrhein-Westfalen', 'Deutschland', 50667),
  ('Frankfurt am Main', 'Hessen', 'Deutschland', 60311), ('Stuttgart', 'Baden-Württemberg', 'Deutschland', 70173),
  ('Düsseldorf', 'Nordrhein-Westfalen', 'Deutschland', 40210), ('Leipzig', 'Sachsen', 'Deutschland', 4109),
  ('Bremen', 'Bremen', 'Deutschland', 28195), ('Wien', 'Wien', 'Österreich', 1010),
  ('Dresden', 'Sachsen', 'Deutschland', 1067), ('Hannover', 'Niedersachsen', 'Deutschland', 30159),
  ('Nürnberg', 'Bayern', 'Deutschland', 90402), ('Freiburg', 'Baden-Württemberg', 'Deutschland', 79098),
  ('Kiel', 'Schleswig-Holstein', 'Deutschland', 24103), ('Mainz', 'Rheinland-Pfalz', 'Deutschland', 55116),
  ('Erfurt', 'Thüringen', 'Deutschland', 99084), ('Rostock', 'Mecklenburg-Vorpommern', 'Deutschland', 18055),
  ('Graz', 'Steiermark', 'Österreich', 8010), ('Amsterdam', 'Noord-Holland', 'Niederlande', 1012),
  ('Potsdam', 'Brandenburg', 'Deutschland', 14467), ('Magdeburg', 'Sachsen-Anhalt', 'Deutschland', 39104),
  ('Saarbrücken', 'Saarland', 'Deutschland', 66111), ('Lübeck', 'Schleswig-Holstein', 'Deutschland', 23552),
  ('Regensburg', 'Bayern', 'Deutschland', 93047), ('Tübingen', 'Baden-Württemberg', 'Deutschland', 72070),
  ('Göttingen', 'Niedersachsen', 'Deutschland', 37073), ('Bamberg', 'Bayern', 'Deutschland', 96047),
  ('Weimar', 'Thüringen', 'Deutschland', 99423), ('Lindau', 'Bayern', 'Deutschland', 88131)
) as cities(city, region, country, postcode)
