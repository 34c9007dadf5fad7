-- Purpose: the one function that offers: gives what is free to those who wait, the first that it fits first, before anybody else can see
-- it. Whoever does not fit, or would break a limit, is passed over, keeps their place, and is told why, once an order. An offer is a held
-- participation: its units are taken here, its slots are the caller's (give_back_slots, raise_capacity), in the same write as what it
-- frees. Its time begins now, whenever what it offers came free.
-- Entries that order what is not sold any more are closed first. Where too little time is left for an offer nothing is made, and those
-- who wait are told once that what is free is everybody's.
-- What is on record proves the order: each offer says how much was free before it, and who fitted by slots and not by a limit.
-- Whoever waits for more than is free is not looked at one by one: a long list of which nothing fits costs a release little.
-- p_freed: slots that come free beside those that are.
-- Locks: none of its own; the caller holds the campaign's row, and asks only where somebody waits. Participants and entries follow.
-- Returns: how many slots were offered.
create or replace function sambatan.offer_to_waiting(p_campaign sambatan.campaigns, p_freed integer, p_at_time timestamptz)
returns integer
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  ends timestamptz;
  free integer := sambatan.available_slots(p_campaign) + p_freed;
  offered integer := 0;
  waiting record;
  refusal text;
  lines sambatan.order_line[];
  units integer[];  -- by an item's number: units offered here
  ordered sambatan.order_line[] := '{}';
  held integer;
  chosen jsonb := '[]';
  chosen_ids uuid[] := '{}';
  chosen_places numeric[] := '{}';
  chosen_free integer[] := '{}';  -- how much was free before each
  passed jsonb := '[]';  -- who fits by slots, and not by a limit
  limited jsonb := '[]';  -- those of them, since the last that fitted, who are to be told
  told jsonb := '[]';
begin
  if sambatan.admission_refusal(p_campaign, p_at_time) in ('campaign_not_open', 'campaign_closed') or p_campaign.settling_since is not null then
    return 0;
  end if;
  perform sambatan.close_unsold_entries(p_campaign, p_at_time);
  if free = 0 then
    return 0;
  end if;
  ends := sambatan.offer_end(p_campaign, p_at_time);
  if ends is null then
    perform sambatan.stop_offers(p_campaign, free, p_at_time);
    return 0;
  end if;
  if p_campaign.itemized then
    units := array_fill(0, array[(select max(i.number) from sambatan.campaign_items i where i.campaign_id = p_campaign.id)::integer]);
  end if;
  for waiting in
    select w.* from sambatan.waiting_entries w
    where w.campaign_id = p_campaign.id and w.ended_at is null and w.participation_id is null and w.quantity <= free
    order by w.place
  loop
    exit when free = 0;
    continue when waiting.quantity > free;
    lines := case when p_campaign.itemized then sambatan.entry_lines(p_campaign.id, waiting.lines, jsonb_array_length(chosen) + 1) end;
    held := case when p_campaign.max_per_buyer is not null or p_campaign.min_per_buyer > 1
      then sambatan.held_slots(waiting.campaign_id, waiting.user_id) else 0 end;
    refusal := sambatan.join_refusal_of_entry(p_campaign, waiting.user_id, lines, waiting.quantity, held, free, units);
    if refusal is not null then
      passed := passed || to_jsonb(waiting.id);
      if waiting.passed_at is null then
        limited := limited || jsonb_build_object(
          'id', waiting.id, 'quantity', waiting.quantity, 'place', waiting.place, 'reason', refusal, 'free_slots', free);
      end if;
      continue;
    end if;
    told := told || limited;
    limited := '[]';
    chosen := chosen || jsonb_build_object('id', waiting.id, 'participation_id', sambatan.new_id(p_at_time), 'quantity', waiting.quantity,
      'place', waiting.place, 'free_slots', free, 'passed', passed);
    chosen_ids := chosen_ids || waiting.id;
    chosen_places := chosen_places || waiting.place;
    chosen_free := chosen_free || free;
    free := free - waiting.quantity;
    offered := offered + waiting.quantity;
    for l in 1 .. coalesce(cardinality(lines), 0) loop
      units[lines[l].item] := units[lines[l].item] + lines[l].units;
    end loop;
    ordered := ordered || coalesce(lines, '{}');
  end loop;
  if offered > 0 then
    -- And whoever waited for more than was free when their turn came, before somebody who was offered something.
    told := told || coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', w.id, 'quantity', w.quantity, 'place', w.place, 'reason', 'insufficient_slots', 'free_slots', turn.free))
      from sambatan.waiting_entries w
      cross join lateral (
        select c.free from unnest(chosen_places, chosen_free) as c (place, free) where c.place > w.place order by c.place limit 1) turn
      where w.campaign_id = p_campaign.id and w.ended_at is null and w.participation_id is null and w.passed_at is null
        and w.id <> all (chosen_ids) and w.quantity > turn.free), '[]');
    perform sambatan.write_offers(p_campaign, chosen, told, ordered, ends, p_at_time);
  end if;
  return offered;
end
$$;

comment on function sambatan.offer_to_waiting(sambatan.campaigns, integer, timestamptz) is
  'Offers what is free in a campaign whose row the caller has locked to those who wait for it, in their order.';
