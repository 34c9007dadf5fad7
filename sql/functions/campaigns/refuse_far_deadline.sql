-- Purpose: holds a deadline that is about to be set against the latest one that may be.
-- Locks: none.
-- Refuses: deadline_too_far.
create or replace function sambatan.refuse_far_deadline(p_deadline timestamptz) returns void
language plpgsql
as $$
begin
  if p_deadline > sambatan.latest_deadline() then
    perform sambatan.refuse('deadline_too_far', jsonb_build_object('path', 'deadline', 'latest', sambatan.latest_deadline()));
  end if;
end
$$;

comment on function sambatan.refuse_far_deadline(timestamptz) is
  'Refuses a deadline that is more than five years away (deadline_too_far).';
