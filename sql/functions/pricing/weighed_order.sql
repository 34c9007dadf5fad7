-- Purpose: what a participation would be when its order is changed, and why it cannot be: decided by the functions that decide a join. A
-- change and the quote of one both ask it.
-- p_wanted: {lines | quantity}.
-- Precedence: what an item refuses (item_refusal), then what the number of slots does (quantity_refusal).
-- Locks: none; the caller holds the rows of the campaign and the participation, or the answer is stale.
-- Refuses, in order: request_invalid, lines_required: then nothing is ordered that could be weighed.
-- Returns: `priced`, all of the order, the cheapest units first within an item (unpriced_lines, and no amount, where the campaign has not so
-- many slots altogether); `lines` as the participation would keep them, null where its campaign keeps none; the machine word and its parameters are null where the change can be made.
create or replace function sambatan.weighed_order(
  p_campaign sambatan.campaigns, p_participation sambatan.participants, p_wanted jsonb, p_at_time timestamptz,
  out quantity integer, out priced sambatan.priced_line[], out lines jsonb, out amount bigint, out refusal text, out detail jsonb)
language plpgsql stable
as $$
#variable_conflict use_column
declare
  asked record;
  parts record;
  refused record;
  own integer[];
  others integer;
  free integer;
begin
  select * into asked from sambatan.read_order(p_campaign, p_wanted);
  quantity := asked.quantity;
  if quantity is null then
    perform sambatan.refuse('request_invalid', sambatan.order_fault(p_campaign, p_wanted));
  elsif quantity = 0 then
    perform sambatan.refuse('lines_required', jsonb_build_object('path', 'lines'));
  end if;
  if p_campaign.itemized then
    select * into parts from sambatan.kept_lines(p_participation.lines, asked.lines);
    -- Limits hold for the result; of what it orders no more of it keeps what it has, also where that is not sold any more.
    own := array(
      select -coalesce(sum(l.units), 0)::integer
      from generate_series(1, (select max(i.number) from sambatan.campaign_items i where i.campaign_id = p_campaign.id)) as o (item)
      left join sambatan.lines_of(p_participation.lines) l on l.item = o.item
      group by o.item order by o.item);
    select * into refused from sambatan.order_refusal(
      p_campaign.id, array(select w from unnest(asked.lines) w where w.item in (select a.item from unnest(parts.added) a)),
      p_participation.user_id, p_participation.id, null, own);
    refusal := refused.refusal;
    detail := refused.detail;
  end if;
  if quantity > p_campaign.total_slots then
    priced := sambatan.unpriced_lines(asked.lines, quantity);
  elsif p_campaign.itemized then
    -- What is kept and what is added at one price is one line.
    priced := array(
      select row(1, l.place, l.item, l.tier, sum(l.units), l.price)::sambatan.priced_line
      from unnest(parts.kept || sambatan.price_orders(p_campaign.id, parts.added, p_at_time)) l
      group by l.place, l.item, l.tier, l.price order by l.place, l.price, l.tier nulls last);
    select one.lines, one.amount into lines, amount from sambatan.priced_requests(priced) one;
  else
    amount := sambatan.quote(p_campaign, quantity);
    priced := array[row(1, 1, 1, null, quantity, amount / quantity)::sambatan.priced_line];
  end if;
  if refusal is null then
    select coalesce(sum(p.quantity), 0)::integer into others from sambatan.participants p
    where p.user_id = p_participation.user_id and p.campaign_id = p_campaign.id and p.id <> p_participation.id
      and sambatan.holds_slots(p.status);
    free := sambatan.available_slots(p_campaign) + p_participation.quantity;
    refusal := sambatan.quantity_refusal(p_campaign, quantity, others, free);
    detail := case when refusal is not null then sambatan.quantity_refusal_details(p_campaign, refusal, quantity, others, free) end;
  end if;
end
$$;

comment on function sambatan.weighed_order(sambatan.campaigns, sambatan.participants, jsonb, timestamptz) is
  'What a participation would be when its order is changed, and the machine word why it cannot be, or null.';
