-- The addresses and numbers of a person; each system writes them in its own way.
with spelled as (
  select
    person_no,
    random_key,
    replace(strip_accents(replace(replace(replace(replace(replace(lower(concat(given_name, '.', family_name)),
      'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), 'ı', 'i')), ' ', '') as mail_name,
    ['post.example', 'mail.example', 'web.example', 'freimail.example'] as domains
  from person
)
select
  person_no,
  concat(mail_name, person_no, '@', domains[1 + cast(floor(4 * draw(random_key, 'domain', 1)) as integer)]) as email,
  concat(substr(mail_name, 1, 1), substr(mail_name, strpos(mail_name, '.')), person_no, '@new-',
    domains[1 + cast(floor(4 * draw(random_key, 'domain', 2)) as integer)]) as new_email,
  ['151', '152', '157', '176'][1 + person_no % 4] as phone_prefix,
  cast((person_no * 48271 + 12345) % 90000000 + 10000000 as varchar) as phone_number,
  concat('LC', lpad(cast((person_no * 7919 + 4711) % 100000000 as varchar), 8, '0')) as loyalty_card
from spelled
