-- Purpose: forgets what people were told, how they wanted to be told, in which browsers, whom they follow and who follows them: when they are erased,
-- and again for what was written about them at that very moment by another.
-- Locks: the rows that go.
create or replace function sambatan.forget_notifications_of(p_person_ids text[]) returns void
language sql
as $$
  delete from sambatan.notification_deliveries d using sambatan.notifications n
  where n.person_id = any (p_person_ids) and d.notification_id = n.id;
  delete from sambatan.notifications where person_id = any (p_person_ids);
  delete from sambatan.notification_preferences where person_id = any (p_person_ids);
  delete from sambatan.push_subscriptions where person_id = any (p_person_ids);
  delete from sambatan.whatsapp_consents where person_id = any (p_person_ids);
  delete from sambatan.follows where person_id = any (p_person_ids) or seller_id = any (p_person_ids);
$$;

comment on function sambatan.forget_notifications_of(text[]) is
  'Forgets what people were told, how they wanted to be told, in which browsers, and whom they follow.';
