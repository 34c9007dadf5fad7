-- Purpose: the name that a seller is shown by, empty where none is (src/kernel/names.ts says the same to the API): somebody
-- who is not named must not be found by an e-mail address or a telephone number either, or it could be asked for.
create or replace function sambatan.displayed_name(p_name text) returns text
language sql immutable parallel safe
as $$
  select case when seen ~ '\S@\S' or seen ~ '^[+\d\s().-]{7,}$' then '' else seen end
  from (select btrim(regexp_replace(coalesce(p_name, ''),
    '[\u0001-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]', '', 'g'), E' \t\r\n\f\u000b\u00a0')) as s (seen)
$$;

comment on function sambatan.displayed_name(text) is 'The name that a seller is shown by; empty where none is.';
