-- Purpose: what of an order that read_order calls invalid is wrong, as the caller wrote it: the field, or all of its lines where no single
-- one is at fault.
-- p_wanted: {lines | quantity}, as join_sambatan_campaigns takes them.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
-- Returns: the parameters of the refusal, {path}.
create or replace function sambatan.order_fault(p_campaign sambatan.campaigns, p_wanted jsonb) returns jsonb
language plpgsql stable
as $$
declare
  wanted jsonb := p_wanted -> 'lines';
  path text;
begin
  if coalesce(jsonb_typeof(wanted), 'null') = 'null' then
    return jsonb_build_object('path', 'quantity');
  elsif jsonb_typeof(wanted) = 'array' and p_wanted ->> 'quantity' is null then
    select format('lines.%s.%s', f.place - 1, f.field) into path
    from (
      select l.place, case
        when not case when p_campaign.itemized
          then exists (select from sambatan.campaign_items i where i.campaign_id = p_campaign.id and i.id::text = l.item_id)
          else coalesce(l.item_id = sambatan.only_item(p_campaign.id)::text, false) end then 'item_id'
        when row_number() over (partition by l.item_id order by l.place) > 1 then 'item_id'
        when not coalesce(l.units between 1 and 1000000000, false) then 'units' end as field
      from (
        select r.place, lower(r.line ->> 'item_id') as item_id, case when jsonb_typeof(r.line -> 'units') = 'number'
          then (r.line ->> 'units')::numeric end as units
        from jsonb_array_elements(wanted) with ordinality as r (line, place)
      ) l
    ) f
    where f.field is not null
    order by f.place limit 1;
  end if;
  return jsonb_build_object('path', coalesce(path, 'lines'));
end
$$;

comment on function sambatan.order_fault(sambatan.campaigns, jsonb) is
  'What of an order that read_order calls invalid is wrong: the field, as the caller wrote it.';
