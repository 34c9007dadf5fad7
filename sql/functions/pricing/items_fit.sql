-- Purpose: whether all requests of a batch that would be joined find the units that they order, each within its item's limits, for no more
-- than it expects to pay: then nothing needs deciding one by one. Decides nothing that decide_joins would decide otherwise.
-- p_amounts: what each request comes to, by its place.
-- Locks: none; the caller holds the campaign's row.
create or replace function sambatan.items_fit(
  p_campaign_id uuid, p_lines sambatan.order_line[], p_amounts bigint[], p_request sambatan.join_request[], p_outcomes text[])
returns boolean
language plpgsql stable
set enable_seqscan = off
set jit = off
as $$
declare
  limited boolean;
begin
  if exists (
    select from unnest(p_request) r where r.expected_amount < p_amounts[r.ord]
  ) or exists (
    select from (
      select l.item, sum(l.units)::integer as units, max(l.units) as most
      from unnest(p_lines) l where p_outcomes[l.ord] = 'joined' group by l.item
    ) s
    join sambatan.campaign_items i on i.campaign_id = p_campaign_id and i.number = s.item
    where sambatan.item_refusal(i, s.most, 0, s.units - s.most) is not null
  ) then
    return false;
  end if;
  limited := exists (select from unnest(p_lines) l where l.max_per_buyer is not null);
  -- Somebody who holds some of a limited item, or asks for it twice in the batch, is looked at by itself.
  return not limited or (
    (select count(distinct r.user_id) = count(*) from unnest(p_request) r)
    and not exists (
      select from unnest(p_lines) l
      where l.max_per_buyer is not null and p_outcomes[l.ord] = 'joined'
        and sambatan.held_units(p_campaign_id, p_request[l.ord].user_id, l.item) + l.units > l.max_per_buyer));
end
$$;

comment on function sambatan.items_fit(uuid, sambatan.order_line[], bigint[], sambatan.join_request[], text[]) is
  'Whether all requests of a batch find the units that they order, within limits, for no more than they expect to pay.';
