-- Purpose: what a campaign is to one person: the participations that hold slots for them, why they could not join now, and where that
-- passes by itself from when they can. What they are offered counts against their limit, and is none of what they hold. The least that they would have to take is what is asked about.
-- Locks: none: what fell due a moment ago may still be to come.
-- Returns: a row, or none where there is no such campaign; `reason` is null where they could join.
create or replace function sambatan.see_sambatan_campaign(p_campaign_id uuid, p_user_id text)
returns table (slots_held integer, participation_ids uuid[], reason text, again_at timestamptz)
language sql stable
as $$
  select mine.slots, mine.ids, why.reason,
    case why.reason when 'hold_ended_recently' then counted.until + interval '1 hour' end
  from sambatan.campaigns c, lateral (
    select coalesce(sum(p.quantity), 0)::integer as counted,
      coalesce(sum(p.quantity) filter (where p.status <> 'offered'), 0)::integer as slots,
      coalesce(array_agg(p.id order by p.id desc) filter (where p.status <> 'offered'), '{}') as ids
    from sambatan.participants p
    where p.campaign_id = c.id and p.user_id = p_user_id and sambatan.holds_slots(p.status)
  ) mine, lateral (
    select case when c.hold_minutes is not null then sambatan.hold_counted_until(c.id, p_user_id) end as until
  ) counted, lateral (
    select coalesce(sambatan.admission_refusal(c, sambatan.now()),
      sambatan.buyer_refusal(c, p_user_id, counted.until, sambatan.now()),
      sambatan.quantity_refusal(c, greatest(1, least(c.min_per_buyer - mine.counted, sambatan.available_slots(c))),
        mine.counted, sambatan.available_slots(c))) as reason
  ) why
  where c.id = p_campaign_id
$$;

comment on function sambatan.see_sambatan_campaign(uuid, text) is
  'What one person holds of a campaign, the machine word why they could not join it now, or null, and until when.';
