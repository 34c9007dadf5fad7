-- Purpose: records for many confirmed participations of one completed campaign that the goods were received; see move_many.
-- Locks, in order: the campaign's row, the participants' rows, by id.
-- Refuses as a whole, in order: campaign_not_found, campaign_behind, campaign_not_completed, requests_invalid (not 1 to 500 ids).
-- Returns: a row per id, each once: outcome `fulfilled`, or the machine word of its refusal with its parameters.
create or replace function sambatan.fulfil_sambatan_participations(p_campaign_id uuid, ids uuid[])
returns table (participation_id uuid, outcome text, detail jsonb)
language plpgsql
as $$
declare
  campaign sambatan.campaigns := sambatan.lock_campaign_now(p_campaign_id);
begin
  if campaign.status <> 'fulfilled' then
    perform sambatan.refuse('campaign_not_completed', jsonb_build_object('campaign_id', p_campaign_id));
  end if;
  return query select * from sambatan.move_many(
    p_campaign_id, ids, 'confirmed', 'fulfilled', 'participant_fulfilled', 'fulfil');
end
$$;

comment on function sambatan.fulfil_sambatan_participations(uuid, uuid[]) is
  'Records for 1 to 500 participations of one completed campaign that the goods were received; one outcome per id.';
