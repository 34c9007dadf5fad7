-- Purpose: an id as the application makes them (UUID version 7), for rows that the database makes by itself: ids of one kind are in the
-- order of time, whoever made them.
create or replace function sambatan.new_id(p_at_time timestamptz) returns uuid
language sql volatile
as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(floor(extract(epoch from p_at_time) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1),
    'hex')::uuid
$$;

comment on function sambatan.new_id(timestamptz) is 'A UUID of version 7, in the order of time.';
