-- Purpose: what a campaign's page said while somebody joined it, and what each was changed to: the next such words, or those that stand.
-- Of its product only what stood while somebody joined this campaign.
-- Locks: none.
create or replace function sambatan.wordings_of(p_campaign_id uuid)
returns table (
  id bigint, subject text, began_at timestamptz, ended_at timestamptz,
  title text, description text, image_url text, photos jsonb,
  next_title text, next_description text, next_image_url text, next_photos jsonb)
language sql stable
as $$
  with campaign as (
    select c.id, c.product_id, c.title, c.description from sambatan.campaigns c where c.id = p_campaign_id
  ), kept as (
    select w.*, 'campaign' as subject from campaign c join sambatan.wordings w on w.campaign_id = c.id
    union all
    select w.*, 'product' from campaign c join sambatan.wordings w on w.product_id = c.product_id
    where exists (
      select from sambatan.participants p
      where p.campaign_id = c.id and p.joined_at >= w.began_at and p.joined_at <= w.ended_at)
  ), present as (
    select 'campaign' as subject, c.title, c.description, null as image_url, sambatan.photos_as_shown(c.id) as photos
    from campaign c
    union all
    select 'product', p.name, p.description, p.image_url, '[]' from campaign c join sambatan.products p on p.id = c.product_id
  ), told as (
    select k.*,
      lead(k.id) over later as next_id,
      lead(k.title) over later as later_title, lead(k.description) over later as later_description,
      lead(k.image_url) over later as later_image_url, lead(k.photos) over later as later_photos
    from kept k window later as (partition by k.subject order by k.id)
  )
  select t.id, t.subject, t.began_at, t.ended_at, t.title, t.description, t.image_url, t.photos,
    case when t.next_id is null then now.title else t.later_title end,
    case when t.next_id is null then now.description else t.later_description end,
    case when t.next_id is null then now.image_url else t.later_image_url end,
    case when t.next_id is null then now.photos else t.later_photos end
  from told t join present now on now.subject = t.subject
$$;

comment on function sambatan.wordings_of(uuid) is
  'The words and photos that somebody joined a campaign on and that were changed since, with what followed them.';
