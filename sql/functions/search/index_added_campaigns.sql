-- Purpose: campaigns can be searched from the moment they are there, however they came.
-- Locks: as `index_campaigns`.
create or replace function sambatan.index_added_campaigns() returns trigger
language plpgsql
as $$
begin
  perform sambatan.index_campaigns(array(select id from added));
  return null;
end
$$;

comment on function sambatan.index_added_campaigns() is 'Trigger: new campaigns can be searched.';

create or replace trigger index_added_campaigns
  after insert on sambatan.campaigns
  referencing new table as added
  for each statement execute function sambatan.index_added_campaigns();
