-- What the words and photos of a campaign, and the words of its product, said while somebody joined stays readable.

-- Since when they are what they are; null: since there is a campaign, or a product. Kept by triggers (sql/functions/wordings).
alter table sambatan.campaigns add column worded_at timestamptz;
alter table sambatan.products add column worded_at timestamptz;

-- A version that somebody may have joined on, and that was changed since. Of a campaign: its title, description and photos; of a product,
-- once for all its campaigns: its name, description and picture. What stands now is in their own rows.
create table sambatan.wordings (
  id bigint generated always as identity primary key,
  campaign_id uuid references sambatan.campaigns (id),
  product_id uuid references sambatan.products (id),
  began_at timestamptz not null,
  ended_at timestamptz not null,
  -- By whom it was changed, as audit events record it.
  changed_by text not null,
  title text not null,
  description text not null,
  image_url text,
  -- In their order, as the API's photos are made of: id, alt, width, height, color, blob_key, widths. An erasure takes them away.
  photos jsonb not null default '[]',
  constraint wordings_subject_check check (num_nonnulls(campaign_id, product_id) = 1),
  constraint wordings_times_check check (began_at < ended_at)
);
create index wordings_campaign_idx on sambatan.wordings (campaign_id, id) where campaign_id is not null;
create index wordings_product_idx on sambatan.wordings (product_id, id) where product_id is not null;

alter table sambatan.wordings enable row level security;

-- What was changed before this is not known any more, but when it was: whoever joined before that did not join on what stands now.
alter table sambatan.campaigns disable trigger user;
alter table sambatan.products disable trigger user;
update sambatan.campaigns c set worded_at = changed.at
from (
  select a.campaign_id, max(a.created_at) as at from sambatan.audit_logs a
  where a.event in ('campaign_photo_added', 'campaign_photo_removed')
    or a.event = 'campaign_updated' and a.metadata -> 'fields' ?| array['title', 'description', 'photos']
  group by a.campaign_id
) changed
where c.id = changed.campaign_id;
-- Changes of products were not on record by their fields: at the latest at the last one of any kind.
update sambatan.products set worded_at = updated_at where updated_at > created_at;
alter table sambatan.campaigns enable trigger user;
alter table sambatan.products enable trigger user;
