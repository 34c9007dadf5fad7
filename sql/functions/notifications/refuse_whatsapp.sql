-- Purpose: remembers that WhatsApp takes nothing for a number, and why: nothing more is sent there until its owner asks for it again.
-- Locks: none.
create or replace function sambatan.refuse_whatsapp(p_phone text, p_reason text) returns void
language sql
as $$
  insert into sambatan.whatsapp_refusals (phone, reason, since) values (p_phone, left(coalesce(p_reason, ''), 500), sambatan.now())
  on conflict (phone) do nothing
$$;

comment on function sambatan.refuse_whatsapp(text, text) is 'Remembers that WhatsApp takes nothing for a number, and why.';
