-- Purpose: the campaigns whose buyers read other instructions when these change: those in which something is still to be paid. A campaign
-- that completed two months ago is settled between the two.
-- Locks: none.
create or replace function sambatan.told_of_payment(p_seller_id text, p_campaign_id uuid) returns setof uuid
language plpgsql stable
as $$
begin
  return query
  select c.id from sambatan.campaigns c
  where c.seller_id = p_seller_id and (p_campaign_id is null or c.id = p_campaign_id)
    and (p_campaign_id is not null
      or not exists (select from sambatan.payment_instructions i where i.campaign_id = c.id))
    and (c.status in ('active', 'locked') or c.status = 'fulfilled' and c.fulfilled_at > sambatan.now() - interval '60 days')
    and exists (select from sambatan.participants p where p.campaign_id = c.id and p.owed_by_buyer > 0)
  order by c.id;
end
$$;

comment on function sambatan.told_of_payment(text, uuid) is 'The campaigns in which something is still to be paid by some instructions.';
