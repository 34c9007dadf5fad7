-- Purpose: lets one node at a time run the lifecycle. The holder takes the lease again with every batch; when it dies the
-- lease lapses by itself. Uses the wall clock, not sambatan.now(): it is about processes, not about campaigns.
-- Locks: the row of scheduler_state, before any campaign.
-- Returns: whether the lease is the caller's now.
create or replace function sambatan.take_lifecycle_lease(p_holder text, p_seconds integer) returns boolean
language plpgsql
as $$
begin
  update sambatan.scheduler_state set
    lease_holder = p_holder,
    lease_until = clock_timestamp() + p_seconds * interval '1 second'
  where lease_holder = p_holder or lease_until is null or lease_until <= clock_timestamp();
  return found;
end
$$;

comment on function sambatan.take_lifecycle_lease(text, integer) is
  'Takes or renews the right to run the lifecycle, for some seconds; false while another holds it.';
