-- Purpose: the next threshold of the volume beyond so many slots, as a quote tells it: how many slots more bring it, and what it would take
-- off priced lines.
-- p_slots: those of the campaign, the priced lines' own counted.
-- Locks: none.
-- Returns: null where there is no further threshold.
create or replace function sambatan.next_volume(p_campaign_id uuid, p_priced sambatan.priced_line[], p_slots integer) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object('from_slots', v.from_slots, 'slots_more', v.from_slots - p_slots,
      'saves', sambatan.volume_saves(p_campaign_id, p_priced, v.from_slots))
    from sambatan.volume_prices v
    where v.campaign_id = p_campaign_id and v.from_slots > p_slots
    order by v.from_slots limit 1);
end
$$;

comment on function sambatan.next_volume(uuid, sambatan.priced_line[], integer) is
  'The next threshold of the volume beyond so many slots, as a quote tells it.';
