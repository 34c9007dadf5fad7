-- Purpose: the orders of a campaign for which something is still to be paid, and of which nobody says that it was: whoever waits for an
-- answer of their seller is not asked to pay.
-- Locks: none.
create or replace function sambatan.unpaid_orders(p_campaign_id uuid) returns setof sambatan.participants
language sql stable
as $$
  select p.* from sambatan.participants p
  where p.campaign_id = p_campaign_id and p.owed_by_buyer > 0 and p.status in ('confirmed', 'fulfilled')
    and not exists (select from sambatan.payment_claims l where l.participation_id = p.id and l.answered_at is null)
$$;

comment on function sambatan.unpaid_orders(uuid) is
  'The orders of a campaign that are to be paid still, and of which nobody says that they were.';
