-- Purpose: puts on record that a chat with a buyer was opened with a message, or that they were skipped in this round.
-- p_after: the last chat opened with them that whoever asks was shown; null: none. What somebody else opened meanwhile, or the same
-- person in another tab, is said first, so that nobody is written to twice unknowingly.
-- Locks: an advisory one of the participation, so that of two at once the second sees the first.
-- Refuses, in order: participation_not_found, and of an opened chat buyer_phone_missing, already_messaged.
create or replace function sambatan.record_buyer_message(
  p_campaign_id uuid, p_participant_id uuid, p_template text, p_kind text, p_after bigint default null)
returns sambatan.buyer_messages
language plpgsql
as $$
declare
  buyer_phone text;
  latest sambatan.buyer_messages;
  recorded sambatan.buyer_messages;
begin
  perform pg_advisory_xact_lock(hashtextextended('sambatan message ' || p_participant_id, 0));
  select people.phone into buyer_phone from sambatan.participants p
  left join sambatan.people on people.id = p.user_id and people.erased_at is null
  where p.id = p_participant_id and p.campaign_id = p_campaign_id;
  if not found then
    perform sambatan.refuse('participation_not_found', jsonb_build_object('participation_id', p_participant_id));
  end if;
  if p_kind = 'opened' then
    if not sambatan.takes_messages(buyer_phone) then
      perform sambatan.refuse('buyer_phone_missing', jsonb_build_object('path', 'buyer_phone'));
    end if;
    select * into latest from sambatan.buyer_messages m
    where m.participant_id = p_participant_id and m.kind = 'opened' and m.undone_at is null order by m.id desc limit 1;
    if latest.id is distinct from p_after and latest.id is not null then
      perform sambatan.refuse('already_messaged', jsonb_build_object('at', latest.created_at));
    end if;
  end if;
  insert into sambatan.buyer_messages (campaign_id, participant_id, template, kind, actor, created_at)
  values (p_campaign_id, p_participant_id, p_template, p_kind, sambatan.actor(), sambatan.now())
  returning * into recorded;
  return recorded;
end
$$;

comment on function sambatan.record_buyer_message(uuid, uuid, text, text, bigint) is
  'Puts on record that a chat with a buyer was opened with a message, or that they were skipped in this round.';
