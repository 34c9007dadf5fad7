-- Purpose: what must be settled before a person can be erased: slots that they hold, and what they owe as a seller to
-- those who joined. Somebody would otherwise wait for a parcel that has no address, or for a seller who is gone.
-- Locks: none of its own.
-- Returns: a row per thing; kind `participation` or `campaign`, its id, the campaign's title, its status in the database.
create or replace function sambatan.erasure_obstacles(p_person_id text)
returns table (kind text, id uuid, title text, status text)
language sql stable
as $$
  select 'participation', p.id, c.title, p.status::text
  from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
  where p.user_id = p_person_id and p.status in ('pending_payment', 'confirmed')
  union all
  select 'campaign', c.id, c.title, c.status::text
  from sambatan.campaigns c
  where c.seller_id = p_person_id and (
    c.status in ('scheduled', 'active', 'locked')
    or c.status = 'fulfilled' and exists (
      select from sambatan.participants p where p.campaign_id = c.id and p.status = 'confirmed'))
  order by 1, 2
$$;

comment on function sambatan.erasure_obstacles(text) is
  'Live participations and open campaigns of a person: what must be settled before the person can be erased.';
