-- A browser is told for as long as the session lasts that it asked in: whoever signs out of a device, or is signed out of it, leaves
-- nobody's messages on it. Null: whoever asked has no session here, as with a platform's token.
alter table sambatan.push_subscriptions
  add column session_id uuid unique references sambatan.sessions (id) on delete cascade;

-- What this installation signs with when it asks push services, made by the first start: browsers that were asked for with another
-- public key take nothing that is signed with it.
create table sambatan.push_keys (
  id boolean primary key default true check (id),
  public_key text not null,
  sealed_private_key text not null,
  created_at timestamptz not null
);
alter table sambatan.push_keys enable row level security;
