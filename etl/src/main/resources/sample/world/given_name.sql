-- The commonest first.
with names as (
  select 'f' as gender, ['Anna', 'Maria', 'Julia', 'Sabine', 'Katharina', 'Laura', 'Lena', 'Sophie',
    'Claudia', 'Monika', 'Petra', 'Susanne', 'Andrea', 'Nicole', 'Stefanie', 'Christine', 'Martina',
    'Birgit', 'Heike', 'Ursula', 'Renate', 'Karin', 'Emma', 'Mia', 'Johanna', 'Clara', 'Lea', 'Marie',
    'Elif', 'Ayşe', 'Olga', 'Natalia', 'Agnieszka', 'Ewa', 'Ingrid', 'Helga', 'Franziska', 'Carolin',
    'Miriam', 'Hannah', 'Paula', 'Ida', 'Jana', 'Kerstin', 'Silke', 'Tanja', 'Ruth', 'Vera'] as names
  union all
  select 'm' as gender, ['Thomas', 'Michael', 'Andreas', 'Stefan', 'Peter', 'Christian', 'Markus',
    'Martin', 'Jan', 'Lukas', 'Felix', 'Paul', 'Jonas', 'Klaus', 'Jürgen', 'Wolfgang', 'Bernd',
    'Uwe', 'Frank', 'Daniel', 'Alexander', 'Sebastian', 'Tobias', 'Matthias', 'Florian', 'Max',
    'Mehmet', 'Mustafa', 'Ivan', 'Sergej', 'Piotr', 'Tomasz', 'Henrik', 'Karl', 'Otto', 'Fritz',
    'Jörg', 'Ralf', 'Dirk', 'Sven', 'Nils', 'Leon', 'Ben', 'Elias', 'Anton', 'Emil', 'Jakob',
    'David'] as names
)
select
  gender,
  unnest(names) as name,
  cast(generate_subscripts(names, 1) - 1 as integer) as name_no
from names
