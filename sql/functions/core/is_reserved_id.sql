-- Purpose: whether an id is of a machine or a guest, which no person of a marketplace may bear: they would own what those own.
-- The application asks the same of all that it is told (src/kernel/ids.ts); here for whoever calls the functions themselves.
create or replace function sambatan.is_reserved_id(p_id text) returns boolean
language sql immutable
as $$
  select p_id like 'machine:%' or p_id like 'guest:%'
$$;

comment on function sambatan.is_reserved_id(text) is
  'Whether an id begins as those of machines and guests do, so that no person may bear it.';
