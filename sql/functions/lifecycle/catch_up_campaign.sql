-- Purpose: whoever locks a campaign first makes happen what fell due for it, so that no outcome depends on when the scheduler
-- came. It is on record as the scheduler's, which it would have been.
-- Locks: the campaign's row, where something is due; participants follow.
-- Refuses: campaign_behind (it could not be done: a lifecycle run will try again).
-- Returns: whether something was due.
create or replace function sambatan.catch_up_campaign(p_campaign_id uuid, p_at_time timestamptz default sambatan.now())
returns boolean
language plpgsql
as $$
declare
  actor text := current_setting('sambatan.actor', true);
begin
  if not exists (
    select from sambatan.campaign_due d join sambatan.due_kinds k on k.kind = d.kind
    where d.campaign_id = p_campaign_id and d.due_at <= p_at_time and k.by_clock) then
    return false;
  end if;
  perform from sambatan.campaigns where id = p_campaign_id for no key update;
  perform set_config('sambatan.actor', 'scheduler', true);
  begin
    perform sambatan.advance_campaigns(array[p_campaign_id], p_at_time, true);
  exception
    when serialization_failure or deadlock_detected or insufficient_resources or system_error or query_canceled then raise;
    when others then
      perform sambatan.refuse('campaign_behind', jsonb_build_object('campaign_id', p_campaign_id));
  end;
  perform set_config('sambatan.actor', coalesce(actor, ''), true);
  return true;
end
$$;

comment on function sambatan.catch_up_campaign(uuid, timestamptz) is
  'Makes happen what fell due for one campaign by the clock; true when something was due.';
