-- Purpose: what an entry of the list orders, as read_orders reads requests: so that the functions that decide a join decide it.
-- p_ord: the place of its request.
-- Locks: none.
create or replace function sambatan.entry_lines(p_campaign_id uuid, p_lines jsonb, p_ord integer default 1)
returns sambatan.order_line[]
language plpgsql stable
set enable_seqscan = off
set jit = off
as $$
begin
  return (
    select array_agg(row(p_ord, l.place, i.number, i.id, l.units, i.slots_per_unit, i.max_per_buyer)::sambatan.order_line order by l.place)
    from rows from (jsonb_to_recordset(p_lines) as (item smallint, units integer)) with ordinality as l (item, units, place)
    join sambatan.campaign_items i on i.campaign_id = p_campaign_id and i.number = l.item);
end
$$;

comment on function sambatan.entry_lines(uuid, jsonb, integer) is 'What an entry of a waiting list orders, as lines of a request.';
