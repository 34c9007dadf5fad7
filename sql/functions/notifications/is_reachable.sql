-- Purpose: whether a channel leads to a person: an address that is verified and takes mail, a browser that asked to be told, a number
-- whose owner asked to be told there.
-- Locks: none.
create or replace function sambatan.is_reachable(p_person sambatan.people, p_channel text) returns boolean
language sql stable
as $$
  select case p_channel
    when 'email' then p_person.email is not null and p_person.email_verified
      and not exists (select from sambatan.email_suppressions s where s.address = lower(p_person.email))
    when 'push' then exists (select from sambatan.push_browsers(p_person.id))
    when 'whatsapp' then sambatan.takes_whatsapp(p_person.id, p_person.phone)
    else false end
$$;

comment on function sambatan.is_reachable(sambatan.people, text) is 'Whether a channel leads to a person.';
