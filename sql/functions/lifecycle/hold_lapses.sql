-- Purpose: whether a reservation whose hold runs out at a time has lapsed: of a campaign that filled, or reached its
-- deadline, only if that was not before; the others belong to the group that was complete.
create or replace function sambatan.hold_lapses(
  hold_expires_at timestamptz, locked_at timestamptz, deadline timestamptz, at_time timestamptz) returns boolean
language sql immutable parallel safe
as $$
  select hold_expires_at <= at_time and hold_expires_at <= least(locked_at, deadline)
$$;

comment on function sambatan.hold_lapses(timestamptz, timestamptz, timestamptz, timestamptz) is
  'Whether a hold has lapsed at a time, in a campaign that filled at locked_at (null: has not) and ends at its deadline.';
