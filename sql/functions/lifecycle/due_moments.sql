-- Purpose: when each kind of what falls due does so for some campaigns, as due_kinds says of it: the one place that reads its
-- expressions. refresh_due writes what this answers, and the doctor compares it with what is written.
-- Locks: none.
-- Returns: a row per campaign and kind, also where nothing of the kind falls due (null).
-- Planned once a session: it is asked at every payment and confirmation, and to plan it takes five times as long as to answer. PL/pgSQL
-- keeps no plan of a text that it puts together, so that the session does, under a name that changes with the text.
create or replace function sambatan.due_moments(p_ids uuid[]) returns table (campaign_id uuid, kind text, due_at timestamptz)
language plpgsql
set enable_seqscan = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
declare
  kinds text;
  plan text;
begin
  select string_agg(format('(%L, %s)', k.kind, k.due_at), ', ') into kinds from sambatan.due_kinds k;
  plan := 'sambatan_due_' || md5(kinds);
  if not exists (select from pg_prepared_statements p where p.name = plan) then
    execute format($q$
      prepare %I (uuid[]) as
      select c.id, m.kind, m.due_at from sambatan.campaigns c
      cross join lateral (values %s) m (kind, due_at)
      where c.id = any ($1)$q$, plan, kinds);
  end if;
  return query execute format('execute %I (%L)', plan, p_ids);
end
$$;

comment on function sambatan.due_moments(uuid[]) is 'When each kind of what falls due does so for some campaigns; null where it does not.';
