-- Purpose: one pass over what is due now, at most `batch` campaigns: opens, completes, fails, expires holds. Call it
-- again until it returns nothing. Safe on any number of nodes at once: a campaign that another transaction holds is
-- skipped, and the next pass finds it.
--
-- A campaign that cannot be advanced is undone alone, noted in lifecycle_failures and left in peace for a while (15 s,
-- doubling to an hour); it is returned as `transition_failed` and never stops the others. A full disk (classes 53 and 58
-- of SQLSTATE) is no campaign's own failure: it fails the pass, and the next finds everything as it was.
--
-- Locks, in order: the due campaigns' rows (never waiting), then their participants.
-- Returns: a row per transition (campaign, action, old status, new status, detail). A campaign with a very large group
-- ends the batch early (20,000 participations), so that no transaction grows without bound.
--
-- Plans: only partial indexes that hold what still waits are read (see the migration); scans are off here so that a
-- plan made on a small table cannot become a scan of a million campaigns.
create or replace function sambatan.check_sambatan_deadlines(batch integer default 500)
returns table (
  campaign_id uuid, action text, old_status sambatan.sambatan_status, new_status sambatan.sambatan_status, detail jsonb)
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  at_time timestamptz := sambatan.now();
  ids uuid[];
  one uuid;
begin
  ids := sambatan.lock_due_campaigns(batch, at_time);
  if cardinality(ids) = 0 then
    return;
  end if;
  begin
    return query select * from sambatan.advance_campaigns(ids, at_time);
    delete from sambatan.lifecycle_failures f where f.campaign_id = any (ids);
    return;
  exception
    when serialization_failure or deadlock_detected or insufficient_resources or system_error then raise;
    when others then
      -- Something in this batch is broken. Nothing of it has happened; find out what by going one by one.
      null;
  end;
  foreach one in array ids loop
    begin
      return query select * from sambatan.advance_campaigns(array[one], at_time);
      delete from sambatan.lifecycle_failures f where f.campaign_id = one;
    exception
      when serialization_failure or deadlock_detected or insufficient_resources or system_error then raise;
      when others then
        insert into sambatan.lifecycle_failures as f (campaign_id, attempts, error, failed_at, retry_at)
        values (one, 1, sqlstate || ' ' || sqlerrm, at_time, at_time + interval '15 seconds')
        on conflict on constraint lifecycle_failures_pkey do update set
          attempts = f.attempts + 1, error = excluded.error, failed_at = at_time,
          retry_at = at_time + least(interval '1 hour', interval '15 seconds' * 2 ^ least(f.attempts, 10));
        return query
        select c.id, 'transition_failed', c.status, c.status, jsonb_build_object('error', sqlstate || ' ' || sqlerrm)
        from sambatan.campaigns c where c.id = one;
    end;
  end loop;
end
$$;

comment on function sambatan.check_sambatan_deadlines(integer) is
  'One pass over everything that is due, at most `batch` campaigns; a row per transition. Safe on many nodes at once.';
