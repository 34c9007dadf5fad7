-- Sellers write to their buyers in WhatsApp, by hand: what a message says, and with whom a chat was opened.

-- What a seller says in place of our words, for each occasion and language. The occasions are listed in src/modules/messaging.
create table sambatan.message_templates (
  seller_id text not null,
  template text not null check (template ~ '^[a-z_]{3,32}$'),
  language text not null check (language in ('id', 'en')),
  text text not null check (length(text) between 1 and 700),
  updated_by text not null,
  updated_at timestamptz not null,
  primary key (seller_id, template, language)
);

-- The work list's memory. `opened`: the chat was opened with the message in it, which is all that can be known of what happens in
-- another app. `skipped`: not this time. What was undone counts as if it had not been, and stays as what was done.
create table sambatan.buyer_messages (
  id bigint generated always as identity primary key,
  campaign_id uuid not null,
  participant_id uuid not null,
  template text not null check (template ~ '^[a-z_]{3,32}$'),
  kind text not null check (kind in ('opened', 'skipped')),
  actor text not null,
  created_at timestamptz not null,
  undone_at timestamptz
);
create index buyer_messages_participant_idx on sambatan.buyer_messages (participant_id, id desc) where undone_at is null;

-- Whoever was written to since the round of a template began is done in it; tomorrow's reminder is another round.
create table sambatan.message_rounds (
  campaign_id uuid not null,
  template text not null check (template ~ '^[a-z_]{3,32}$'),
  -- What was recorded after this one belongs to the round.
  after_id bigint not null,
  began_at timestamptz not null,
  begun_by text not null,
  primary key (campaign_id, template)
);

alter table sambatan.message_templates enable row level security;
alter table sambatan.buyer_messages enable row level security;
alter table sambatan.message_rounds enable row level security;
