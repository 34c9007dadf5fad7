-- Purpose: whether all orders that a person has with the seller of a campaign were entered by others, by the seller for instance: somebody who
-- never dealt with that seller, for all that is known, and never asked for its letters.
-- Locks: none.
create or replace function sambatan.is_entered_by_others(p_person_id text, p_campaign_id uuid) returns boolean
language plpgsql stable
as $$
begin
  return (
    select exists (
        select from sambatan.participants p
        where p.user_id = p_person_id and p.campaign_id = p_campaign_id and p.on_behalf)
      and not exists (
        select from sambatan.participants p
        join sambatan.campaigns theirs on theirs.id = p.campaign_id
        join sambatan.campaigns c on c.id = p_campaign_id and c.seller_id = theirs.seller_id
        where p.user_id = p_person_id and not p.on_behalf));
end
$$;

comment on function sambatan.is_entered_by_others(text, uuid) is
  'Whether all orders that a person has with the seller of a campaign were entered by others.';
