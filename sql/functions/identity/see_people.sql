-- Purpose: people of another platform who come with its token. Whoever is new gets a profile; who was erased and comes
-- with a token that was issued after that begins anew; a token from before brings nobody back.
--
-- p_seen: an array of objects {id, name?, locale?, issued_at?}, one per person.
-- Returns one row per person, none for an id that no person may bear (a machine's, a guest's): where the profile comes from (an id that is an account of ours must not be taken over by a
--   token), and when it was erased, null for those who may come in.
-- Locks: the people's rows, in the order of their ids, so that two nodes that see the same crowd never deadlock.
create or replace function sambatan.see_people(p_seen jsonb)
returns table (id text, origin text, erased_at timestamptz)
language plpgsql
as $$
#variable_conflict use_column
declare
  at_time timestamptz := sambatan.now();
begin
  insert into sambatan.people (id, origin, name, locale, created_at, updated_at)
  select s.id, 'token', coalesce(s.name, ''), coalesce(s.locale, 'id'), at_time, at_time
  from jsonb_to_recordset(p_seen) as s (id text, name text, locale text)
  where not exists (select from sambatan.people p where p.id = s.id) and not sambatan.is_reserved_id(s.id)
  order by s.id
  on conflict (id) do nothing;

  with known as (
    select p.id from sambatan.people p
    where p.id in (select s.id from jsonb_to_recordset(p_seen) as s (id text))
      and p.origin <> 'account' and (p.origin = 'service' or p.erased_at is not null)
    order by p.id for no key update
  )
  update sambatan.people p set
    origin = 'token', erased_at = null, updated_at = at_time,
    anonymous = p.anonymous and p.erased_at is null,
    name = case when p.name = '' then coalesce(s.name, '') else p.name end,
    locale = case when p.name = '' then coalesce(s.locale, p.locale) else p.locale end
  from known k, jsonb_to_recordset(p_seen) as s (id text, name text, locale text, issued_at timestamptz)
  where p.id = k.id and p.id = s.id
    and (case when p.erased_at is null then p.origin = 'service' else p.erased_at < s.issued_at end);

  return query
  select p.id, p.origin, p.erased_at
  from jsonb_to_recordset(p_seen) as s (id text) join sambatan.people p on p.id = s.id
  where not sambatan.is_reserved_id(s.id);
end
$$;

comment on function sambatan.see_people(jsonb) is
  'Makes profiles for people seen for the first time with a token of another platform.';
