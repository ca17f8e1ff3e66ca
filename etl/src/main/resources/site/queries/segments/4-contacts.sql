with people as (
  select v.segment, v.person_id, as_of from rpt_customer_value v join clientele_publication on as_of_date = as_of
  where v.segment is not null
),
sizes as (
  select segment, count(*) as size from people group by segment
)
select p.segment, f.channel, count(distinct p.person_id) as people,
  count(distinct p.person_id) / max(s.size) as segment_share, count(*) as contacts
from people p
join sizes s on s.segment = p.segment
join fact_interaction f on f.person_id = p.person_id and f.interaction_date > p.as_of - 365 and f.interaction_date <= p.as_of
group by p.segment, f.channel
order by p.segment, people desc, f.channel
