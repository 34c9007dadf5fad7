-- Purpose: whose sessions these are, for many at once: what each request of somebody who is signed in needs, so a
-- function whose plan is made once a connection (planning took longer than looking twenty sessions up).
-- Locks: none.
-- Returns: a row per session that is good now: its token and id, whose it is, their role, and whether it is old enough to
--   be prolonged by being used.
create or replace function sambatan.find_sessions(p_tokens text[], p_renew_before interval)
returns table (token text, id uuid, user_id text, role text, renew boolean)
language plpgsql stable
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  at_time timestamptz := sambatan.now();
begin
  return query
  select s.token, s.id, s.user_id, p.role,
    -- A session that was not to be remembered lasts a day and is never prolonged.
    s.expires_at < at_time + p_renew_before and s.expires_at - s.updated_at > interval '2 days'
  from sambatan.sessions s join sambatan.people p on p.id = s.user_id
  where s.token = any (p_tokens) and s.expires_at > at_time and p.erased_at is null;
end
$$;

comment on function sambatan.find_sessions(text[], interval) is
  'Sessions by their tokens, with whose they are and their role; only those that are good now.';
