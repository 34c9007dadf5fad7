-- Purpose: when each kind of what falls due does so for some campaigns, as due_kinds says of it: the one place that reads its
-- expressions. refresh_due writes what this answers, and the doctor compares it with what is written.
-- Locks: none.
-- Returns: a row per campaign and kind, also where nothing of the kind falls due (null).
create or replace function sambatan.due_moments(p_ids uuid[]) returns table (campaign_id uuid, kind text, due_at timestamptz)
language plpgsql stable
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  kinds text;
begin
  select string_agg(format('(%L, %s)', k.kind, k.due_at), ', ') into kinds from sambatan.due_kinds k;
  return query execute format($q$
    select c.id, m.kind, m.due_at from sambatan.campaigns c
    cross join lateral (values %s) m (kind, due_at)
    where c.id = any ($1)$q$, kinds) using p_ids;
end
$$;

comment on function sambatan.due_moments(uuid[]) is 'When each kind of what falls due does so for some campaigns; null where it does not.';
