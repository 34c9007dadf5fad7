-- Purpose: the exact sum that names an order is the one that its buyer is asked for, whoever changes the order, its status or its money:
-- while nothing of it is paid and something is due it is theirs alone; from then on it cools down. Where what is asked for changes, the
-- number stays where its new sum is free, else it is another, and where none is there is none. Once something is paid the number stays:
-- it is part of what is due. An offer gets one when it is claimed.
-- Locks: the unique amounts of the seller; where a campaign completes only if nobody has them.
create or replace function sambatan.keep_unique_amount() returns trigger
language plpgsql
set enable_seqscan = off
set jit = off
as $$
declare
  asked bigint := case
    when sambatan.is_live(new.status) and new.paid_amount = 0 and new.returned_amount = 0 and new.given_up_amount = 0
    then coalesce(new.final_amount, new.amount) - new.waived_amount end;
  at_time timestamptz := sambatan.now();
  campaign sambatan.campaigns;
begin
  update sambatan.unique_amounts u set ended_at = at_time
  where u.participation_id = new.id and u.ended_at is null and u.amount is distinct from asked + new.unique_part;
  if asked is null or asked < 1 then
    return new;
  end if;
  update sambatan.unique_amounts u set ended_at = null where u.participation_id = new.id and u.amount = asked + new.unique_part;
  if found then
    return new;
  end if;
  select * into campaign from sambatan.campaigns c where c.id = new.campaign_id;
  if new.unique_part is null then
    new.unique_part := (sambatan.unique_parts_of_joins(campaign, array[new.id], array[asked], at_time))[1];
  elsif sambatan.lock_unique_amounts(campaign.seller_id, new.final_amount is not distinct from old.final_amount) then
    new.unique_part := (sambatan.take_unique_amounts(
      campaign.seller_id, array[new.id], array[asked], at_time, new.unique_part))[1];
  else
    new.unique_part := null;
  end if;
  return new;
end
$$;

comment on function sambatan.keep_unique_amount() is
  'Trigger: the exact sum that names an order is the one that its buyer is asked for; another cools down.';

create or replace trigger keep_unique_amount
  before update on sambatan.participants
  for each row when (
    (old.unique_part is not null or old.status = 'offered' and new.status = 'pending_payment')
    and (old.status, old.amount, old.final_amount, old.paid_amount, old.returned_amount, old.waived_amount, old.given_up_amount)
      is distinct from
      (new.status, new.amount, new.final_amount, new.paid_amount, new.returned_amount, new.waived_amount, new.given_up_amount))
  execute function sambatan.keep_unique_amount();
