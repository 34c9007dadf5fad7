-- Purpose: moves many participations of one campaign at once. Each is decided as if it came alone, but for one that is there
-- already: whoever asks again finds that what they asked for is so. One event each, in the order of ids.
-- `p_action` is the word of a refusal's parameters.
-- Locks, in order: the campaign's row is the caller's; the participants' rows, by id.
-- Refuses as a whole: requests_invalid (not 1 to 500 ids).
-- Returns: a row per id, each once: outcome is the new status in the API's word, or the machine word of its refusal.
create or replace function sambatan.move_many(
  p_campaign_id uuid, p_ids uuid[], p_from sambatan.sambatan_participant_status,
  p_to sambatan.sambatan_participant_status, p_event text, p_action text)
returns table (participation_id uuid, outcome text, detail jsonb)
language plpgsql
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  asked uuid[] := array(select distinct asked.id from unnest(p_ids) as asked (id) where asked.id is not null order by 1);
  outcomes jsonb;
begin
  if cardinality(asked) not between 1 and 500 then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;
  -- Before anything is written, so that what is found here is what each was.
  select jsonb_object_agg(p.id, p.status) into outcomes
  from (
    select p.id, p.status from sambatan.participants p
    where p.id = any (asked) and p.campaign_id = p_campaign_id
    order by p.id for no key update
  ) p;
  perform sambatan.move_participations(
    array(select one.id from unnest(asked) as one (id) where outcomes ->> one.id::text = p_from),
    p_to, p_event, '{}', sambatan.now());
  return query
  select one.id,
    case coalesce(outcomes ->> one.id::text, '')
      when '' then 'participation_not_found'
      when p_from then p_to
      when p_to then p_to
      else 'participation_state_invalid' end,
    case when outcomes ->> one.id::text not in (p_from, p_to)
      then jsonb_build_object('status', outcomes ->> one.id::text, 'action', p_action) else '{}' end
  from unnest(asked) with ordinality as one (id, ord)
  order by one.ord;
end
$$;

comment on function sambatan.move_many(
  uuid, uuid[], sambatan.sambatan_participant_status, sambatan.sambatan_participant_status, text, text) is
  'Moves 1 to 500 participations of one campaign from one status to another; one outcome per id.';
