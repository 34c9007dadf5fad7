-- Purpose: campaign_due follows every write of what it depends on, also by hand: a campaign that is published, opens, fills,
-- is extended or ends. Of holds it learns when a campaign's status changes, from the first join with one, and after each pass.
create or replace function sambatan.keep_due() returns trigger
language plpgsql
as $$
begin
  if tg_level = 'ROW' then
    perform sambatan.refresh_due(array[new.id]);
  else
    perform sambatan.refresh_due(array(select id from added where status in ('scheduled', 'active', 'locked')));
  end if;
  return null;
end
$$;

comment on function sambatan.keep_due() is 'Trigger: keeps campaign_due true on any write of a campaign that changes what falls due.';

create or replace trigger keep_due_of_new
  after insert on sambatan.campaigns
  referencing new table as added
  for each statement execute function sambatan.keep_due();

create or replace trigger keep_due_of_changed
  after update of status, opens_at, deadline, locked_at, filled_slots, confirmed_slots, offered_slots on sambatan.campaigns
  for each row when (
    -- A pass writes it for all its campaigns at once.
    current_setting('sambatan.due_by_caller', true) is distinct from 'on' and (
    old.status is distinct from new.status or old.opens_at is distinct from new.opens_at
    or old.offered_slots is distinct from new.offered_slots
    or old.deadline is distinct from new.deadline or old.locked_at is distinct from new.locked_at
    -- Where confirmed slots count, the last reservation that is resolved settles a campaign, or completes a full one.
    or new.goal_counts = 'confirmed'
      and (old.filled_slots = old.confirmed_slots) is distinct from (new.filled_slots = new.confirmed_slots)
    or new.nearly_full_at is null and sambatan.is_nearly_full(old.filled_slots, old.total_slots)
      is distinct from sambatan.is_nearly_full(new.filled_slots, new.total_slots)))
  execute function sambatan.keep_due();
