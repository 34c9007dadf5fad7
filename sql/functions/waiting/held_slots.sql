-- Purpose: how many slots of a campaign somebody holds, what they are offered counted.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.held_slots(p_campaign_id uuid, p_user_id text) returns integer
language plpgsql stable
as $$
begin
  return (
    select coalesce(sum(p.quantity), 0)::integer from sambatan.participants p
    where p.user_id = p_user_id and p.campaign_id = p_campaign_id and sambatan.holds_slots(p.status));
end
$$;

comment on function sambatan.held_slots(uuid, text) is 'How many slots of a campaign somebody holds, offers counted.';
