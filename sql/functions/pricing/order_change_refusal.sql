-- Purpose: why nobody, or not whoever asks, may change what a participation has ordered now, or null when they may: the one answer that
-- changing an order and quoting a change share. What is reserved is its buyer's to change, what is confirmed only others'.
-- Precedence: not reserved or confirmed (any more), or confirmed and its buyer asks; its campaign takes no orders.
-- Locks: none; the caller holds the rows of the campaign and the participation, or the answer is stale.
create or replace function sambatan.order_change_refusal(
  p_campaign sambatan.campaigns, p_participation sambatan.participants, p_at_time timestamptz) returns text
language sql stable
as $$
  select case
    when p_participation.status not in ('pending_payment', 'confirmed')
      or p_participation.status = 'confirmed' and sambatan.actor() = 'user:' || p_participation.user_id then 'participation_state_invalid'
    when p_campaign.status not in ('active', 'locked') or p_campaign.deadline <= p_at_time then 'campaign_closed'
  end
$$;

comment on function sambatan.order_change_refusal(sambatan.campaigns, sambatan.participants, timestamptz) is
  'The machine word why whoever asks may not change what a participation has ordered now, or null when they may.';
