-- Photos of campaigns. The pictures themselves are blobs of the storage (a folder or a bucket), which no transaction can
-- hold together with rows; so their keys are here before they are there, and stay until they are gone from there.

-- A set of blobs of one photo, `<key>/<width>.webp` for each of its widths. A key is used for one photo once and never
-- again: whoever removes blobs that have been unused for a day can meet nobody who is about to use them.
create table sambatan.photo_blobs (
  key text primary key check (key ~ '^[0-9a-f]{32}$'),
  widths integer[] not null check (cardinality(widths) between 1 and 8),
  -- Since when no photo points to them; null while one does.
  unused_since timestamptz
);
create index photo_blobs_unused_idx on sambatan.photo_blobs (unused_since) where unused_since is not null;

create table sambatan.campaign_photos (
  id uuid primary key,
  campaign_id uuid not null references sambatan.campaigns (id),
  -- From 0, without gaps. Its range is what keeps a campaign at eight photos, whatever function is wrong.
  position integer not null check (position between 0 and 7),
  alt text not null default '' check (length(alt) <= 240),
  -- SHA-256 of the file that was sent: the same file twice is one photo.
  content_hash bytea not null check (length(content_hash) = 32),
  blob_key text not null unique references sambatan.photo_blobs (key),
  -- Of the largest blob, in pixels, as it is looked at.
  width integer not null check (width between 1 and 10000),
  height integer not null check (height between 1 and 40000),
  -- What to show until the photo has loaded.
  color text not null check (color ~ '^#[0-9a-f]{6}$'),
  -- How wide the blobs are at most, by which they are named, and how many bytes each has.
  widths integer[] not null check (cardinality(widths) between 1 and 8),
  bytes integer[] not null,
  created_at timestamptz not null,
  constraint campaign_photos_bytes_check check (cardinality(bytes) = cardinality(widths)),
  constraint campaign_photos_content_key unique (campaign_id, content_hash),
  -- Checked when a statement is done, so that one statement can put all of them into another order.
  constraint campaign_photos_position_key unique (campaign_id, position) deferrable initially immediate
);

alter table sambatan.photo_blobs enable row level security;
alter table sambatan.campaign_photos enable row level security;
