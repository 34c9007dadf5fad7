-- Purpose: what the volume brings for an item of a campaign when so many slots complete; null where it brings nothing.
-- Locks: none.
create or replace function sambatan.volume_price(p_campaign_id uuid, p_item smallint, p_slots integer) returns bigint
language plpgsql stable
as $$
begin
  return (
    select v.price from sambatan.volume_prices v
    where v.campaign_id = p_campaign_id and v.item = p_item and v.from_slots <= p_slots
    order by v.from_slots desc limit 1);
end
$$;

comment on function sambatan.volume_price(uuid, smallint, integer) is
  'What the volume brings for an item of a campaign when so many slots complete; null where it brings nothing.';
