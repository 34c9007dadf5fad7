-- Purpose: how many slots a request takes of a campaign that keeps no lines: its quantity, or the units of its one line, which names the
-- campaign's one item. Null where it says neither, both, or another item.
-- Locks: none.
create or replace function sambatan.only_units(p_campaign_id uuid, p_lines jsonb, p_quantity integer) returns integer
language sql stable
as $$
  select case
    when coalesce(jsonb_typeof(p_lines), 'null') = 'null' then p_quantity
    when p_quantity is null and jsonb_typeof(p_lines) = 'array' and jsonb_array_length(p_lines) = 1
      and lower(p_lines -> 0 ->> 'item_id') = sambatan.only_item(p_campaign_id)::text then (p_lines -> 0 ->> 'units')::integer end
$$;

comment on function sambatan.only_units(uuid, jsonb, integer) is
  'How many slots a request takes of a campaign that keeps no lines, or null.';
