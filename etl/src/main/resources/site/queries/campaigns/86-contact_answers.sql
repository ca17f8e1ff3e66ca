select
  channel, metric as answer, contacts_before, is_or_more, contacts, people, answers, answered_share, answered_low as answered_low_share,
  answered_high as answered_high_share, 100 * change as change_points, 100 * change_low as change_low_points, 100 * change_high as change_high_points, change_q as q,
  verdict_kind, verdict
from rpt_contact_answer, clientele_publication
where as_of_date = as_of
order by channel = '(all)', channel, metric, contacts_before
