-- Sellers have a page: its address stays when they rename themselves, and what they say about themselves stands there. Everybody who
-- opens a campaign has one (sql/functions/sellers).
create table sambatan.seller_pages (
  seller_id text primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  about text not null default '' check (length(about) <= 1000),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
alter table sambatan.seller_pages enable row level security;

-- What a seller's batches came to is counted from the audit trail. Joins are not in it, so they pay nothing for it.
create index audit_logs_ended_idx on sambatan.audit_logs (campaign_id, event)
  where event in ('campaign_completed', 'campaign_failed', 'campaign_cancelled');

with named as (
  select c.seller_id, trim(both '-' from left(regexp_replace(regexp_replace(lower(normalize(
    coalesce(nullif(p.name, ''), c.seller_id), nfkd)), '[\u0300-\u036f]', '', 'g'), '[^a-z0-9]+', '-', 'g'), 60)) as base
  from (select distinct seller_id from sambatan.campaigns) c
  left join sambatan.people p on p.id = c.seller_id
  where p.erased_at is null
), numbered as (
  select seller_id, base, row_number() over (partition by base order by seller_id) as place from named
)
insert into sambatan.seller_pages (seller_id, slug, created_at, updated_at)
select seller_id,
  case when base <> '' and place = 1 then base else trim(both '-' from base || '-' || left(md5(seller_id), 10)) end, now(), now()
from numbered
on conflict do nothing;
