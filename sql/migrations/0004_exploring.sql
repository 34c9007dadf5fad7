-- Ways into the audit trail, for timelines, dashboards and those who look something up.
--
-- Nearly every event is a join, and every index is paid for by every join: one over all events costs a batch of 100 joins
-- 1.7 %, one by actor over all of them 6 %. So one index holds all events, and the others only what joins are not; what
-- someone joined is found through the participations, which have an index by person.

-- Everything in order of time: the explorer, the series of days. Also how the event of a join is found, which has the very
-- time of its participation.
create index audit_logs_created_idx on sambatan.audit_logs (created_at, id);

-- What else happened to a participation, and what happened to a campaign itself.
create index audit_logs_participant_idx on sambatan.audit_logs (participant_id, id)
  where event <> 'participant_joined';
create index audit_logs_campaign_own_idx on sambatan.audit_logs (campaign_id, id)
  where participant_id is null;

create index audit_logs_event_idx on sambatan.audit_logs (event, created_at, id)
  where event <> 'participant_joined';

-- `on_behalf`: an operator joined for somebody else, which the participations would not tell.
create index audit_logs_actor_idx on sambatan.audit_logs (actor, created_at, id)
  where event <> 'participant_joined' or metadata ? 'on_behalf';
