-- Followers are written to once, when they can join: what a publication says of that is in its event. By the campaign's status, as it is when
-- the event is fanned out, one that had opened meanwhile was told twice, and one that had filled up not at all.
update sambatan.notification_kinds set condition = $$e.metadata ->> 'new_status' = 'active'$$ where kind = 'batch_published';

-- What opens later stands in their inbox until then.
insert into sambatan.notification_kinds (place, kind, event, audience, topic, channels, urgent, digest, condition) values
  (305, 'batch_scheduled', 'campaign_published', 'followers', 'following', '{}', false, false,
    $$e.metadata ->> 'new_status' = 'scheduled'$$);
