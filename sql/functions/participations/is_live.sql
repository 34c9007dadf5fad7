-- Purpose: which participations are live: an order that holds slots. What is on offer holds some and is none (holds_slots).
create or replace function sambatan.is_live(p_status sambatan.sambatan_participant_status) returns boolean
language sql immutable parallel safe
as $$ select p_status in ('pending_payment', 'confirmed', 'fulfilled') $$;

comment on function sambatan.is_live(sambatan.sambatan_participant_status) is
  'Whether a participation of this status is live: reserved, confirmed or fulfilled.';
