-- Purpose: how many units of an item somebody holds in a campaign.
-- p_but: a participation that does not count; null for none.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.held_units(p_campaign_id uuid, p_user_id text, p_item smallint, p_but uuid default null)
returns integer
language plpgsql stable
as $$
begin
  return (
    select coalesce(sum(l.units), 0)::integer
    from sambatan.participants p, sambatan.lines_of(p.lines) l
    where p.user_id = p_user_id and p.campaign_id = p_campaign_id and sambatan.holds_slots(p.status) and p.id is distinct from p_but
      and l.item = p_item and not l.dropped);
end
$$;

comment on function sambatan.held_units(uuid, text, smallint, uuid) is 'How many units of an item somebody holds in a campaign.';
