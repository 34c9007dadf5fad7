-- Events about more than campaigns: a product, a person, an endpoint.
--
-- What every event is about follows from its name (src/modules/audit/catalogue). A campaign and a participation have columns
-- of their own, campaign_id and participant_id; `subject` and `subject_id` name whatever else there is, and stay null in these
-- two. So no row is written anew, a join writes nothing more than before, and no index of campaigns grows.

alter table sambatan.audit_logs alter column campaign_id drop not null;
-- subject_id is text, because the ids of people are what their platform calls them.
alter table sambatan.audit_logs add column subject text, add column subject_id text;
-- Not validated: every row from before has its campaign, and reading all of them would only keep joins waiting.
alter table sambatan.audit_logs add constraint audit_logs_subject_check check (
  case when subject is null then campaign_id is not null and subject_id is null
    else subject ~ '^[a-z_]{3,64}$' and subject_id is not null and length(subject_id) between 1 and 128 end) not valid;

-- What happened to one of them. Events of campaigns and participations are not in it.
create index audit_logs_subject_idx on sambatan.audit_logs (subject, subject_id, created_at, id)
  where subject is not null;

alter table sambatan.outbox alter column campaign_id drop not null;
