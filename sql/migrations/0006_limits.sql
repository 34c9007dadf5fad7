-- Devices that have signed in to an account before: their tries are counted by themselves, so that a stranger's guesses
-- never lock an owner out. Of the token in the device's cookie only the hash is here; it opens nothing.
create table sambatan.known_devices (
  token_hash bytea not null check (length(token_hash) = 32),
  person_id text not null references sambatan.people (id) on delete cascade,
  seen_at timestamptz not null,
  primary key (token_hash, person_id)
);
create index known_devices_person_idx on sambatan.known_devices (person_id, seen_at);
create index known_devices_seen_idx on sambatan.known_devices (seen_at);

-- Share images that lie in the storage, so that each is drawn once for all nodes and restarts. A key is the hash of what
-- its image shows; it is here before its blob is there, and stays until that is gone.
create table sambatan.share_images (
  key text primary key check (key ~ '^[0-9a-f]{32}$'),
  campaign_id uuid not null,
  language text not null,
  drawn_at timestamptz not null
);
create index share_images_campaign_idx on sambatan.share_images (campaign_id, language, drawn_at);
create index share_images_drawn_idx on sambatan.share_images (drawn_at);

alter table sambatan.known_devices enable row level security;
alter table sambatan.share_images enable row level security;
