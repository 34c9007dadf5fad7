-- Purpose: how many slots of a campaign are free: the one answer that joins, pages and the public interface share. Whether it takes
-- anybody now is admission_refusal's to say.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.available_slots(p_campaign sambatan.campaigns) returns integer
language sql immutable parallel safe
as $$ select p_campaign.total_slots - p_campaign.filled_slots $$;

comment on function sambatan.available_slots(sambatan.campaigns) is 'How many slots of a campaign are free.';
