-- Purpose: holds against its rule what can be done only to an order: what is on offer is none before it is claimed.
-- Locks: none.
-- Refuses: offer_open.
create or replace function sambatan.refuse_open_offer(p_participation sambatan.participants) returns void
language plpgsql
as $$
begin
  if p_participation.status = 'offered' then
    perform sambatan.refuse('offer_open', jsonb_build_object('participation_id', p_participation.id));
  end if;
end
$$;

comment on function sambatan.refuse_open_offer(sambatan.participants) is 'Refuses what cannot be done to an offer that nobody has claimed.';
