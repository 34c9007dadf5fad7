-- Purpose: what a person needs to know beside the machine word of admission_refusal.
create or replace function sambatan.admission_details(p_campaign sambatan.campaigns) returns jsonb
language sql stable
as $$
  select jsonb_build_object('status', p_campaign.status, 'opens_at', p_campaign.opens_at, 'deadline', p_campaign.deadline)
$$;

comment on function sambatan.admission_details(sambatan.campaigns) is 'The parameters of an admission refusal.';
