-- Purpose: whether so few slots are left, a fifth or less, that a campaign's seller is told.
create or replace function sambatan.is_nearly_full(p_filled_slots integer, p_total_slots integer) returns boolean
language sql immutable parallel safe
as $$ select p_filled_slots * 5 >= p_total_slots * 4 $$;

comment on function sambatan.is_nearly_full(integer, integer) is 'Whether four fifths of a campaign''s slots are taken.';
