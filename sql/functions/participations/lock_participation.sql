-- Purpose: takes the locks that every change of one participation needs, in the one order (invariant 8), and returns
-- the participation as it is then.
-- Locks, in order: the campaign's row, the participant's row.
-- Refuses: participation_not_found.
create or replace function sambatan.lock_participation(p_participation_id uuid) returns sambatan.participants
language plpgsql
as $$
declare
  participation sambatan.participants;
begin
  -- Read without a lock to learn the campaign, which never changes; read again once the campaign is ours.
  select * into participation from sambatan.participants where id = p_participation_id;
  if not found then
    perform sambatan.refuse('participation_not_found', jsonb_build_object('participation_id', p_participation_id));
  end if;
  perform sambatan.lock_campaign_now(participation.campaign_id);
  select * into participation from sambatan.participants where id = p_participation_id for no key update;
  return participation;
end
$$;

comment on function sambatan.lock_participation(uuid) is 'Locks a participation''s campaign, then it, and returns it.';
