select
  response.source || ':' || response.campaign_id as campaign_id,
  identity.person_id,
  min(responded_at) filter (where kind = 'delivered') as first_delivered_at,
  min(responded_at) filter (where kind = 'bounced') as first_bounced_at,
  min(responded_at) filter (where kind = 'opened') as first_opened_at,
  min(responded_at) filter (where kind = 'clicked') as first_clicked_at,
  min(responded_at) filter (where kind = 'replied') as first_replied_at,
  min(responded_at) filter (where kind = 'visited') as first_visited_at,
  min(responded_at) filter (where kind = 'unsubscribed') as first_unsubscribed_at,
  min(responded_at) filter (where kind = 'complained') as first_complained_at,
  min(responded_at) filter (where kind = 'redeemed') as first_redeemed_at
from stg_campaign_response as response
join bridge_customer_identity as identity
  on identity.source = response.source and identity.customer_id = response.customer_id
group by response.source, response.campaign_id, identity.person_id
