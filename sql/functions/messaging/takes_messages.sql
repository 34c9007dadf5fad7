-- Purpose: whether a chat can be opened with a number as it is kept: E.164. Older ones that could not be read stayed as they were typed.
-- Locks: none.
create or replace function sambatan.takes_messages(p_phone text) returns boolean
language sql immutable parallel safe
as $$
  select coalesce(p_phone ~ '^\+[1-9][0-9]{6,14}$', false)
$$;

comment on function sambatan.takes_messages(text) is 'Whether a chat can be opened with a number as it is kept.';
