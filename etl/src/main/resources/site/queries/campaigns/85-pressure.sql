select channel, contacts as contacts_in_window, is_or_more, people, people_share, window_days
from rpt_contact_pressure, clientele_publication
where as_of_date = as_of
order by channel <> '(all)', channel, contacts
