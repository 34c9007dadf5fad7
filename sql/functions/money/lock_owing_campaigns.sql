-- Purpose: holds the campaigns whose sellers owe a person something, before anything is said to them about it.
-- Locks: these campaigns' rows, by id.
create or replace function sambatan.lock_owing_campaigns(p_person_id text) returns void
language plpgsql
as $$
begin
  perform from sambatan.campaigns c
  where c.id in (select p.campaign_id from sambatan.participants p where p.user_id = p_person_id and p.owed_to_buyer > 0)
  order by c.id for no key update;
end
$$;

comment on function sambatan.lock_owing_campaigns(text) is 'Locks the campaigns in which something is owed to a person.';
