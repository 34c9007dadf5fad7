-- Notifications by WhatsApp, from the installation's own number, to whoever asked for them.

-- What somebody said about being told by WhatsApp at a number; the last word about the number of today counts. Nobody is told who has
-- said nothing, or who has another number since.
create table sambatan.whatsapp_consents (
  id bigint generated always as identity primary key,
  person_id text not null,
  phone text not null,
  wanted boolean not null,
  recorded_by text not null,
  recorded_at timestamptz not null
);
create index whatsapp_consents_person_idx on sambatan.whatsapp_consents (person_id, id desc);

-- Numbers that WhatsApp refused for good: nothing is sent there any more until their owner asks for it again.
create table sambatan.whatsapp_refusals (
  phone text primary key,
  reason text not null,
  since timestamptz not null
);

-- What WhatsApp told of a message after it had taken it, and in which class it was counted.
alter table sambatan.notification_deliveries add column told text check (told in ('sent', 'delivered', 'read', 'failed'));
alter table sambatan.notification_deliveries add column told_at timestamptz;
alter table sambatan.notification_deliveries add column cost_class text;

update sambatan.notification_kinds set channels = channels || '{whatsapp}' where not 'whatsapp' = any (channels);
alter table sambatan.notification_kinds alter column channels set default '{email,push,whatsapp}';

alter table sambatan.whatsapp_consents enable row level security;
alter table sambatan.whatsapp_refusals enable row level security;
