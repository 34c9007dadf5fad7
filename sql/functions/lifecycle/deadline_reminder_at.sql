-- Purpose: when the next reminder of a campaign's deadline falls due; null: none is left.
-- Locks: none.
create or replace function sambatan.deadline_reminder_at(p_campaign sambatan.campaigns) returns timestamptz
language plpgsql stable
as $$
begin
  return (select min(r.due_at) from sambatan.deadline_reminders(p_campaign) r);
end
$$;

comment on function sambatan.deadline_reminder_at(sambatan.campaigns) is 'When the next reminder of a campaign''s deadline falls due.';
