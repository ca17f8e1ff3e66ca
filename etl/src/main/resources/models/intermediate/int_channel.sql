with names as (
  select lower(trim(channel)) as channel_name from stg_order_line where channel is not null
  union
  select lower(trim(channel)) as channel_name from stg_interaction
  union
  select lower(trim(channel)) as channel_name from stg_campaign where channel is not null
),

channels as (
  select channel_name, channel
  from (
    values
    ('online', 'web'), ('internet', 'web'), ('website', 'web'), ('webshop', 'web'), ('web shop', 'web'),
    ('online shop', 'web'), ('e-commerce', 'web'), ('ecommerce', 'web'),
    ('mobile', 'app'), ('mobile app', 'app'), ('push', 'app'),
    ('web form', 'web_form'), ('form', 'web_form'), ('contact form', 'web_form'),
    ('e-mail', 'email'), ('e_mail', 'email'), ('newsletter', 'email'),
    ('live chat', 'chat'), ('chatbot', 'chat'),
    ('whatsapp', 'messenger'), ('telegram', 'messenger'), ('viber', 'messenger'), ('messaging', 'messenger'),
    ('text', 'sms'), ('text message', 'sms'),
    ('social media', 'social'), ('facebook', 'social'), ('instagram', 'social'),
    ('call', 'phone'), ('telephone', 'phone'), ('call centre', 'phone'), ('call center', 'phone'),
    ('call_centre', 'phone'), ('call_center', 'phone'),
    ('store', 'shop'), ('in store', 'shop'), ('in-store', 'shop'), ('in_store', 'shop'), ('branch', 'shop'),
    ('retail', 'shop'), ('pos', 'shop'), ('point of sale', 'shop'),
    ('letter', 'post'), ('mail', 'post'), ('direct mail', 'post'), ('direct_mail', 'post'), ('catalogue', 'post')
  ) as spelling(channel_name, channel)
),

named as (
  select
    names.channel_name,
    coalesce(channels.channel, names.channel_name) as channel
  from names
  left join channels on channels.channel_name = names.channel_name
  where names.channel_name <> ''
)

select
  channel_name,
  channel,
  case
    when channel in ('web', 'app', 'web_form', 'email', 'chat', 'messenger', 'sms', 'social') then 'digital'
    when channel = 'phone' then 'voice'
    when channel in ('shop', 'visit', 'meeting') then 'in_person'
    when channel in ('post', 'fax') then 'post'
    else 'other'
  end as channel_group
from named
