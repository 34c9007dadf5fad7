-- Purpose: how long before its end a hold is reminded of: a quarter of what the campaign gives, three hours at most. Null where it
-- gives less than an hour, or none: whoever has so little time has just been told. It is the same for all holds of a campaign, so
-- that they are reminded of in the order of their ends.
-- Locks: none.
create or replace function sambatan.hold_reminder_lead(p_hold_minutes integer) returns interval
language sql immutable parallel safe
as $$ select case when p_hold_minutes >= 60 then least(p_hold_minutes * interval '15 seconds', interval '3 hours') end $$;

comment on function sambatan.hold_reminder_lead(integer) is 'How long before its end a hold is reminded of; null: not at all.';
