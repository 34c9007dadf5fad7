-- Operators look for people by any part of their phone number: an index has every ending of its digits, and what is looked for
-- is the beginning of one. Who has no number is not in it, so that the first sight of a buyer costs nothing more.
-- The function is as in sql/functions, which is applied after this.
create function sambatan.phone_endings(phone text) returns tsvector
language sql immutable strict parallel safe
as $$
  select array_to_tsvector(array(
    select distinct substr(digits, i) from generate_series(1, length(digits) - 3) as i))
  from regexp_replace(phone, '[^0-9]', '', 'g') as digits
$$;

create index people_phone_idx on sambatan.people using gin (sambatan.phone_endings(phone)) where phone is not null;
