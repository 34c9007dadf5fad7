-- Purpose: a phone number as its parts are searched: every ending of its digits, from four digits on, so that any part of it
-- is the beginning of one. An index holds what this returns: a change of it goes with a migration that builds it anew.
-- The parameter has no `p_`: people_phone_idx depends on the function, and renaming a parameter drops it. The index would have to be
-- built anew, over every row.
create or replace function sambatan.phone_endings(phone text) returns tsvector
language sql immutable strict parallel safe
as $$
  select array_to_tsvector(array(
    select distinct substr(digits, i) from generate_series(1, length(digits) - 3) as i))
  from regexp_replace(phone, '[^0-9]', '', 'g') as digits
$$;

comment on function sambatan.phone_endings(text) is 'A phone number as its parts are searched: every ending of its digits.';
