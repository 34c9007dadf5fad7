-- Purpose: drops items from the participations of one campaign that hold some of them, each with its event: refunded where nothing else is
-- left, else with what is left.
-- Locks: none of its own; the caller holds the campaign's row. Participants follow.
create or replace function sambatan.drop_lines(p_campaign_id uuid, p_items smallint[], p_at_time timestamptz) returns void
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  touched jsonb;
begin
  -- What each keeps, and what of it drops.
  select jsonb_agg(jsonb_build_object('id', t.id, 'lines', t.lines, 'left', t.slots_left, 'slots', t.slots, 'amount', t.amount, 'items', t.items))
  into touched
  from (
    select p.id,
      jsonb_agg(case when l.item = any (p_items) then p.lines -> (l.place - 1)::integer || '{"dropped": true}'
        else p.lines -> (l.place - 1)::integer end order by l.place) as lines,
      coalesce(sum(l.units * i.slots_per_unit) filter (where not l.dropped and l.item <> all (p_items)), 0) as slots_left,
      sum(l.units * i.slots_per_unit) filter (where l.item = any (p_items)) as slots,
      sum(l.units * l.price) filter (where l.item = any (p_items)) as amount,
      jsonb_agg(jsonb_build_object('item_id', i.id, 'name', i.name, 'units', l.units) order by l.place)
        filter (where l.item = any (p_items)) as items
    from sambatan.participants p
    cross join lateral sambatan.lines_of(p.lines) l
    join sambatan.campaign_items i on i.campaign_id = p.campaign_id and i.number = l.item
    where p.campaign_id = p_campaign_id and sambatan.is_live(p.status)
    group by p.id
    having bool_or(l.item = any (p_items))
  ) t;
  if touched is null then
    return;
  end if;
  -- Whoever has nothing left keeps the quantity: it says what they had ordered, as that of everybody who is refunded.
  perform sambatan.move_participations(
    array(select (t ->> 'id')::uuid from jsonb_array_elements(touched) t where t ->> 'left' = '0'),
    'refunded', 'participant_refunded', '{"cause": "items_dropped"}', p_at_time);
  update sambatan.participants p set
    lines = t -> 'lines',
    first_order = coalesce(p.first_order, sambatan.order_of(p)),
    quantity = case when t ->> 'left' = '0' then p.quantity else (t ->> 'left')::integer end,
    updated_at = p_at_time
  from jsonb_array_elements(touched) t
  where p.id = (t ->> 'id')::uuid;
  insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
  select p_campaign_id, (t ->> 'id')::uuid, 'item_dropped', sambatan.actor(), t - array['id', 'lines', 'left'], p_at_time
  from jsonb_array_elements(touched) t
  order by t ->> 'id';
end
$$;

comment on function sambatan.drop_lines(uuid, smallint[], timestamptz) is
  'Drops items from the participations of one campaign that hold some of them, each with its event.';
