-- Purpose: offers to those who wait what a change of a campaign may let them have: a larger maximum or capacity, an extension, a smaller
-- entry. A campaign for which nobody waits is not touched.
-- Locks: none of its own; the caller holds the campaign's row.
create or replace function sambatan.offer_freed(p_campaign_id uuid) returns void
language plpgsql
as $$
begin
  if exists (select from sambatan.campaigns c where c.id = p_campaign_id and c.waiting_count > 0) then
    perform sambatan.give_back_slots(p_campaign_id, 0, sambatan.now());
  end if;
end
$$;

comment on function sambatan.offer_freed(uuid) is 'Offers to those who wait what a change of their campaign may let them have.';
