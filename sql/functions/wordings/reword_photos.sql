-- Purpose: no change of a campaign's photos, by whomever, loses what somebody joined on: a photo added or removed, another order or
-- alternative text. The first row of a change finds all as it was.
-- Locks: the campaign's row; whoever changes photos has it already, plain SQL perhaps not.
create or replace function sambatan.reword_photos() returns trigger
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
begin
  select * into campaign from sambatan.campaigns
  where id = case when tg_op = 'DELETE' then old.campaign_id else new.campaign_id end for no key update;
  update sambatan.campaigns set worded_at = sambatan.keep_campaign_wording(campaign) where id = campaign.id;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;

comment on function sambatan.reword_photos() is 'Trigger: keeps the photos of a campaign that somebody joined on.';

create or replace trigger reword_photos_changed
  before update on sambatan.campaign_photos
  for each row when (old.* is distinct from new.*)
  execute function sambatan.reword_photos();

-- An erasure takes photos away with all their past (erase_photos_of).
create or replace trigger reword_photos_added_or_removed
  before insert or delete on sambatan.campaign_photos
  for each row when (current_setting('sambatan.erasing_photos', true) is distinct from 'on')
  execute function sambatan.reword_photos();
