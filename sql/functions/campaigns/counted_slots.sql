-- Purpose: how many slots of a campaign are held against its goal: every slot that is reserved or confirmed, or the confirmed ones
-- alone, as the campaign chose. What is on offer counts for no goal.
-- Locks: none.
create or replace function sambatan.counted_slots(p_campaign sambatan.campaigns) returns integer
language sql immutable parallel safe
as $$ select case p_campaign.goal_counts when 'confirmed' then p_campaign.confirmed_slots else p_campaign.filled_slots - p_campaign.offered_slots end $$;

comment on function sambatan.counted_slots(sambatan.campaigns) is 'How many slots of a campaign are held against its goal.';
