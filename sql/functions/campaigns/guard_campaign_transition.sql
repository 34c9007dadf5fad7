-- Purpose: the campaign state machine, held even against a wrong function or a hand-written UPDATE. Final is final.
-- Refuses: transition_invalid.
create or replace function sambatan.guard_campaign_transition() returns trigger
language plpgsql
as $$
begin
  if not (case old.status
    when 'draft' then new.status in ('scheduled', 'active', 'cancelled')
    when 'scheduled' then new.status in ('active', 'cancelled')
    when 'active' then new.status in ('locked', 'fulfilled', 'expired', 'cancelled')
    when 'locked' then new.status in ('active', 'fulfilled', 'cancelled')
      -- Full of what is reserved alone, or of an item that too few have ordered, it can still miss its goal.
      or (new.status = 'expired' and (new.goal_counts = 'confirmed' or new.itemized))
    else false
  end) then
    perform sambatan.refuse('transition_invalid', jsonb_build_object('from', old.status, 'to', new.status));
  end if;
  return new;
end
$$;

comment on function sambatan.guard_campaign_transition() is 'Trigger: only the transitions of the campaign state machine.';

create or replace trigger guard_campaign_transition
  before update of status on sambatan.campaigns
  for each row when (old.status is distinct from new.status)
  execute function sambatan.guard_campaign_transition();
