-- Purpose: gives every live participation of campaigns that completed its final amount, by the one rule for all: the lower of what was
-- agreed and what the volume brings for the slots that completed. What is released or refunded afterwards changes no price.
-- Locks: none of its own; the caller holds the campaigns' rows. Items and participants follow.
create or replace function sambatan.settle_prices(p_ids uuid[], p_at_time timestamptz) returns void
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  settled record;
begin
  update sambatan.campaign_items i set volume_price = v.price, updated_at = p_at_time
  from (
    select one.id, sambatan.volume_price(c.id, one.number, c.filled_slots) as price
    from sambatan.campaigns c join sambatan.campaign_items one on one.campaign_id = c.id
    where c.id = any (p_ids)
  ) v
  where i.id = v.id and v.price is not null and i.dropped_at is null;
  update sambatan.participants p set final_amount = sambatan.final_amount(c, p, c.filled_slots)
  from sambatan.campaigns c
  where c.id = any (p_ids) and p.campaign_id = c.id and sambatan.is_live(p.status);
  for settled in
    select c.id, c.filled_slots as slots, sum(o.owed)::bigint as amount, count(*)::integer as participations
    from sambatan.campaigns c
    join sambatan.participants p on p.campaign_id = c.id and sambatan.is_live(p.status)
    cross join lateral (select sambatan.agreed_amount(p) - p.final_amount as owed) o
    where c.id = any (p_ids) and o.owed > 0
      and exists (select from sambatan.volume_prices v where v.campaign_id = c.id)
    group by c.id order by c.id
  loop
    perform sambatan.record_event(settled.id, 'price_settled', jsonb_build_object(
      'slots', settled.slots, 'amount', settled.amount, 'participations', settled.participations));
  end loop;
end
$$;

comment on function sambatan.settle_prices(uuid[], timestamptz) is
  'Gives every live participation of campaigns that completed its final amount.';
