-- Purpose: shows a draft to the public: `scheduled` when it opens later, else `active` at once.
-- Locks, in order: the campaign's row.
-- Refuses, in order: campaign_not_found, campaign_behind, campaign_state_invalid, product_not_enabled, deadline_not_future,
-- deadline_too_far.
-- Returns: the campaign afterwards.
create or replace function sambatan.publish_sambatan_campaign(campaign_id uuid) returns sambatan.campaigns
language plpgsql
as $$
declare
  campaign sambatan.campaigns;
  at_time timestamptz;
begin
  campaign := sambatan.lock_campaign_now(campaign_id);
  at_time := sambatan.now();
  if campaign.status <> 'draft' then
    perform sambatan.refuse('campaign_state_invalid', jsonb_build_object('status', campaign.status, 'action', 'publish'));
  end if;
  if not (select p.sambatan_enabled from sambatan.products p where p.id = campaign.product_id) then
    perform sambatan.refuse('product_not_enabled', jsonb_build_object('product_id', campaign.product_id));
  end if;
  if campaign.deadline <= at_time then
    perform sambatan.refuse('deadline_not_future', jsonb_build_object('path', 'deadline', 'deadline', campaign.deadline));
  end if;
  perform sambatan.refuse_far_deadline(campaign.deadline);
  update sambatan.campaigns set
    status = case when opens_at > at_time then 'scheduled' else 'active' end::sambatan.sambatan_status,
    published_at = at_time,
    first_deadline = deadline,
    updated_at = at_time
  where id = campaign.id
  returning * into campaign;
  perform sambatan.record_event(campaign.id, 'campaign_published', jsonb_build_object(
    'old_status', 'draft', 'new_status', campaign.status, 'deadline', campaign.deadline));
  return campaign;
end
$$;

comment on function sambatan.publish_sambatan_campaign(uuid) is 'Publishes a draft: scheduled or active.';
