-- Purpose: a buyer says that they have paid, with the amount, the day and a proof where they have one. It records no money: it is work for
-- the seller until they record what came, or answer. Said again while it is open, it corrects what was said.
-- A hold that runs gets 72 hours more by it, once in as long as one hold counts, and where confirmed slots alone count it ends with the
-- settlement at the latest: the seller has time to look at a bank statement. What has ended stays ended: what came is then owed back.
-- claim: {amount?, on?, note?, picture_id?}. Where no amount is said it is all that is left to pay.
-- Locks, in order: the campaign's row, the participant's row, the claim, the pictures' rows.
-- Refuses, in order: participation_not_found, campaign_behind, offer_open, money_date_in_future, money_date_too_old, nothing_owed, picture_not_found.
-- Returns: the claim.
create or replace function sambatan.claim_sambatan_payment(id uuid, participation_id uuid, claim jsonb) returns sambatan.payment_claims
language plpgsql
as $$
declare
  participation sambatan.participants := sambatan.lock_participation(participation_id);
  campaign sambatan.campaigns;
  at_time timestamptz := sambatan.now();
  wanted bigint := coalesce((claim ->> 'amount')::bigint, case when sambatan.is_live(participation.status)
    then participation.owed_by_buyer else greatest(0, participation.amount + coalesce(participation.unique_part, 0) - participation.paid_amount) end);
  picture uuid := (claim ->> 'picture_id')::uuid;
  before sambatan.payment_claims;
  said sambatan.payment_claims;
  extended timestamptz;
begin
  select * into campaign from sambatan.campaigns c where c.id = participation.campaign_id;
  perform sambatan.refuse_open_offer(participation);
  perform sambatan.refuse_future_money((claim ->> 'on')::date);
  perform sambatan.refuse_old_money((claim ->> 'on')::date, array[campaign.id]);
  if wanted = 0 or sambatan.is_live(participation.status) and participation.owed_by_buyer = 0 then
    perform sambatan.refuse('nothing_owed', jsonb_build_object('kind', 'received'));
  end if;
  select * into before from sambatan.payment_claims c
  where c.participation_id = participation.id and c.answered_at is null for no key update;
  if picture is not null then
    perform sambatan.use_pictures(array[picture], array[before.picture_id]);
  end if;
  extended := sambatan.claimed_hold(participation, campaign, at_time);
  if before.id is null then
    insert into sambatan.payment_claims (id, campaign_id, participation_id, amount, currency, happened_on, note, picture_id, has_proof,
      claimed_by, created_at, hold_extended_to)
    values ($1, campaign.id, participation.id, wanted, participation.currency, coalesce((claim ->> 'on')::date, sambatan.today()),
      nullif(btrim(claim ->> 'note'), ''), picture, picture is not null, sambatan.actor(), at_time, extended)
    returning * into said;
  else
    update sambatan.payment_claims c set amount = wanted, happened_on = coalesce((claim ->> 'on')::date, sambatan.today()),
      note = nullif(btrim(claim ->> 'note'), ''), picture_id = coalesce(picture, c.picture_id), has_proof = picture is not null or c.has_proof,
      claimed_by = sambatan.actor(), created_at = at_time, hold_extended_to = coalesce(c.hold_extended_to, extended)
    where c.id = before.id
    returning * into said;
    if before.picture_id is distinct from said.picture_id then
      perform sambatan.release_pictures(array[before.picture_id]);
    end if;
  end if;
  if extended is not null then
    update sambatan.participants p set hold_expires_at = extended, updated_at = at_time where p.id = participation.id;
  end if;
  -- Its hold, and when its seller is asked about it.
  perform sambatan.refresh_due(array[campaign.id]);
  perform sambatan.record_event(campaign.id, 'payment_claimed',
    jsonb_strip_nulls(jsonb_build_object('claim_id', said.id, 'amount', said.amount, 'happened_on', said.happened_on,
      'has_proof', said.has_proof, 'hold_expires_at', extended)), participation.id);
  return said;
end
$$;

comment on function sambatan.claim_sambatan_payment(uuid, uuid, jsonb) is
  'A buyer says that they have paid, with a proof; a hold that runs gets 72 hours more by it, once.';
