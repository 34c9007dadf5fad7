-- Purpose: puts on record what goes wrong, so that operators are told: what could not be told to others, jobs that were given up,
-- campaigns that cannot be advanced. Of each kind one event an hour at most, however much goes wrong: what it is to whoever reads of it
-- is counted then. What failed within seconds before the last event counts again: it may not have been seen then.
-- p_failed_jobs: how many jobs were given up within the last hour; the job engine knows.
-- Locks: the rows of trouble_told, never waiting: of several nodes one looks.
-- Returns: of what an event was written: `dead_letters`, `jobs`, `lifecycle`.
create or replace function sambatan.tell_of_trouble(p_failed_jobs integer) returns text[]
language plpgsql
as $$
declare
  at_time timestamptz;
  since timestamptz;
  found_now integer;
  trouble record;
  told text[] := '{}';
begin
  for trouble in select t.what, t.told_at from sambatan.trouble_told t order by t.what for update skip locked loop
    at_time := sambatan.now();
    continue when trouble.told_at > at_time - interval '1 hour';
    since := coalesce(trouble.told_at - interval '5 seconds', '-infinity');
    found_now := case trouble.what
      when 'dead_letters' then sambatan.count_new_dead_letters(since)
      when 'jobs' then p_failed_jobs
      -- What fails once or twice has met something that passed, and went well soon after.
      when 'lifecycle' then (
        select count(*) from sambatan.lifecycle_failures f where f.attempts >= 3 and f.failed_at > since)
      else 0 end;
    continue when found_now = 0;
    perform set_config('sambatan.actor', coalesce(nullif(current_setting('sambatan.actor', true), ''), 'worker'), true);
    perform sambatan.record_event(null, case trouble.what
        when 'dead_letters' then 'dead_letters_found' when 'jobs' then 'jobs_failed' else 'lifecycle_failed' end,
      jsonb_build_object('count', found_now), null, 'installation', 'sambatan');
    update sambatan.trouble_told t set told_at = at_time where t.what = trouble.what;
    told := told || trouble.what;
  end loop;
  return told;
end
$$;

comment on function sambatan.tell_of_trouble(integer) is
  'Puts on record what goes wrong, each kind once an hour at most, so that operators are told; returns of what.';
