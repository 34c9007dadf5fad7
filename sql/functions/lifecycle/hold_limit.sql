-- Purpose: the latest end of a hold that may still lapse in a campaign as it stands. Where every claim counts, whoever still held a
-- slot at the deadline, or when a campaign filled that completes by being full (which one does not that an item is short
-- in, or of which something is on offer), belongs to the group that was complete. Where confirmed slots alone count, every hold lapses at its end; what ends after the deadline does so while the campaign settles.
-- Locks: none.
create or replace function sambatan.hold_limit(p_campaign sambatan.campaigns) returns timestamptz
language sql stable
as $$
  select case
    when p_campaign.settling_since is not null then 'infinity'::timestamptz
    when p_campaign.goal_counts = 'claims' and p_campaign.completion = 'when_full' and p_campaign.offered_slots = 0
      and not (p_campaign.itemized and sambatan.has_short_item(p_campaign.id)) then least(p_campaign.deadline, p_campaign.locked_at)
    else p_campaign.deadline
  end
$$;

comment on function sambatan.hold_limit(sambatan.campaigns) is
  'The latest end of a hold that may still lapse in a campaign as it stands.';
