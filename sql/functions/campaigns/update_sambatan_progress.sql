-- Purpose: `progress` is filled_slots / total_slots * 100, rounded to 2 decimals, on any write of either (invariant 9).
create or replace function sambatan.update_sambatan_progress() returns trigger
language plpgsql
as $$
begin
  new.progress := round(new.filled_slots * 100.0 / new.total_slots, 2);
  return new;
end
$$;

comment on function sambatan.update_sambatan_progress() is
  'Trigger: keeps campaigns.progress true on any write of filled_slots or total_slots.';

create or replace trigger trigger_update_sambatan_progress
  before insert or update of filled_slots, total_slots on sambatan.campaigns
  for each row execute function sambatan.update_sambatan_progress();
