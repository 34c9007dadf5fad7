-- Purpose: the browsers in which a person is told: those that they asked in, while they are signed in there.
-- Locks: none.
create or replace function sambatan.push_browsers(p_person_id text) returns setof sambatan.push_subscriptions
language sql stable
as $$
  select s.* from sambatan.push_subscriptions s
  left join sambatan.sessions signed_in on signed_in.id = s.session_id
  where s.person_id = p_person_id and (s.session_id is null or signed_in.expires_at > sambatan.now())
$$;

comment on function sambatan.push_browsers(text) is 'The browsers in which a person is told.';
