-- Purpose: writes anew when things fall due for some campaigns, as due_kinds says of each kind: the one writer of campaign_due.
-- Locks: none of its own; the caller holds the campaigns' rows.
create or replace function sambatan.refresh_due(p_ids uuid[]) returns void
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  k sambatan.due_kinds;
begin
  -- Without a bitmap the order of kinds would need no sort either; there are a handful.
  for k in select * from sambatan.due_kinds order by place loop
    execute format($sql$
      with wanted as materialized (
        select c.id, %s as due_at from sambatan.campaigns c where c.id = any ($1)
      ), gone as (
        delete from sambatan.campaign_due d using wanted w
        where d.campaign_id = w.id and d.kind = %L and w.due_at is null
      )
      insert into sambatan.campaign_due as d (campaign_id, kind, due_at)
      select w.id, %L, w.due_at from wanted w where w.due_at is not null
      on conflict (campaign_id, kind) do update set due_at = excluded.due_at where d.due_at <> excluded.due_at
    $sql$, k.due_at, k.kind, k.kind) using p_ids;
  end loop;
end
$$;

comment on function sambatan.refresh_due(uuid[]) is 'Writes anew when things fall due for campaigns whose rows the caller has locked.';
