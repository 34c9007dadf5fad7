-- Purpose: forgets when people were written to about their orders, and how they worded messages to buyers of their own.
-- Locks: the rows that go.
create or replace function sambatan.forget_messages_of(p_person_ids text[]) returns void
language sql
as $$
  delete from sambatan.buyer_messages m using sambatan.participants p
  where p.user_id = any (p_person_ids) and m.participant_id = p.id;
  delete from sambatan.message_templates where seller_id = any (p_person_ids);
$$;

comment on function sambatan.forget_messages_of(text[]) is
  'Forgets when people were written to about their orders, and how they worded messages to buyers of their own.';
