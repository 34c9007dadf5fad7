-- Ids of machines begin with `machine:`, so that no token of a platform can bear one: a person whose subject was `service`
-- owned what the service key had made, and could read who took part in it and cancel it. What machines sell is renamed here;
-- audit events stay as they were written, and no function takes a person for a machine (`is_reserved_id`).
--
-- `service` was the key of the configuration, `key:sbk_…` an API key.

create function sambatan.named_machine_before(name text) returns boolean
language sql immutable
as $$ select name = 'service' or name like 'key:sbk\_%' $$;

-- Under what name a machine sells. Where somebody has signed in with that id the profile is theirs, and stays.
insert into sambatan.people
  (id, origin, name, locale, phone, avatar_url, anonymous, created_at, updated_at)
select 'machine:' || p.id, 'service', p.name, p.locale, p.phone, p.avatar_url, p.anonymous, p.created_at, p.updated_at
from sambatan.people p
where sambatan.named_machine_before(p.id) and p.origin = 'service' and p.erased_at is null
on conflict (id) do nothing;
update sambatan.addresses a set person_id = 'machine:' || a.person_id
from sambatan.people p
where p.id = a.person_id and sambatan.named_machine_before(p.id) and p.origin = 'service' and p.erased_at is null;
delete from sambatan.people p
where sambatan.named_machine_before(p.id) and p.origin = 'service' and p.erased_at is null
  and not exists (select from sambatan.participants j where j.user_id = p.id);

update sambatan.products set seller_id = 'machine:' || seller_id where sambatan.named_machine_before(seller_id);
update sambatan.campaigns set seller_id = 'machine:' || seller_id where sambatan.named_machine_before(seller_id);
update sambatan.api_keys set
  created_by = case when sambatan.named_machine_before(created_by) then 'machine:' || created_by else created_by end,
  revoked_by = case when sambatan.named_machine_before(revoked_by) then 'machine:' || revoked_by else revoked_by end
where sambatan.named_machine_before(created_by) or sambatan.named_machine_before(revoked_by);
update sambatan.scheduler_state set paused_by = 'machine:' || paused_by where sambatan.named_machine_before(paused_by);

drop function sambatan.named_machine_before(text);
