-- Purpose: confirms many reserved participations of one campaign at once; see move_many.
-- Locks, in order: the campaign's row, the participants' rows, by id.
-- Refuses as a whole, in order: campaign_not_found, campaign_behind, requests_invalid (not 1 to 500 ids).
-- Returns: a row per id, each once: outcome `confirmed`, or the machine word of its refusal with its parameters.
create or replace function sambatan.confirm_sambatan_participations(p_campaign_id uuid, ids uuid[])
returns table (participation_id uuid, outcome text, detail jsonb)
language plpgsql
as $$
begin
  perform sambatan.lock_campaign_now(p_campaign_id);
  return query select * from sambatan.move_many(
    p_campaign_id, ids, 'pending_payment', 'confirmed', 'participant_confirmed', 'confirm');
end
$$;

comment on function sambatan.confirm_sambatan_participations(uuid, uuid[]) is
  'Confirms 1 to 500 reserved participations of one campaign in one transaction; one outcome per id.';
