-- How it is paid: what sellers say to who has joined, and pictures that not everybody may see.

-- Pictures that have no public address: of a code to pay by, of a proof that something was paid. Their blob lies apart from those of photos.
create table sambatan.private_pictures (
  id uuid primary key,
  -- Who sent it, as audit events name them: whoever uses it first.
  owner text not null,
  -- SHA-256 of the file that was sent: the same file twice, before it is used, is one picture.
  content_hash bytea not null check (length(content_hash) = 32),
  blob_key text not null unique check (blob_key ~ '^[0-9a-f]{32}$'),
  -- In pixels, as it is looked at; null until its blob is stored.
  width integer check (width between 1 and 10000),
  height integer check (height between 1 and 40000),
  created_at timestamptz not null,
  -- Since when nothing shows it; null while something does.
  unused_since timestamptz,
  constraint private_pictures_size_check check ((width is null) = (height is null) and (width is not null or unused_since is not null))
);
create index private_pictures_content_idx on sambatan.private_pictures (owner, content_hash) where unused_since is not null;
create index private_pictures_unused_idx on sambatan.private_pictures (unused_since) where unused_since is not null;

-- What a seller says to all who have joined, or to those of one campaign.
create table sambatan.payment_instructions (
  id uuid primary key,
  seller_id text not null,
  -- Null: for all that have none of their own.
  campaign_id uuid unique references sambatan.campaigns (id),
  -- [{kind, provider, number, holder, picture_id}], in the order in which they are shown.
  accounts jsonb not null check (jsonb_typeof(accounts) = 'array' and jsonb_array_length(accounts) <= 10),
  words text not null check (length(words) <= 1000),
  picture_ids uuid[] not null,
  -- When what buyers read of it last became another.
  changed_at timestamptz not null
);
create unique index payment_instructions_seller_idx on sambatan.payment_instructions (seller_id) where campaign_id is null;
create index payment_instructions_pictures_idx on sambatan.payment_instructions using gin (picture_ids);

alter table sambatan.private_pictures enable row level security;
alter table sambatan.payment_instructions enable row level security;

-- Whoever has still to pay must not do so to an account that is the seller's no more, or never was.
insert into sambatan.notification_kinds (place, kind, event, audience, topic, urgent, digest, condition) values
  (86, 'payment_changed', 'payment_instructions_changed', 'joined', 'orders', true, false,
    $$exists (select from sambatan.participants p
      where p.campaign_id = e.campaign_id and p.user_id = r.person_id and p.owed_by_buyer > 0)$$);
