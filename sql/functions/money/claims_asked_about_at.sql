-- Purpose: when a seller is asked next about who says that they have paid for a campaign and waits for an answer: a day after the first
-- said so, and then a day after they were last asked. What is said anew begins anew.
-- Locks: none.
-- Returns: null where nobody waits.
create or replace function sambatan.claims_asked_about_at(p_campaign_id uuid) returns timestamptz
language plpgsql stable
as $$
begin
  return (
    select min(greatest(l.created_at, l.asked_at)) + interval '1 day' from sambatan.payment_claims l
    where l.campaign_id = p_campaign_id and l.answered_at is null);
end
$$;

comment on function sambatan.claims_asked_about_at(uuid) is
  'When a seller is asked next about who says that they have paid for a campaign; null: nobody waits.';
