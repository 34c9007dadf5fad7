-- Purpose: who is on record for what this transaction does. The application sets `sambatan.actor` with its BEGIN;
-- whoever calls the functions by plain SQL is recorded under the name of the database role.
create or replace function sambatan.actor() returns text
language sql stable
as $$
  select coalesce(nullif(current_setting('sambatan.actor', true), ''), 'sql:' || current_user)
$$;

comment on function sambatan.actor() is
  'The actor of this transaction, for the audit trail: the setting sambatan.actor, else sql:<database role>.';
