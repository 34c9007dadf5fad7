-- Purpose: counts one try (of a password, of a code, of a mail to an address) in the window that is running, on all nodes
-- together, and says how long to wait once there were too many. A try that is refused is not counted again, so the window
-- ends when it said it would, however hard somebody knocks.
-- Locks: the bucket's row, for the length of this statement; call it alone, in a transaction of its own.
-- Returns: 0 when the try is within the limit, else the seconds until the window ends.
create or replace function sambatan.count_attempt(p_bucket bytea, p_maximum integer, p_window interval)
returns integer
language plpgsql
as $$
declare
  at_time timestamptz := sambatan.now();
  counted sambatan.attempts;
begin
  insert into sambatan.attempts as a (bucket, count, window_ends_at) values (p_bucket, 1, at_time + p_window)
  on conflict (bucket) do update set
    count = case when a.window_ends_at <= at_time then 1 else least(a.count + 1, p_maximum + 1) end,
    window_ends_at = case when a.window_ends_at <= at_time then at_time + p_window else a.window_ends_at end
  returning * into counted;
  return case when counted.count <= p_maximum then 0
    else greatest(1, ceil(extract(epoch from counted.window_ends_at - at_time)))::integer end;
end
$$;

comment on function sambatan.count_attempt(bytea, integer, interval) is
  'Counts a try against a limit shared by all nodes; returns the seconds to wait, 0 when it is within the limit.';
