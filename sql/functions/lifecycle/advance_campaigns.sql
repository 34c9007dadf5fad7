-- Purpose: brings campaigns to where they should be at a time, set-based: asks the handler of each kind of what falls due, in
-- their order (due_kinds). With `p_by_clock_only`, as whoever locks a campaign to change it does, without what only a lifecycle
-- run may do.
--
-- After an outage several things are due at once and their order matters: a hold that expired before the campaign filled, or
-- before its deadline, had given its slots back by then; a hold that would have expired later is confirmed.
--
-- Locks: none of its own; the caller holds the campaigns' rows. Participants follow.
-- Returns: a row per transition of a campaign, and one per campaign whose holds expired.
create or replace function sambatan.advance_campaigns(p_ids uuid[], p_at_time timestamptz, p_by_clock_only boolean default false)
returns setof sambatan.transition
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  k sambatan.due_kinds;
begin
  perform set_config('sambatan.due_by_caller', 'on', true);
  for k in select * from sambatan.due_kinds where by_clock or not p_by_clock_only order by place loop
    return query execute format('select * from sambatan.%I($1, $2)', k.handler) using p_ids, p_at_time;
  end loop;
  perform set_config('sambatan.due_by_caller', '', true);
  perform sambatan.refresh_due(p_ids);
end
$$;

comment on function sambatan.advance_campaigns(uuid[], timestamptz, boolean) is
  'Makes every transition that is due at a time for campaigns whose rows the caller has locked.';
