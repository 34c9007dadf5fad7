-- Purpose: why a campaign that takes people does not take this one, whatever the quantity, or null when it does: the one answer that
-- joining and a viewer's page share. Nobody joins their own campaign, or takes up a hold anew within an hour of its end.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.buyer_refusal(
  p_campaign sambatan.campaigns, p_user_id text, p_counted_until timestamptz, p_at_time timestamptz) returns text
language sql stable parallel safe
as $$
  select case
    when p_user_id = p_campaign.seller_id then 'own_campaign'
    when p_counted_until > p_at_time - interval '1 hour' and p_counted_until <= p_at_time then 'hold_ended_recently'
  end
$$;

comment on function sambatan.buyer_refusal(sambatan.campaigns, text, timestamptz, timestamptz) is
  'The machine word why a campaign does not take a buyer at a time, or null when it does; p_counted_until is hold_counted_until.';
