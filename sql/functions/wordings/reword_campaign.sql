-- Purpose: no change of a campaign's words, by whomever, loses what somebody joined on.
-- Locks: none of its own; a trigger that runs before a row is updated holds that row.
create or replace function sambatan.reword_campaign() returns trigger
language plpgsql
as $$
begin
  new.worded_at := sambatan.keep_campaign_wording(old);
  return new;
end
$$;

comment on function sambatan.reword_campaign() is 'Trigger: keeps the words of a campaign that somebody joined on.';

create or replace trigger reword_campaign
  before update of title, description on sambatan.campaigns
  for each row when (old.title is distinct from new.title or old.description is distinct from new.description)
  execute function sambatan.reword_campaign();
