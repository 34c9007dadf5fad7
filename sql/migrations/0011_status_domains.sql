-- Statuses become domains over text. A value that is added to an enum cannot be used before the transaction that adds it has
-- ended, so that an upgrade that brings a status and an index on it would fail on a database with rows, and pass on an empty
-- one. The words stay what they were; a domain's list is changed by one statement.
--
-- Whatever names the enums is dropped first: PostgreSQL compares the words of an old index with the old type. Functions come
-- again with the files that hold them.

do $$
declare
  function record;
begin
  for function in
    select p.oid::regprocedure as signature, p.proname as name
    from pg_proc p
    where p.pronamespace = 'sambatan'::regnamespace and (
      exists (
        select from pg_depend d join pg_type t on t.oid = d.refobjid
        where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.refclassid = 'pg_type'::regclass
          and t.typname in (
            'sambatan_status', '_sambatan_status', 'sambatan_participant_status', '_sambatan_participant_status'))
      or p.proname in ('guard_campaign_transition', 'guard_participation_transition'))
  loop
    -- Their triggers as well.
    execute format('drop function %s cascade', function.signature);
    delete from sambatan.schema_functions where path like '%/' || replace(function.name, '_', '\_') || '.sql';
  end loop;
end
$$;

alter type sambatan.sambatan_status rename to sambatan_status_enum;
alter type sambatan.sambatan_participant_status rename to sambatan_participant_status_enum;

create domain sambatan.sambatan_status as text
  constraint sambatan_status_check
  check (value in ('draft', 'scheduled', 'active', 'locked', 'fulfilled', 'expired', 'cancelled'));
create domain sambatan.sambatan_participant_status as text
  constraint sambatan_participant_status_check
  check (value in ('pending_payment', 'confirmed', 'cancelled', 'refunded', 'fulfilled'));

drop index
  sambatan.campaigns_status_idx, sambatan.campaigns_opening_due_idx, sambatan.campaigns_deadline_due_idx,
  sambatan.campaigns_locked_due_idx, sambatan.participants_hold_due_idx;
alter table sambatan.campaigns
  drop constraint campaigns_full_check,
  drop constraint campaigns_final_times_check,
  alter column status drop default;
alter table sambatan.participants alter column status drop default;

alter table sambatan.campaigns alter column status type sambatan.sambatan_status using status::text;
alter table sambatan.participants
  alter column status type sambatan.sambatan_participant_status using status::text;

alter table sambatan.campaigns
  alter column status set default 'draft',
  add constraint campaigns_full_check check (
    (status <> 'locked' or filled_slots = total_slots) and (status <> 'active' or filled_slots < total_slots)),
  add constraint campaigns_final_times_check check (
    (status = 'fulfilled') = (fulfilled_at is not null)
    and (status in ('expired', 'cancelled')) = (cancelled_at is not null)
    and (status = 'locked' and locked_at is null) is not true);
alter table sambatan.participants alter column status set default 'pending_payment';

create index campaigns_status_idx on sambatan.campaigns (status, id);
create index campaigns_opening_due_idx on sambatan.campaigns (opens_at) where status = 'scheduled';
create index campaigns_deadline_due_idx on sambatan.campaigns (deadline) where status in ('active', 'locked');
create index campaigns_locked_due_idx on sambatan.campaigns (locked_at) where status = 'locked';
create index participants_hold_due_idx on sambatan.participants (hold_expires_at)
  where status = 'pending_payment' and hold_expires_at is not null;

drop type sambatan.sambatan_status_enum;
drop type sambatan.sambatan_participant_status_enum;
