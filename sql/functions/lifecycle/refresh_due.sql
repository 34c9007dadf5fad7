-- Purpose: writes anew when things fall due for some campaigns (due_moments): the one writer of campaign_due.
-- Locks: none of its own; the caller holds the campaigns' rows.
create or replace function sambatan.refresh_due(p_ids uuid[]) returns void
language plpgsql
set enable_seqscan = off
set jit = off
as $$
begin
  with wanted as materialized (
    select * from sambatan.due_moments(p_ids)
  ), gone as (
    delete from sambatan.campaign_due d using wanted w
    where d.campaign_id = w.campaign_id and d.kind = w.kind and w.due_at is null
  )
  insert into sambatan.campaign_due as d (campaign_id, kind, due_at)
  select w.campaign_id, w.kind, w.due_at from wanted w where w.due_at is not null
  on conflict (campaign_id, kind) do update set due_at = excluded.due_at where d.due_at <> excluded.due_at;
end
$$;

comment on function sambatan.refresh_due(uuid[]) is 'Writes anew when things fall due for campaigns whose rows the caller has locked.';
