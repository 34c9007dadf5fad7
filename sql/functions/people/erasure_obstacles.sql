-- Purpose: what must be settled before a person can be erased: slots that they hold, money that is owed to them or by them, and what
-- they owe as a seller to those who joined. Somebody would otherwise wait for a parcel that has no address, for a seller who is gone, or
-- for their money. A buyer may give up what is owed to them; what they owe stops it for 180 days after the campaign's end at most.
-- Locks: none of its own.
-- Returns: a row per thing; kind `participation`, `campaign`, `money_owed` (to them) and `money_due` (by them) of what
-- holds no slots that are to be settled first, or `money_to_return` (by them, as the seller of a campaign); its id, the campaign's title, its status
-- in the database, and of money how much.
drop function if exists sambatan.erasure_obstacles(text);
create or replace function sambatan.erasure_obstacles(p_person_id text)
returns table (kind text, id uuid, title text, status text, amount bigint, currency text)
language sql stable
as $$
  select 'participation', p.id, c.title, p.status::text, null::bigint, null::text
  from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
  where p.user_id = p_person_id and p.status in ('pending_payment', 'confirmed')
  union all
  select case when p.owed_to_buyer > 0 then 'money_owed' else 'money_due' end, p.id, c.title, p.status::text,
    greatest(p.owed_to_buyer, p.owed_by_buyer), p.currency
  from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
  where p.user_id = p_person_id and p.status not in ('pending_payment', 'confirmed')
    and (p.owed_to_buyer > 0 or p.owed_by_buyer > 0 and sambatan.now() < c.fulfilled_at + interval '180 days')
  union all
  select 'money_to_return', c.id, c.title, c.status::text, sum(p.owed_to_buyer)::bigint, c.currency
  from sambatan.campaigns c join sambatan.participants p on p.campaign_id = c.id and p.owed_to_buyer > 0
  where c.seller_id = p_person_id
  group by c.id
  union all
  select 'campaign', c.id, c.title, c.status::text, null, null
  from sambatan.campaigns c
  where c.seller_id = p_person_id and (
    c.status in ('scheduled', 'active', 'locked')
    or c.status = 'fulfilled' and exists (
      select from sambatan.participants p where p.campaign_id = c.id and p.status = 'confirmed'))
  order by 1, 2
$$;

comment on function sambatan.erasure_obstacles(text) is
  'Live participations, money owed and open campaigns of a person: what must be settled before the person can be erased.';
