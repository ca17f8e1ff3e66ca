-- The addresses and numbers of a person; each system writes them in its own way. Families have one
-- address or one telephone, and companies of one house one switchboard.
with spelled as (
  select
    person_no,
    random_key,
    case when is_of_family and draw(random_key, 'family e-mail', 0) < 0.5 then person_no - 1 else person_no end
      as email_of,
    case
      when is_of_family and draw(random_key, 'family phone', 0) < 0.6 then person_no - 1
      when is_company and draw(random_key, 'switchboard', 0) < 0.25 then 1000000007 * (1 + person_no // 800)
      else person_no
    end as phone_of,
    replace(strip_accents(replace(replace(replace(replace(replace(lower(concat(given_name, '.', family_name)),
      'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), 'ı', 'i')), ' ', '') as mail_name,
    ['post.example', 'mail.example', 'web.example', 'freimail.example'] as domains
  from person
),
own as (
  select
    person_no,
    concat(mail_name, person_no, '@', domains[1 + cast(floor(4 * draw(random_key, 'domain', 1)) as integer)]) as email,
    concat(substr(mail_name, 1, 1), substr(mail_name, strpos(mail_name, '.')), person_no, '@new-',
      domains[1 + cast(floor(4 * draw(random_key, 'domain', 2)) as integer)]) as new_email
  from spelled
)
select
  spelled.person_no,
  own.email,
  own.new_email,
  ['151', '152', '157', '176'][1 + phone_of % 4] as phone_prefix,
  cast((phone_of * 48271 + 12345) % 90000000 + 10000000 as varchar) as phone_number,
  concat('LC', lpad(cast((spelled.person_no * 7919 + 4711) % 100000000 as varchar), 8, '0')) as loyalty_card
from spelled
join own on own.person_no = spelled.email_of
