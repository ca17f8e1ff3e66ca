with channels as (
  select distinct channel, channel_group from int_channel
)

select hash_key(channel) as channel_key, channel, channel_group from channels
union all
select 0 as channel_key, '(unknown)' as channel, 'other' as channel_group
union all
select -1 as channel_key, '(not applicable)' as channel, 'other' as channel_group
