-- Purpose: when a delivery is tried again after its nth attempt: after 3 s, 15 s, 1 min, 5 min, 30 min, 2 h, 6 h, 12 h, then every
-- 12 h, with up to a quarter more, so that not all that failed at once come back at once. Not before the other side asked
-- (p_not_before), and not past three days from when the delivery was made.
-- Locks: none.
-- Returns: null where it is given up.
create or replace function sambatan.next_attempt(
  p_attempts integer, p_since timestamptz, p_at timestamptz, p_not_before timestamptz default null) returns timestamptz
language sql volatile
as $$
  select case when next.at <= p_since + interval '3 days' then next.at end
  from (select greatest(p_not_before, p_at + (1 + random() / 4) * (
    array[3, 15, 60, 300, 1800, 7200, 21600, 43200])[least(greatest(p_attempts, 1), 8)] * interval '1 second') as at) next
$$;

comment on function sambatan.next_attempt(integer, timestamptz, timestamptz, timestamptz) is
  'When a delivery is tried again after its nth attempt; null where it is given up, after three days.';
