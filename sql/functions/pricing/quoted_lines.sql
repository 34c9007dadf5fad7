-- Purpose: priced lines as a quote tells them, by the ids of items and tiers; none of what has no price (unpriced_lines).
-- Locks: none.
create or replace function sambatan.quoted_lines(p_campaign sambatan.campaigns, p_priced sambatan.priced_line[]) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('item_id', coalesce(i.id, p_campaign.id), 'units', l.units, 'unit_price', l.price,
      'tier_id', t.id, 'amount', l.units * l.price) order by l.place, l.tier nulls last), '[]')
    from unnest(p_priced) l
    left join sambatan.campaign_items i on i.campaign_id = p_campaign.id and i.number = l.item
    left join sambatan.item_tiers t on t.campaign_id = p_campaign.id and t.item = l.item and t.number = l.tier
    where l.price is not null);
end
$$;

comment on function sambatan.quoted_lines(sambatan.campaigns, sambatan.priced_line[]) is 'Priced lines as a quote tells them.';
