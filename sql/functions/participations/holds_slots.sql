-- Purpose: which participations hold slots (the sum in invariant 1): those that are live, and offers, which count for nothing else.
create or replace function sambatan.holds_slots(p_status sambatan.sambatan_participant_status) returns boolean
language sql immutable parallel safe
as $$ select p_status in ('pending_payment', 'confirmed', 'fulfilled', 'offered') $$;

comment on function sambatan.holds_slots(sambatan.sambatan_participant_status) is
  'Whether a participation of this status holds slots: live, or on offer.';
