-- Purpose: when a notification that is due at p_at may go out: at once where its kind does not wait, and otherwise not at night where its
-- person is. So it is whenever it is tried: first, again, or because an operator said so.
-- Locks: none.
create or replace function sambatan.when_it_may_go(p_notification_id bigint, p_at timestamptz) returns timestamptz
language sql stable
as $$
  select coalesce((
    select sambatan.after_quiet_hours(person.time_zone, p_at)
    from sambatan.notifications n
    join sambatan.notification_kinds k on k.kind = n.kind and not k.urgent
    join sambatan.people person on person.id = n.person_id
    where n.id = p_notification_id), p_at)
$$;

comment on function sambatan.when_it_may_go(bigint, timestamptz) is
  'When a notification that is due may go out: what can wait does not go at night.';
