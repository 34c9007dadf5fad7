-- Purpose: a participation's lines as events tell them, by the ids and names of items; null where it keeps none.
-- Locks: none.
create or replace function sambatan.told_lines(p_participation sambatan.participants) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_agg(jsonb_build_object('item_id', i.id, 'name', i.name, 'units', l.units, 'unit_price', l.price) order by l.place)
    from sambatan.lines_of(p_participation.lines) l
    join sambatan.campaign_items i on i.campaign_id = p_participation.campaign_id and i.number = l.item);
end
$$;

comment on function sambatan.told_lines(sambatan.participants) is 'A participation''s lines as events tell them.';
