-- Purpose: forgets a person. Name, contacts, addresses, refund account, notes, photos, sessions, password, second factor and what they were
-- told go, and so do their places on waiting lists; participations, amounts, records of money and audit events stay under the id, which
-- from then on is a pseudonym that leads to nobody.
-- Locks, in order: the campaigns that the person takes part in or sells in, by id; then participants; then the blobs of
-- photos; then the operators, by id, where the person is one; then the person; then their webhooks, and those that they made for others.
-- Refuses, in order: erasure_blocked (with what must be settled first), last_operator, person_not_found.
create or replace function sambatan.erase_person(p_person_id text) returns void
language plpgsql
as $$
declare
  at_time timestamptz;
  obstacles jsonb;
  role_before text;
begin
  -- No join of this person can come in between in these campaigns; what comes later in others wipe_erased finds.
  perform from sambatan.campaigns c
  where c.seller_id = p_person_id
    or c.id in (select p.campaign_id from sambatan.participants p where p.user_id = p_person_id)
    or c.id in (select w.campaign_id from sambatan.waiting_entries w where w.user_id = p_person_id)
  order by c.id for no key update;
  at_time := sambatan.now();

  select jsonb_agg(jsonb_strip_nulls(to_jsonb(o))) into obstacles from sambatan.erasure_obstacles(p_person_id) o;
  if obstacles is not null then
    perform sambatan.refuse('erasure_blocked',
      jsonb_build_object('obstacles', obstacles, 'count', jsonb_array_length(obstacles)));
  end if;

  -- Nobody is kept by what they wait for: their places end, and what they are offered goes to the next.
  perform sambatan.forget_waiting_of(p_person_id);
  update sambatan.participants set shipping_address = '', note = null
  where user_id = p_person_id and (shipping_address <> '' or note is not null);
  -- Sums stay; a name that somebody wrote beside them goes.
  update sambatan.money_records m set reference = null, note = null
  from sambatan.participants p
  where p.user_id = p_person_id and m.participation_id = p.id and (m.reference is not null or m.note is not null);
  update sambatan.money_reports m set note = null
  from sambatan.participants p
  where p.user_id = p_person_id and m.participation_id = p.id and m.note is not null;
  perform sambatan.forget_proofs_of(p_person_id);
  perform sambatan.erase_photos_of(p_person_id);
  perform sambatan.erase_payment_words(p_person_id);

  select p.role into role_before from sambatan.people p where p.id = p_person_id;
  if role_before = 'operator' then
    -- Of two operators who leave at once one must stay: without one nobody can make another.
    perform from sambatan.people where role = 'operator' order by id for no key update;
    if not exists (select from sambatan.people where role = 'operator' and id <> p_person_id) then
      perform sambatan.refuse('last_operator');
    end if;
  end if;

  delete from sambatan.whatsapp_refusals r where r.phone in (
    select p.phone from sambatan.people p where p.id = p_person_id
    union select c.phone from sambatan.whatsapp_consents c where c.person_id = p_person_id);
  delete from sambatan.email_suppressions s using sambatan.people p where p.id = p_person_id and s.address = lower(p.email);
  update sambatan.people set
    name = '', email = null, email_verified = false, phone = null, avatar_url = null, anonymous = true,
    two_factor_enabled = false, role = 'buyer', erased_at = at_time, updated_at = at_time
  where id = p_person_id and erased_at is null;
  if not found then
    -- Somebody who was only ever named by a service: the empty profile remembers that they were erased.
    insert into sambatan.people (id, origin, anonymous, erased_at, created_at, updated_at)
    select p_person_id, 'service', true, at_time, at_time, at_time
    where exists (select from sambatan.participants p where p.user_id = p_person_id)
      or exists (select from sambatan.waiting_entries w where w.user_id = p_person_id)
    on conflict (id) do nothing;
    if not found then
      perform sambatan.refuse('person_not_found', jsonb_build_object('person_id', p_person_id));
    end if;
  end if;
  delete from sambatan.sessions where user_id = p_person_id;
  delete from sambatan.known_devices where person_id = p_person_id;
  delete from sambatan.accounts where user_id = p_person_id;
  delete from sambatan.two_factors where user_id = p_person_id;
  delete from sambatan.addresses where person_id = p_person_id;
  delete from sambatan.refund_accounts where person_id = p_person_id;
  delete from sambatan.verifications where value = p_person_id;
  delete from sambatan.mailbox where person_id = p_person_id;
  delete from sambatan.webhook_attempts a using sambatan.webhook_deliveries d, sambatan.webhook_endpoints e
  where e.seller_id = p_person_id and d.endpoint_id = e.id and a.delivery_id = d.id;
  delete from sambatan.webhook_deliveries d using sambatan.webhook_endpoints e
  where e.seller_id = p_person_id and d.endpoint_id = e.id;
  delete from sambatan.webhook_endpoints where seller_id = p_person_id;
  perform sambatan.disable_webhooks_by_role(p_person_id, role_before);
  delete from sambatan.seller_pages where seller_id = p_person_id;
  delete from sambatan.statement_lines where seller_id = p_person_id;
  perform sambatan.forget_messages_of(array[p_person_id]);
  perform sambatan.forget_notifications_of(array[p_person_id]);
  perform sambatan.record_access('person_erased', p_person_id);
end
$$;

comment on function sambatan.erase_person(text) is
  'Erases a person: personal data goes, audit and amounts stay under the id as a pseudonym.';
