-- Purpose: when an offer is reminded of that ends soon: where a quarter of its time is left, an hour at most. Null where it runs less than
-- an hour: whoever has so little time has just been told.
-- Locks: none.
create or replace function sambatan.offer_reminder_at(p_offered_at timestamptz, p_ends_at timestamptz) returns timestamptz
language sql stable parallel safe
as $$
  select case when p_ends_at - p_offered_at >= interval '1 hour'
    then p_ends_at - least((p_ends_at - p_offered_at) / 4, interval '1 hour') end
$$;

comment on function sambatan.offer_reminder_at(timestamptz, timestamptz) is
  'When an offer is reminded of that ends soon; null: not at all.';
