-- Purpose: puts on record whether somebody wants to be told by WhatsApp at the number of their profile. Asking for it again is how a
-- number that WhatsApp had refused is tried once more.
-- Locks: the person.
-- Refuses, in order: person_not_found, phone_needed.
create or replace function sambatan.say_whatsapp(p_person_id text, p_wanted boolean) returns void
language plpgsql
as $$
declare
  number text;
begin
  select p.phone into number from sambatan.people p where p.id = p_person_id and p.erased_at is null for no key update;
  if not found then
    perform sambatan.refuse('person_not_found', jsonb_build_object('person_id', p_person_id));
  end if;
  if p_wanted and not sambatan.takes_messages(number) then
    perform sambatan.refuse('phone_needed', jsonb_build_object('path', 'phone'));
  end if;
  insert into sambatan.whatsapp_consents (person_id, phone, wanted, recorded_by, recorded_at)
  values (p_person_id, coalesce(number, ''), p_wanted, sambatan.actor(), sambatan.now());
  if p_wanted then
    delete from sambatan.whatsapp_refusals r where r.phone = number;
  end if;
end
$$;

comment on function sambatan.say_whatsapp(text, boolean) is
  'Puts on record whether somebody wants to be told by WhatsApp at the number of their profile.';
