-- Purpose: whether somebody asked to be told by WhatsApp at the number that they have today, and WhatsApp takes it.
-- Locks: none.
create or replace function sambatan.takes_whatsapp(p_person_id text, p_phone text) returns boolean
language plpgsql stable
as $$
begin
  return (
    select p_phone is not null
      and coalesce((
        select c.wanted and c.phone = p_phone from sambatan.whatsapp_consents c
        where c.person_id = p_person_id order by c.id desc limit 1), false)
      and not exists (select from sambatan.whatsapp_refusals r where r.phone = p_phone));
end
$$;

comment on function sambatan.takes_whatsapp(text, text) is
  'Whether somebody asked to be told by WhatsApp at the number that they have today, and WhatsApp takes it.';
