-- Purpose: the participation state machine, held even against a wrong function or a hand-written UPDATE.
-- Refuses: transition_invalid.
create or replace function sambatan.guard_participation_transition() returns trigger
language plpgsql
as $$
begin
  if not (case old.status
    when 'pending_payment' then new.status in ('confirmed', 'cancelled', 'refunded')
    when 'confirmed' then new.status in ('cancelled', 'refunded', 'fulfilled')
    when 'fulfilled' then new.status = 'confirmed'
    when 'offered' then new.status in ('pending_payment', 'cancelled')
    else false
  end) then
    perform sambatan.refuse('transition_invalid', jsonb_build_object('from', old.status, 'to', new.status));
  end if;
  -- Also where another system writes its own participations.
  if new.confirmed_at is null and new.status = 'confirmed' then
    new.confirmed_at := sambatan.now();
  end if;
  if new.ended_at is null and not sambatan.is_live(new.status) then
    new.ended_at := sambatan.now();
  end if;
  return new;
end
$$;

comment on function sambatan.guard_participation_transition() is
  'Trigger: only the transitions of the participation state machine.';

create or replace trigger guard_participation_transition
  before update of status on sambatan.participants
  for each row when (old.status is distinct from new.status)
  execute function sambatan.guard_participation_transition();
