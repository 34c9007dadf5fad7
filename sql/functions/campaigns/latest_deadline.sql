-- Purpose: the one limit of a deadline, wherever one is set or shown: five years from now. Further away is a mistyped year,
-- and a deadline can never be brought forward again.
create or replace function sambatan.latest_deadline() returns timestamptz
language sql stable
as $$
  select sambatan.now() + interval '5 years'
$$;

comment on function sambatan.latest_deadline() is 'The furthest deadline that a campaign may be given now.';
