-- Purpose: which participations hold slots (the sum in invariant 1). An offer does, and counts for nothing else.
create or replace function sambatan.is_live(p_status sambatan.sambatan_participant_status) returns boolean
language sql immutable parallel safe
as $$ select p_status in ('pending_payment', 'confirmed', 'fulfilled', 'offered') $$;

comment on function sambatan.is_live(sambatan.sambatan_participant_status) is
  'Whether a participation of this status holds slots: reserved, confirmed, fulfilled or on offer.';
