-- Purpose: what the volume takes off priced lines when so many slots complete.
-- Locks: none.
create or replace function sambatan.volume_saves(p_campaign_id uuid, p_priced sambatan.priced_line[], p_slots integer) returns bigint
language plpgsql stable
as $$
begin
  return (
    select coalesce(sum(l.units * greatest(l.price - sambatan.volume_price(p_campaign_id, l.item, p_slots), 0)), 0)::bigint
    from unnest(p_priced) l);
end
$$;

comment on function sambatan.volume_saves(uuid, sambatan.priced_line[], integer) is
  'What the volume takes off priced lines when so many slots complete.';
