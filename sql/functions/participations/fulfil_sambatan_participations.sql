-- Purpose: records for many confirmed participations of one completed campaign that the goods were received. Each is decided as if it
-- came alone, but for one that is there already: whoever asks again finds that what they asked for is so. One event each, in the
-- order of ids.
-- Locks, in order: the campaign's row, the participants' rows, by id.
-- Refuses as a whole, in order: campaign_not_found, campaign_behind, campaign_not_completed, requests_invalid (not 1 to 500 ids).
-- Returns: a row per id, each once: outcome `fulfilled`, or the machine word of its refusal with its parameters.
create or replace function sambatan.fulfil_sambatan_participations(p_campaign_id uuid, ids uuid[])
returns table (participation_id uuid, outcome text, detail jsonb)
language plpgsql
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  campaign sambatan.campaigns := sambatan.lock_campaign_now(p_campaign_id);
  asked uuid[] := array(select distinct asked.id from unnest(ids) as asked (id) where asked.id is not null order by 1);
  found_statuses jsonb;
begin
  if campaign.status <> 'fulfilled' then
    perform sambatan.refuse('campaign_not_completed', jsonb_build_object('campaign_id', p_campaign_id));
  end if;
  if cardinality(asked) not between 1 and 500 then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;
  -- Before anything is written, so that what is found here is what each was.
  select jsonb_object_agg(p.id, p.status) into found_statuses
  from (
    select p.id, p.status from sambatan.participants p
    where p.id = any (asked) and p.campaign_id = p_campaign_id
    order by p.id for no key update
  ) p;
  perform sambatan.move_participations(
    array(select one.id from unnest(asked) as one (id) where found_statuses ->> one.id::text = 'confirmed'),
    'fulfilled', 'participant_fulfilled', '{}', sambatan.now());
  return query
  select one.id,
    case coalesce(found_statuses ->> one.id::text, '')
      when '' then 'participation_not_found'
      when 'confirmed' then 'fulfilled'
      when 'fulfilled' then 'fulfilled'
      else 'participation_state_invalid' end,
    case when found_statuses ->> one.id::text not in ('confirmed', 'fulfilled')
      then jsonb_build_object('status', found_statuses ->> one.id::text, 'action', 'fulfil') else '{}' end
  from unnest(asked) with ordinality as one (id, ord)
  order by one.ord;
end
$$;

comment on function sambatan.fulfil_sambatan_participations(uuid, uuid[]) is
  'Records for 1 to 500 participations of one completed campaign that the goods were received; one outcome per id.';
