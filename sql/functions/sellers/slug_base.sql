-- Purpose: the readable part of an address: lower-case ASCII words joined by hyphens, at most 60 characters; may be empty.
-- Locks: none.
create or replace function sambatan.slug_base(p_words text) returns text
language sql immutable
as $$
  select trim(both '-' from left(regexp_replace(
    regexp_replace(lower(normalize(p_words, nfkd)), '[\u0300-\u036f]', '', 'g'), '[^a-z0-9]+', '-', 'g'), 60))
$$;

comment on function sambatan.slug_base(text) is 'The readable part of an address: lower-case ASCII words joined by hyphens.';
