-- Purpose: confirms many reserved participations of one campaign at once. Each is decided as if it came alone, but for one
-- that is confirmed already: whoever asks again finds that what they asked for is so. One event each, in the order of ids.
-- Locks, in order: the campaign's row, the participants' rows, by id.
-- Refuses as a whole, in order: requests_invalid (not 1 to 500 ids), campaign_not_found.
-- Returns: a row per id, each once: outcome `confirmed`, or the machine word of its refusal with its parameters.
create or replace function sambatan.confirm_sambatan_participations(p_campaign_id uuid, ids uuid[])
returns table (participation_id uuid, outcome text, detail jsonb)
language plpgsql
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  at_time timestamptz;
  asked uuid[] := array(select distinct asked.id from unnest(ids) as asked (id) where asked.id is not null order by 1);
  outcomes jsonb;
begin
  if cardinality(asked) not between 1 and 500 then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;
  perform sambatan.lock_campaign(p_campaign_id);
  at_time := sambatan.now();
  perform from sambatan.participants p
  where p.id = any (asked) and p.campaign_id = p_campaign_id
  order by p.id for no key update;

  -- Before anything is written, so that what is found here is what each was.
  select jsonb_object_agg(p.id, p.status) into outcomes
  from sambatan.participants p where p.id = any (asked) and p.campaign_id = p_campaign_id;

  with changed as (
    update sambatan.participants p set status = 'confirmed', updated_at = at_time
    where p.id = any (asked) and p.campaign_id = p_campaign_id and p.status = 'pending_payment'
    returning p.id, p.quantity, p.amount
  )
  insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
  select p_campaign_id, c.id, 'participant_confirmed', sambatan.actor(), jsonb_build_object(
    'quantity', c.quantity, 'amount', c.amount, 'old_status', 'pending_payment', 'new_status', 'confirmed'), at_time
  from changed c
  order by c.id;

  return query
  select one.id,
    case coalesce(outcomes ->> one.id::text, '')
      when '' then 'participation_not_found'
      when 'pending_payment' then 'confirmed'
      when 'confirmed' then 'confirmed'
      else 'participation_state_invalid' end,
    case when outcomes ->> one.id::text not in ('pending_payment', 'confirmed')
      then jsonb_build_object('status', outcomes ->> one.id::text, 'action', 'confirm') else '{}' end
  from unnest(asked) with ordinality as one (id, ord)
  order by one.ord;
end
$$;

comment on function sambatan.confirm_sambatan_participations(uuid, uuid[]) is
  'Confirms 1 to 500 reserved participations of one campaign in one transaction; one outcome per id.';
