-- Purpose: counts units at the items and tiers that they are taken of. The CHECK constraints stop an oversell even if the caller erred.
-- Locks: the items and tiers, in one order; the caller holds the campaign's row.
--
-- PL/pgSQL, as all that a batch of joins calls: it keeps its plans, while a function in SQL is planned anew at every call.
create or replace function sambatan.take_units(p_campaign_id uuid, p_priced sambatan.priced_line[]) returns void
language plpgsql
set enable_seqscan = off
set jit = off
as $$
begin
  update sambatan.item_tiers t set units_taken = t.units_taken + s.units
  from (select l.item, l.tier, sum(l.units)::integer as units from unnest(p_priced) l where l.tier is not null group by l.item, l.tier) s
  where t.campaign_id = p_campaign_id and t.item = s.item and t.number = s.tier;
  update sambatan.campaign_items i set units_taken = i.units_taken + s.units
  from (select l.item, sum(l.units)::integer as units from unnest(p_priced) l group by l.item) s
  where i.campaign_id = p_campaign_id and i.number = s.item;
end
$$;

comment on function sambatan.take_units(uuid, sambatan.priced_line[]) is 'Counts units at the items and tiers that they are taken of.';
