set local check_function_bodies = off;
--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)


--
-- Name: sambatan; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA sambatan;


--
-- Name: join_request; Type: TYPE; Schema: sambatan; Owner: -
--

CREATE TYPE sambatan.join_request AS (
	ord integer,
	id uuid,
	user_id text,
	quantity integer,
	shipping_address text,
	note text,
	actor text,
	scope text,
	key text,
	request_hash bytea,
	valid boolean,
	is_known boolean,
	is_same boolean,
	held integer
);


--
-- Name: sambatan_participant_status; Type: TYPE; Schema: sambatan; Owner: -
--

CREATE TYPE sambatan.sambatan_participant_status AS ENUM (
    'pending_payment',
    'confirmed',
    'cancelled',
    'refunded',
    'fulfilled'
);


--
-- Name: sambatan_status; Type: TYPE; Schema: sambatan; Owner: -
--

CREATE TYPE sambatan.sambatan_status AS ENUM (
    'draft',
    'scheduled',
    'active',
    'locked',
    'fulfilled',
    'expired',
    'cancelled'
);


--
-- Name: actor(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.actor() RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select coalesce(nullif(current_setting('sambatan.actor', true), ''), 'sql:' || current_user)
$$;


--
-- Name: FUNCTION actor(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.actor() IS 'The actor of this transaction, for the audit trail: the setting sambatan.actor, else sql:<database role>.';




--
-- Name: campaign_photos; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.campaign_photos (
    id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    "position" integer NOT NULL,
    alt text DEFAULT ''::text NOT NULL,
    content_hash bytea NOT NULL,
    blob_key text NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    color text NOT NULL,
    widths integer[] NOT NULL,
    bytes integer[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT campaign_photos_alt_check CHECK ((length(alt) <= 240)),
    CONSTRAINT campaign_photos_bytes_check CHECK ((cardinality(bytes) = cardinality(widths))),
    CONSTRAINT campaign_photos_color_check CHECK ((color ~ '^#[0-9a-f]{6}$'::text)),
    CONSTRAINT campaign_photos_content_hash_check CHECK ((length(content_hash) = 32)),
    CONSTRAINT campaign_photos_height_check CHECK (((height >= 1) AND (height <= 40000))),
    CONSTRAINT campaign_photos_position_check CHECK ((("position" >= 0) AND ("position" <= 7))),
    CONSTRAINT campaign_photos_width_check CHECK (((width >= 1) AND (width <= 10000))),
    CONSTRAINT campaign_photos_widths_check CHECK (((cardinality(widths) >= 1) AND (cardinality(widths) <= 8)))
);


--
-- Name: add_campaign_photo(uuid, uuid, text, bytea, text, integer, integer, text, integer[], integer[]); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.add_campaign_photo(p_campaign_id uuid, p_id uuid, p_blob_key text, p_content_hash bytea, p_alt text, p_width integer, p_height integer, p_color text, p_widths integer[], p_bytes integer[]) RETURNS sambatan.campaign_photos
    LANGUAGE plpgsql
    AS $$
declare
  photo sambatan.campaign_photos;
  place integer;
begin
  perform sambatan.lock_campaign_for_photos(p_campaign_id);
  select * into photo from sambatan.campaign_photos
  where campaign_id = p_campaign_id and content_hash = p_content_hash;
  if found then
    return photo;
  end if;
  place := sambatan.next_photo_position(p_campaign_id);
  -- They are removed when they have been unused for a day, so those of the last hour are safe from it.
  update sambatan.photo_blobs set unused_since = null
  where key = p_blob_key and unused_since > sambatan.now() - interval '1 hour';
  if not found then
    perform sambatan.refuse('pictures_busy', jsonb_build_object('blob_key', p_blob_key));
  end if;
  insert into sambatan.campaign_photos
    (id, campaign_id, position, alt, content_hash, blob_key, width, height, color, widths, bytes, created_at)
  values (p_id, p_campaign_id, place, p_alt, p_content_hash, p_blob_key, p_width, p_height, p_color, p_widths,
    p_bytes, sambatan.now())
  returning * into photo;
  update sambatan.campaigns set updated_at = sambatan.now() where id = p_campaign_id;
  perform sambatan.record_event(p_campaign_id, 'campaign_photo_added',
    jsonb_build_object('photo_id', photo.id, 'position', photo.position));
  return photo;
end
$$;


--
-- Name: FUNCTION add_campaign_photo(p_campaign_id uuid, p_id uuid, p_blob_key text, p_content_hash bytea, p_alt text, p_width integer, p_height integer, p_color text, p_widths integer[], p_bytes integer[]); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.add_campaign_photo(p_campaign_id uuid, p_id uuid, p_blob_key text, p_content_hash bytea, p_alt text, p_width integer, p_height integer, p_color text, p_widths integer[], p_bytes integer[]) IS 'Adds a photo whose blobs are stored to a campaign; the same file again is the photo that is there.';


--
-- Name: campaigns; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.campaigns (
    id uuid NOT NULL,
    slug text NOT NULL,
    product_id uuid NOT NULL,
    seller_id text NOT NULL,
    title text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    currency text DEFAULT 'IDR'::text NOT NULL,
    price_per_slot bigint NOT NULL,
    total_slots integer NOT NULL,
    minimum_slots integer NOT NULL,
    min_per_buyer integer DEFAULT 1 NOT NULL,
    max_per_buyer integer,
    hold_minutes integer,
    opens_at timestamp with time zone,
    deadline timestamp with time zone NOT NULL,
    status sambatan.sambatan_status DEFAULT 'draft'::sambatan.sambatan_status NOT NULL,
    filled_slots integer DEFAULT 0 NOT NULL,
    participant_count integer DEFAULT 0 NOT NULL,
    progress numeric(5,2) DEFAULT 0 NOT NULL,
    closed_slots integer,
    published_at timestamp with time zone,
    locked_at timestamp with time zone,
    fulfilled_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT campaigns_amount_check CHECK ((price_per_slot <= ('9007199254740991'::bigint / total_slots))),
    CONSTRAINT campaigns_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT campaigns_description_check CHECK ((length(description) <= 8000)),
    CONSTRAINT campaigns_final_times_check CHECK ((((status = 'fulfilled'::sambatan.sambatan_status) = (fulfilled_at IS NOT NULL)) AND ((status = ANY (ARRAY['expired'::sambatan.sambatan_status, 'cancelled'::sambatan.sambatan_status])) = (cancelled_at IS NOT NULL)) AND (((status = 'locked'::sambatan.sambatan_status) AND (locked_at IS NULL)) IS NOT TRUE))),
    CONSTRAINT campaigns_full_check CHECK ((((status <> 'locked'::sambatan.sambatan_status) OR (filled_slots = total_slots)) AND ((status <> 'active'::sambatan.sambatan_status) OR (filled_slots < total_slots)))),
    CONSTRAINT campaigns_hold_minutes_check CHECK (((hold_minutes >= 1) AND (hold_minutes <= 525600))),
    CONSTRAINT campaigns_minimum_slots_check CHECK (((minimum_slots >= 1) AND (minimum_slots <= total_slots))),
    CONSTRAINT campaigns_no_oversell_check CHECK (((filled_slots >= 0) AND (filled_slots <= total_slots))),
    CONSTRAINT campaigns_opening_check CHECK (((opens_at IS NULL) OR (opens_at < deadline))),
    CONSTRAINT campaigns_participant_count_check CHECK ((participant_count >= 0)),
    CONSTRAINT campaigns_per_buyer_check CHECK ((((min_per_buyer >= 1) AND (min_per_buyer <= total_slots)) AND ((max_per_buyer IS NULL) OR (max_per_buyer >= min_per_buyer)))),
    CONSTRAINT campaigns_price_per_slot_check CHECK ((price_per_slot >= 1)),
    CONSTRAINT campaigns_progress_check CHECK ((progress = round((((filled_slots)::numeric * 100.0) / (total_slots)::numeric), 2))),
    CONSTRAINT campaigns_seller_id_check CHECK (((length(seller_id) >= 1) AND (length(seller_id) <= 128))),
    CONSTRAINT campaigns_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 96))),
    CONSTRAINT campaigns_title_check CHECK (((length(title) >= 3) AND (length(title) <= 120))),
    CONSTRAINT campaigns_total_slots_check CHECK (((total_slots >= 1) AND (total_slots <= 1000000)))
)
WITH (fillfactor='40');


--
-- Name: admission_details(sambatan.campaigns); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.admission_details(campaign sambatan.campaigns) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
  select jsonb_build_object('status', campaign.status, 'opens_at', campaign.opens_at, 'deadline', campaign.deadline)
$$;


--
-- Name: FUNCTION admission_details(campaign sambatan.campaigns); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.admission_details(campaign sambatan.campaigns) IS 'The parameters of an admission refusal.';


--
-- Name: admission_refusal(sambatan.campaigns, timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.admission_refusal(campaign sambatan.campaigns, at_time timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
  select case
    when campaign.status = 'draft' then 'campaign_not_open'
    when campaign.status = 'scheduled' then 'campaign_not_open'
    when campaign.status in ('fulfilled', 'expired', 'cancelled') then 'campaign_closed'
    when campaign.deadline <= at_time then 'campaign_closed'
    when campaign.status = 'locked' then 'campaign_full'
  end
$$;


--
-- Name: FUNCTION admission_refusal(campaign sambatan.campaigns, at_time timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.admission_refusal(campaign sambatan.campaigns, at_time timestamp with time zone) IS 'The machine word why a campaign takes nobody at a time, or null when it does.';


--
-- Name: advance_campaigns(uuid[], timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.advance_campaigns(ids uuid[], at_time timestamp with time zone) RETURNS TABLE(campaign_id uuid, action text, old_status sambatan.sambatan_status, new_status sambatan.sambatan_status, detail jsonb)
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
  return query
  with opened as (
    update sambatan.campaigns c set status = 'active', updated_at = at_time
    where c.id = any (ids) and sambatan.campaign_outcome(
      c.status, c.opens_at, c.deadline, c.filled_slots, c.minimum_slots, at_time) = 'campaign_opened'
    returning c.id
  ), recorded as (
    insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at)
    select o.id, 'campaign_opened', sambatan.actor(), '{"old_status": "scheduled", "new_status": "active"}', at_time
    from opened o
  )
  select o.id, 'campaign_opened', 'scheduled'::sambatan.sambatan_status, 'active'::sambatan.sambatan_status, '{}'::jsonb
  from opened o;

  -- A campaign that reopens was never full in truth: holds that expired since it seemed so are then released as well.
  loop
    return query select * from sambatan.expire_holds(ids, at_time);
    exit when not found;
  end loop;

  return query
  select closed.campaign_id, 'campaign_completed', closed.old_status, 'fulfilled'::sambatan.sambatan_status, closed.detail
  from sambatan.close_campaigns(array(
    select c.id from sambatan.campaigns c
    where c.id = any (ids) and sambatan.campaign_outcome(
      c.status, c.opens_at, c.deadline, c.filled_slots, c.minimum_slots, at_time) = 'campaign_completed'
  ), 'fulfilled', null, at_time) closed;

  return query
  select closed.campaign_id, 'campaign_failed', closed.old_status, 'expired'::sambatan.sambatan_status, closed.detail
  from sambatan.close_campaigns(array(
    select c.id from sambatan.campaigns c
    where c.id = any (ids) and sambatan.campaign_outcome(
      c.status, c.opens_at, c.deadline, c.filled_slots, c.minimum_slots, at_time) = 'campaign_failed'
  ), 'expired', null, at_time) closed;
end
$$;


--
-- Name: FUNCTION advance_campaigns(ids uuid[], at_time timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.advance_campaigns(ids uuid[], at_time timestamp with time zone) IS 'Makes every transition that is due at a time for campaigns whose rows the caller has locked.';


--
-- Name: begin_campaign_photo(uuid, bytea, text, integer[]); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.begin_campaign_photo(p_campaign_id uuid, p_content_hash bytea, p_blob_key text, p_widths integer[]) RETURNS sambatan.campaign_photos
    LANGUAGE plpgsql
    AS $$
declare
  photo sambatan.campaign_photos;
begin
  perform sambatan.lock_campaign_for_photos(p_campaign_id);
  select * into photo from sambatan.campaign_photos
  where campaign_id = p_campaign_id and content_hash = p_content_hash;
  if found then
    return photo;
  end if;
  perform sambatan.next_photo_position(p_campaign_id);
  insert into sambatan.photo_blobs (key, widths, unused_since) values (p_blob_key, p_widths, sambatan.now());
  return null;
end
$$;


--
-- Name: FUNCTION begin_campaign_photo(p_campaign_id uuid, p_content_hash bytea, p_blob_key text, p_widths integer[]); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.begin_campaign_photo(p_campaign_id uuid, p_content_hash bytea, p_blob_key text, p_widths integer[]) IS 'Begins to add a photo: returns the one that is there, or writes down the key of the blobs to come.';


--
-- Name: campaign_outcome(sambatan.sambatan_status, timestamp with time zone, timestamp with time zone, integer, integer, timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.campaign_outcome(status sambatan.sambatan_status, opens_at timestamp with time zone, deadline timestamp with time zone, filled_slots integer, minimum_slots integer, at_time timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case
    when status = 'scheduled' and opens_at <= at_time then 'campaign_opened'
    when status = 'locked' or (status = 'active' and deadline <= at_time and filled_slots >= minimum_slots)
      then 'campaign_completed'
    when status = 'active' and deadline <= at_time then 'campaign_failed'
  end
$$;


--
-- Name: FUNCTION campaign_outcome(status sambatan.sambatan_status, opens_at timestamp with time zone, deadline timestamp with time zone, filled_slots integer, minimum_slots integer, at_time timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.campaign_outcome(status sambatan.sambatan_status, opens_at timestamp with time zone, deadline timestamp with time zone, filled_slots integer, minimum_slots integer, at_time timestamp with time zone) IS 'campaign_opened, campaign_completed, campaign_failed, or null: what a campaign''s time has come for.';


--
-- Name: cancel_sambatan_campaign(uuid, text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.cancel_sambatan_campaign(campaign_id uuid, reason text DEFAULT NULL::text) RETURNS sambatan.campaigns
    LANGUAGE plpgsql
    AS $$
declare
  campaign sambatan.campaigns;
begin
  campaign := sambatan.lock_campaign(campaign_id);
  if campaign.status not in ('draft', 'scheduled', 'active', 'locked') then
    perform sambatan.refuse('campaign_state_invalid', jsonb_build_object('status', campaign.status, 'action', 'cancel'));
  end if;
  perform sambatan.close_campaigns(array[campaign.id], 'cancelled', reason, sambatan.now());
  return sambatan.lock_campaign(campaign.id);
end
$$;


--
-- Name: FUNCTION cancel_sambatan_campaign(campaign_id uuid, reason text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.cancel_sambatan_campaign(campaign_id uuid, reason text) IS 'Cancels a campaign that has not ended and refunds every reserved and confirmed participation.';


--
-- Name: participants; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.participants (
    id uuid NOT NULL,
    campaign_id uuid NOT NULL,
    user_id text NOT NULL,
    quantity integer NOT NULL,
    amount bigint NOT NULL,
    currency text NOT NULL,
    status sambatan.sambatan_participant_status DEFAULT 'pending_payment'::sambatan.sambatan_participant_status NOT NULL,
    shipping_address text NOT NULL,
    note text,
    hold_expires_at timestamp with time zone,
    joined_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT participants_amount_check CHECK ((amount >= 0)),
    CONSTRAINT participants_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT participants_note_check CHECK ((length(note) <= 160)),
    CONSTRAINT participants_quantity_check CHECK ((quantity >= 1)),
    CONSTRAINT participants_shipping_address_check CHECK ((length(shipping_address) <= 240)),
    CONSTRAINT participants_user_id_check CHECK (((length(user_id) >= 1) AND (length(user_id) <= 128)))
);


--
-- Name: cancel_sambatan_participation(uuid, text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.cancel_sambatan_participation(participation_id uuid, reason text DEFAULT NULL::text) RETURNS sambatan.participants
    LANGUAGE plpgsql
    AS $$
declare
  participation sambatan.participants;
begin
  participation := sambatan.lock_participation(participation_id);
  if participation.status <> 'pending_payment' then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'cancel'));
  end if;
  if (select c.status in ('active', 'locked') and c.deadline <= sambatan.now()
      from sambatan.campaigns c where c.id = participation.campaign_id) then
    perform sambatan.refuse('campaign_closed', (
      select sambatan.admission_details(c) from sambatan.campaigns c where c.id = participation.campaign_id));
  end if;
  return sambatan.move_participation(participation, 'cancelled', 'participant_cancelled', reason);
end
$$;


--
-- Name: FUNCTION cancel_sambatan_participation(participation_id uuid, reason text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.cancel_sambatan_participation(participation_id uuid, reason text) IS 'Cancels a reserved participation and releases its slots.';


--
-- Name: change_sambatan_participation(uuid, jsonb); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.change_sambatan_participation(participation_id uuid, changes jsonb) RETURNS sambatan.participants
    LANGUAGE plpgsql
    AS $$
declare
  participation sambatan.participants;
  new_address text;
  new_note text;
  fields text[];
begin
  participation := sambatan.lock_participation(participation_id);
  if participation.status <> 'pending_payment' then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'change'));
  end if;
  new_address := coalesce(changes ->> 'shipping_address', participation.shipping_address);
  new_note := case when changes ? 'note' then changes ->> 'note' else participation.note end;
  fields := array_remove(array[
    case when new_address <> participation.shipping_address then 'shipping_address' end,
    case when new_note is distinct from participation.note then 'note' end], null);
  if cardinality(fields) = 0 then
    return participation;
  end if;
  update sambatan.participants set shipping_address = new_address, note = new_note, updated_at = sambatan.now()
  where id = participation.id
  returning * into participation;
  perform sambatan.record_event(participation.campaign_id, 'participant_changed',
    jsonb_build_object('fields', to_jsonb(fields)), participation.id);
  return participation;
end
$$;


--
-- Name: FUNCTION change_sambatan_participation(participation_id uuid, changes jsonb); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.change_sambatan_participation(participation_id uuid, changes jsonb) IS 'Changes shipping address and note of a reserved participation; the event names the fields only.';


--
-- Name: check_sambatan_deadlines(integer); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.check_sambatan_deadlines(batch integer DEFAULT 500) RETURNS TABLE(campaign_id uuid, action text, old_status sambatan.sambatan_status, new_status sambatan.sambatan_status, detail jsonb)
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
#variable_conflict use_column
declare
  at_time timestamptz := sambatan.now();
  ids uuid[];
  one uuid;
begin
  ids := sambatan.lock_due_campaigns(batch, at_time);
  if cardinality(ids) = 0 then
    return;
  end if;
  begin
    return query select * from sambatan.advance_campaigns(ids, at_time);
    delete from sambatan.lifecycle_failures f where f.campaign_id = any (ids);
    return;
  exception
    when serialization_failure or deadlock_detected or insufficient_resources or system_error then raise;
    when others then
      -- Something in this batch is broken. Nothing of it has happened; find out what by going one by one.
      null;
  end;
  foreach one in array ids loop
    begin
      return query select * from sambatan.advance_campaigns(array[one], at_time);
      delete from sambatan.lifecycle_failures f where f.campaign_id = one;
    exception
      when serialization_failure or deadlock_detected or insufficient_resources or system_error then raise;
      when others then
        insert into sambatan.lifecycle_failures as f (campaign_id, attempts, error, failed_at, retry_at)
        values (one, 1, sqlstate || ' ' || sqlerrm, at_time, at_time + interval '15 seconds')
        on conflict on constraint lifecycle_failures_pkey do update set
          attempts = f.attempts + 1, error = excluded.error, failed_at = at_time,
          retry_at = at_time + least(interval '1 hour', interval '15 seconds' * 2 ^ least(f.attempts, 10));
        return query
        select c.id, 'transition_failed', c.status, c.status, jsonb_build_object('error', sqlstate || ' ' || sqlerrm)
        from sambatan.campaigns c where c.id = one;
    end;
  end loop;
end
$$;


--
-- Name: FUNCTION check_sambatan_deadlines(batch integer); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.check_sambatan_deadlines(batch integer) IS 'One pass over everything that is due, at most `batch` campaigns; a row per transition. Safe on many nodes at once.';


--
-- Name: close_campaigns(uuid[], sambatan.sambatan_status, text, timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.close_campaigns(ids uuid[], new_status sambatan.sambatan_status, p_reason text, at_time timestamp with time zone) RETURNS TABLE(campaign_id uuid, old_status sambatan.sambatan_status, detail jsonb)
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
declare
  completing constant boolean := new_status = 'fulfilled';
  closed jsonb;
  old sambatan.sambatan_participant_status;
begin
  if cardinality(ids) = 0 then
    return;
  end if;
  with before as materialized (
    select id, status, filled_slots, participant_count from sambatan.campaigns where id = any (ids)
  ), changed as (
    update sambatan.campaigns c set
      status = new_status,
      closed_slots = c.filled_slots,
      filled_slots = case when completing then c.filled_slots else 0 end,
      locked_at = null,
      fulfilled_at = case when completing then at_time end,
      cancelled_at = case when completing then null else at_time end,
      updated_at = at_time
    where c.id = any (ids)
    returning c.id, c.closed_slots, c.minimum_slots, c.total_slots
  )
  select jsonb_agg(jsonb_build_object('id', b.id, 'old_status', b.status, 'detail', jsonb_strip_nulls(jsonb_build_object(
    'old_status', b.status, 'new_status', new_status, 'slots', c.closed_slots, 'minimum_slots', c.minimum_slots,
    'total_slots', c.total_slots, 'participants', b.participant_count, 'reason', p_reason))))
  into closed
  from changed c join before b on b.id = c.id;

  insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at)
  select (c ->> 'id')::uuid,
    case new_status when 'fulfilled' then 'campaign_completed' when 'expired' then 'campaign_failed' else 'campaign_cancelled' end,
    sambatan.actor(), c -> 'detail', at_time
  from jsonb_array_elements(closed) c;

  -- One statement per old status, which is thereby known without a join that a stale plan could turn around.
  foreach old in array case when completing
    then array['pending_payment'] else array['pending_payment', 'confirmed'] end::sambatan.sambatan_participant_status[]
  loop
    with changed as (
      update sambatan.participants p set
        status = case when completing then 'confirmed' else 'refunded' end::sambatan.sambatan_participant_status,
        updated_at = at_time
      where p.campaign_id = any (ids) and p.status = old
      returning p.id, p.campaign_id, p.quantity, p.amount, p.status
    )
    insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
    select c.campaign_id, c.id, case when completing then 'participant_confirmed' else 'participant_refunded' end,
      sambatan.actor(),
      jsonb_build_object('quantity', c.quantity, 'amount', c.amount, 'old_status', old, 'new_status', c.status),
      at_time
    from changed c
    order by c.id;
  end loop;

  -- What has ended fails no more, also when a person ended it between two tries of the scheduler.
  delete from sambatan.lifecycle_failures f where f.campaign_id = any (ids);

  return query
  select (c ->> 'id')::uuid, (c ->> 'old_status')::sambatan.sambatan_status, c -> 'detail'
  from jsonb_array_elements(closed) c;
end
$$;


--
-- Name: FUNCTION close_campaigns(ids uuid[], new_status sambatan.sambatan_status, p_reason text, at_time timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.close_campaigns(ids uuid[], new_status sambatan.sambatan_status, p_reason text, at_time timestamp with time zone) IS 'Ends campaigns whose rows the caller has locked: completed, failed or cancelled, with their participants and events.';


--
-- Name: complete_sambatan_campaign(uuid); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.complete_sambatan_campaign(campaign_id uuid) RETURNS sambatan.campaigns
    LANGUAGE plpgsql
    AS $$
declare
  campaign sambatan.campaigns;
begin
  campaign := sambatan.lock_campaign(campaign_id);
  if campaign.status not in ('active', 'locked') then
    perform sambatan.refuse('campaign_state_invalid', jsonb_build_object('status', campaign.status, 'action', 'complete'));
  end if;
  perform sambatan.close_campaigns(array[campaign.id], 'fulfilled', null, sambatan.now());
  return sambatan.lock_campaign(campaign.id);
end
$$;


--
-- Name: FUNCTION complete_sambatan_campaign(campaign_id uuid); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.complete_sambatan_campaign(campaign_id uuid) IS 'Completes an active or full campaign and confirms every reserved participation.';


--
-- Name: confirm_sambatan_participation(uuid, text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.confirm_sambatan_participation(participation_id uuid, reason text DEFAULT NULL::text) RETURNS sambatan.participants
    LANGUAGE plpgsql
    AS $$
declare
  participation sambatan.participants;
begin
  participation := sambatan.lock_participation(participation_id);
  if participation.status <> 'pending_payment' then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'confirm'));
  end if;
  return sambatan.move_participation(participation, 'confirmed', 'participant_confirmed', reason);
end
$$;


--
-- Name: FUNCTION confirm_sambatan_participation(participation_id uuid, reason text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.confirm_sambatan_participation(participation_id uuid, reason text) IS 'Confirms a reserved participation; its hold no longer expires.';


--
-- Name: confirm_sambatan_participations(uuid, uuid[]); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.confirm_sambatan_participations(p_campaign_id uuid, ids uuid[]) RETURNS TABLE(participation_id uuid, outcome text, detail jsonb)
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
declare
  at_time timestamptz;
  asked uuid[] := array(select distinct asked.id from unnest(ids) as asked (id) where asked.id is not null order by 1);
  outcomes jsonb;
begin
  if cardinality(asked) not between 1 and 500 then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;
  perform sambatan.lock_campaign(p_campaign_id);
  at_time := sambatan.now();
  perform from sambatan.participants p
  where p.id = any (asked) and p.campaign_id = p_campaign_id
  order by p.id for no key update;

  -- Before anything is written, so that what is found here is what each was.
  select jsonb_object_agg(p.id, p.status) into outcomes
  from sambatan.participants p where p.id = any (asked) and p.campaign_id = p_campaign_id;

  with changed as (
    update sambatan.participants p set status = 'confirmed', updated_at = at_time
    where p.id = any (asked) and p.campaign_id = p_campaign_id and p.status = 'pending_payment'
    returning p.id, p.quantity, p.amount
  )
  insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
  select p_campaign_id, c.id, 'participant_confirmed', sambatan.actor(), jsonb_build_object(
    'quantity', c.quantity, 'amount', c.amount, 'old_status', 'pending_payment', 'new_status', 'confirmed'), at_time
  from changed c
  order by c.id;

  return query
  select one.id,
    case coalesce(outcomes ->> one.id::text, '')
      when '' then 'participation_not_found'
      when 'pending_payment' then 'confirmed'
      when 'confirmed' then 'confirmed'
      else 'participation_state_invalid' end,
    case when outcomes ->> one.id::text not in ('pending_payment', 'confirmed')
      then jsonb_build_object('status', outcomes ->> one.id::text, 'action', 'confirm') else '{}' end
  from unnest(asked) with ordinality as one (id, ord)
  order by one.ord;
end
$$;


--
-- Name: FUNCTION confirm_sambatan_participations(p_campaign_id uuid, ids uuid[]); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.confirm_sambatan_participations(p_campaign_id uuid, ids uuid[]) IS 'Confirms 1 to 500 reserved participations of one campaign in one transaction; one outcome per id.';


--
-- Name: count_attempt(bytea, integer, interval); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.count_attempt(p_bucket bytea, p_maximum integer, p_window interval) RETURNS integer
    LANGUAGE plpgsql
    AS $$
declare
  at_time timestamptz := sambatan.now();
  counted sambatan.attempts;
begin
  insert into sambatan.attempts as a (bucket, count, window_ends_at) values (p_bucket, 1, at_time + p_window)
  on conflict (bucket) do update set
    count = case when a.window_ends_at <= at_time then 1 else least(a.count + 1, p_maximum + 1) end,
    window_ends_at = case when a.window_ends_at <= at_time then at_time + p_window else a.window_ends_at end
  returning * into counted;
  return case when counted.count <= p_maximum then 0
    else greatest(1, ceil(extract(epoch from counted.window_ends_at - at_time)))::integer end;
end
$$;


--
-- Name: FUNCTION count_attempt(p_bucket bytea, p_maximum integer, p_window interval); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.count_attempt(p_bucket bytea, p_maximum integer, p_window interval) IS 'Counts a try against a limit shared by all nodes; returns the seconds to wait, 0 when it is within the limit.';


--
-- Name: count_participants(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.count_participants() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
declare
  change record;
begin
  -- A loop of updates by id, not one joined update: a plan cached while campaigns were few would walk all of them.
  if tg_op = 'INSERT' then
    for change in
      select campaign_id, count(*)::int as live from added where sambatan.is_live(status) group by 1 order by 1
    loop
      update sambatan.campaigns set participant_count = participant_count + change.live where id = change.campaign_id;
    end loop;
  else
    for change in
      select campaign_id, sum(live)::int as live
      from (
        select campaign_id, 1 as live from added where sambatan.is_live(status)
        union all
        select campaign_id, -1 from removed where sambatan.is_live(status)
      ) both_sides
      group by 1 having sum(live) <> 0 order by 1
    loop
      update sambatan.campaigns set participant_count = participant_count + change.live where id = change.campaign_id;
    end loop;
  end if;
  return null;
end
$$;


--
-- Name: FUNCTION count_participants(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.count_participants() IS 'Trigger: keeps campaigns.participant_count true.';


--
-- Name: decide_joins(sambatan.join_request[], sambatan.campaigns, text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.decide_joins(request sambatan.join_request[], campaign sambatan.campaigns, refusal text, OUT outcomes text[], OUT details jsonb[], OUT requests sambatan.join_request[]) RETURNS record
    LANGUAGE plpgsql
    AS $$
declare
  r sambatan.join_request;
  slots_left integer := campaign.total_slots - campaign.filled_slots;
  taken jsonb := '{}';   -- user -> slots taken in this batch
  first_use jsonb := '{}';  -- scope and key -> position in this batch
  key_id text;
  mine integer;
  least integer;
begin
  requests := request;
  for i in 1 .. array_length(request, 1) loop
    r := request[i];
    details[i] := null;
    key_id := jsonb_build_array(r.scope, r.key)::text;
    mine := coalesce(r.held, 0) + coalesce((taken ->> r.user_id)::int, 0);
    least := least(campaign.min_per_buyer - mine, slots_left);
    if not r.valid then
      outcomes[i] := 'request_invalid';
    elsif r.is_known then
      outcomes[i] := case when r.is_same then 'replayed' else 'idempotency_mismatch' end;
    elsif r.key is not null and first_use ? key_id then
      outcomes[i] := case when request[(first_use ->> key_id)::int].request_hash = r.request_hash
        then 'replayed' else 'idempotency_mismatch' end;
      r.id := request[(first_use ->> key_id)::int].id;
      requests[i] := r;
    elsif refusal is not null then
      outcomes[i] := refusal;
      details[i] := sambatan.admission_details(campaign);
    elsif mine + r.quantity > campaign.max_per_buyer then
      outcomes[i] := 'already_joined_limit';
      details[i] := jsonb_build_object('maximum', campaign.max_per_buyer, 'held', mine, 'requested', r.quantity);
    elsif r.quantity < least then
      outcomes[i] := 'below_min_per_buyer';
      details[i] := jsonb_build_object('minimum', campaign.min_per_buyer, 'least', least, 'held', mine,
        'requested', r.quantity);
    elsif r.quantity > slots_left then
      outcomes[i] := 'insufficient_slots';
      details[i] := jsonb_build_object('available', slots_left, 'requested', r.quantity);
    else
      outcomes[i] := 'joined';
      slots_left := slots_left - r.quantity;
      taken := taken || jsonb_build_object(r.user_id, mine - coalesce(r.held, 0) + r.quantity);
      if r.key is not null then
        first_use := first_use || jsonb_build_object(key_id, i);
      end if;
      if slots_left = 0 then
        -- From here on the campaign is full, and says so, as it would to a request that came alone.
        refusal := 'campaign_full';
        campaign.status := 'locked';
      end if;
    end if;
  end loop;
end
$$;


--
-- Name: FUNCTION decide_joins(request sambatan.join_request[], campaign sambatan.campaigns, refusal text, OUT outcomes text[], OUT details jsonb[], OUT requests sambatan.join_request[]); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.decide_joins(request sambatan.join_request[], campaign sambatan.campaigns, refusal text, OUT outcomes text[], OUT details jsonb[], OUT requests sambatan.join_request[]) IS 'Decides a batch of joins one by one, in order; used where not all of a batch fits.';


--
-- Name: describe_campaign_photo(uuid, uuid, text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.describe_campaign_photo(p_campaign_id uuid, p_photo_id uuid, p_alt text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  old_alt text;
begin
  perform sambatan.lock_campaign_for_photos(p_campaign_id);
  select alt into old_alt from sambatan.campaign_photos where id = p_photo_id and campaign_id = p_campaign_id;
  if not found then
    perform sambatan.refuse('photo_not_found', jsonb_build_object('photo_id', p_photo_id));
  end if;
  if old_alt = p_alt then
    return;
  end if;
  update sambatan.campaign_photos set alt = p_alt where id = p_photo_id;
  update sambatan.campaigns set updated_at = sambatan.now() where id = p_campaign_id;
  perform sambatan.record_event(p_campaign_id, 'campaign_updated', jsonb_build_object('fields', array['photos']));
end
$$;


--
-- Name: FUNCTION describe_campaign_photo(p_campaign_id uuid, p_photo_id uuid, p_alt text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.describe_campaign_photo(p_campaign_id uuid, p_photo_id uuid, p_alt text) IS 'Sets the alternative text of a photo.';


--
-- Name: displayed_name(text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.displayed_name(name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
  select case when seen ~ '\S@\S' or seen ~ '^[+\d\s().-]{7,}$' then '' else seen end
  from (select btrim(regexp_replace(coalesce(name, ''),
    '[\u0001-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]', '', 'g'), E' \t\r\n\f\u000b\u00a0')) as s (seen)
$_$;


--
-- Name: FUNCTION displayed_name(name text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.displayed_name(name text) IS 'The name that a seller is shown by; empty where none is.';


--
-- Name: due_campaigns(integer, timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.due_campaigns(batch integer, at_time timestamp with time zone) RETURNS uuid[]
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    SET enable_sort TO 'off'
    SET enable_bitmapscan TO 'off'
    SET jit TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
declare
  ids uuid[] := '{}';
  held uuid[];
begin
  ids := ids || array(
    select c.id from sambatan.campaigns c
    where c.status = 'locked' and not sambatan.is_failing(c.id, at_time)
    order by c.locked_at limit batch);
  -- Those that are full are due already.
  ids := ids || array(
    select c.id from sambatan.campaigns c
    where c.status = 'active' and c.deadline <= at_time and not sambatan.is_failing(c.id, at_time)
    order by c.deadline limit greatest(batch - cardinality(ids), 0));
  ids := ids || array(
    select c.id from sambatan.campaigns c
    where c.status = 'scheduled' and c.opens_at <= at_time and not sambatan.is_failing(c.id, at_time)
    order by c.opens_at limit greatest(batch - cardinality(ids), 0));
  -- In two steps: joined in one, the plan may walk a million campaigns to look each up among a few holds (2 s a pass).
  held := array(
    select distinct due.campaign_id
    from (
      select p.campaign_id from sambatan.participants p
      where p.status = 'pending_payment' and p.hold_expires_at <= at_time
        and not sambatan.is_failing(p.campaign_id, at_time)
      order by p.hold_expires_at limit 100000
    ) due);
  return ids || array(
    select c.id from sambatan.campaigns c
    where c.id = any (held) and c.status in ('active', 'locked') and c.id <> all (ids)
    limit greatest(batch - cardinality(ids), 0));
end
$$;


--
-- Name: FUNCTION due_campaigns(batch integer, at_time timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.due_campaigns(batch integer, at_time timestamp with time zone) IS 'The ids of at most `batch` campaigns for which something is due at a time.';


--
-- Name: enqueue_outbox(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.enqueue_outbox() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into sambatan.outbox (audit_id, campaign_id) select id, campaign_id from added;
  return null;
end
$$;


--
-- Name: FUNCTION enqueue_outbox(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.enqueue_outbox() IS 'Trigger: one outbox row per audit event.';


--
-- Name: erase_person(text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.erase_person(p_person_id text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  at_time timestamptz;
  obstacles jsonb;
begin
  -- No join of this person can come in between in these campaigns; what comes later in others wipe_erased finds.
  perform from sambatan.campaigns c
  where c.seller_id = p_person_id
    or c.id in (select p.campaign_id from sambatan.participants p where p.user_id = p_person_id)
  order by c.id for no key update;
  at_time := sambatan.now();

  select jsonb_agg(to_jsonb(o)) into obstacles from sambatan.erasure_obstacles(p_person_id) o;
  if obstacles is not null then
    perform sambatan.refuse('erasure_blocked',
      jsonb_build_object('obstacles', obstacles, 'count', jsonb_array_length(obstacles)));
  end if;

  update sambatan.participants set shipping_address = '', note = null
  where user_id = p_person_id and (shipping_address <> '' or note is not null);
  perform sambatan.erase_photos_of(p_person_id);

  if exists (select from sambatan.people where id = p_person_id and role = 'operator') then
    -- Of two operators who leave at once one must stay: without one nobody can make another.
    perform from sambatan.people where role = 'operator' order by id for no key update;
    if not exists (select from sambatan.people where role = 'operator' and id <> p_person_id) then
      perform sambatan.refuse('last_operator');
    end if;
  end if;

  update sambatan.people set
    name = '', email = null, email_verified = false, phone = null, avatar_url = null, anonymous = true,
    two_factor_enabled = false, role = 'buyer', erased_at = at_time, updated_at = at_time
  where id = p_person_id and erased_at is null;
  if not found then
    -- Somebody who was only ever named by a service: the empty profile remembers that they were erased.
    insert into sambatan.people (id, origin, anonymous, erased_at, created_at, updated_at)
    select p_person_id, 'service', true, at_time, at_time, at_time
    where exists (select from sambatan.participants p where p.user_id = p_person_id)
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
  delete from sambatan.verifications where value = p_person_id;
  delete from sambatan.mailbox where person_id = p_person_id;
  perform sambatan.record_access('person_erased', p_person_id);
end
$$;


--
-- Name: FUNCTION erase_person(p_person_id text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.erase_person(p_person_id text) IS 'Erases a person: personal data goes, audit and amounts stay under the id as a pseudonym.';


--
-- Name: erase_photos_of(text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.erase_photos_of(p_person_id text) RETURNS void
    LANGUAGE sql
    AS $$
  with gone as (
    delete from sambatan.campaign_photos p using sambatan.campaigns c
    where c.id = p.campaign_id and c.seller_id = p_person_id
    returning p.id, p.campaign_id, p.position, p.blob_key
  ), unused as (
    update sambatan.photo_blobs b set unused_since = '-infinity' from gone where b.key = gone.blob_key
  ), stale as (
    update sambatan.share_images s set drawn_at = '-infinity'
    from sambatan.campaigns c where c.id = s.campaign_id and c.seller_id = p_person_id
  )
  select sambatan.record_event(campaign_id, 'campaign_photo_removed',
    jsonb_build_object('photo_id', id, 'position', position))
  from gone order by campaign_id, position
$$;


--
-- Name: FUNCTION erase_photos_of(p_person_id text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.erase_photos_of(p_person_id text) IS 'Takes away all photos of an erased seller''s campaigns.';


--
-- Name: erasure_obstacles(text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.erasure_obstacles(p_person_id text) RETURNS TABLE(kind text, id uuid, title text, status text)
    LANGUAGE sql STABLE
    AS $$
  select 'participation', p.id, c.title, p.status::text
  from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
  where p.user_id = p_person_id and p.status in ('pending_payment', 'confirmed')
  union all
  select 'campaign', c.id, c.title, c.status::text
  from sambatan.campaigns c
  where c.seller_id = p_person_id and (
    c.status in ('scheduled', 'active', 'locked')
    or c.status = 'fulfilled' and exists (
      select from sambatan.participants p where p.campaign_id = c.id and p.status = 'confirmed'))
  order by 1, 2
$$;


--
-- Name: FUNCTION erasure_obstacles(p_person_id text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.erasure_obstacles(p_person_id text) IS 'Live participations and open campaigns of a person: what must be settled before the person can be erased.';


--
-- Name: expire_holds(uuid[], timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.expire_holds(ids uuid[], at_time timestamp with time zone) RETURNS TABLE(campaign_id uuid, action text, old_status sambatan.sambatan_status, new_status sambatan.sambatan_status, detail jsonb)
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
declare
  released record;
  campaign sambatan.campaigns;
begin
  for released in
    with expired as (
      update sambatan.participants p set status = 'cancelled', updated_at = at_time
      from sambatan.campaigns c
      where c.id = any (ids) and c.status in ('active', 'locked')
        and p.campaign_id = c.id and p.status = 'pending_payment'
        and sambatan.hold_lapses(p.hold_expires_at, c.locked_at, c.deadline, at_time)
      returning p.id, p.campaign_id, p.quantity, p.amount, p.hold_expires_at, c.status as campaign_status
    ), recorded as (
      insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
      select e.campaign_id, e.id, 'hold_expired', sambatan.actor(), jsonb_build_object(
        'quantity', e.quantity, 'amount', e.amount, 'hold_expires_at', e.hold_expires_at,
        'old_status', 'pending_payment', 'new_status', 'cancelled'), at_time
      from expired e
    )
    select e.campaign_id, e.campaign_status, sum(e.quantity)::int as slots, count(*)::int as participants
    from expired e
    group by e.campaign_id, e.campaign_status
  loop
    campaign := sambatan.give_back_slots(released.campaign_id, released.slots, at_time);
    campaign_id := released.campaign_id;
    action := 'hold_expired';
    old_status := released.campaign_status;
    new_status := campaign.status;
    detail := jsonb_build_object('slots', released.slots, 'participants', released.participants);
    return next;
  end loop;
end
$$;


--
-- Name: FUNCTION expire_holds(ids uuid[], at_time timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.expire_holds(ids uuid[], at_time timestamp with time zone) IS 'Cancels reserved participations whose hold has expired, for campaigns whose rows the caller has locked.';


--
-- Name: extend_sambatan_campaign(uuid, timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.extend_sambatan_campaign(campaign_id uuid, new_deadline timestamp with time zone) RETURNS sambatan.campaigns
    LANGUAGE plpgsql
    AS $$
declare
  campaign sambatan.campaigns;
  at_time timestamptz;
  old_deadline timestamptz;
begin
  campaign := sambatan.lock_campaign(campaign_id);
  at_time := sambatan.now();
  old_deadline := campaign.deadline;
  if campaign.status not in ('scheduled', 'active', 'locked') then
    perform sambatan.refuse('campaign_state_invalid', jsonb_build_object('status', campaign.status, 'action', 'extend'));
  end if;
  if old_deadline <= at_time then
    perform sambatan.refuse('campaign_closed', sambatan.admission_details(campaign));
  end if;
  if new_deadline is null or new_deadline <= old_deadline then
    perform sambatan.refuse('deadline_not_later', jsonb_build_object('path', 'deadline', 'deadline', old_deadline));
  end if;
  perform sambatan.refuse_far_deadline(new_deadline);
  update sambatan.campaigns set deadline = new_deadline, updated_at = at_time
  where id = campaign.id
  returning * into campaign;
  perform sambatan.record_event(campaign.id, 'campaign_extended', jsonb_build_object(
    'old_deadline', old_deadline, 'new_deadline', new_deadline));
  return campaign;
end
$$;


--
-- Name: FUNCTION extend_sambatan_campaign(campaign_id uuid, new_deadline timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.extend_sambatan_campaign(campaign_id uuid, new_deadline timestamp with time zone) IS 'Moves the deadline of a published campaign to a later time, never to an earlier one.';


--
-- Name: fail_sambatan_campaign(uuid); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.fail_sambatan_campaign(campaign_id uuid) RETURNS sambatan.campaigns
    LANGUAGE plpgsql
    AS $$
declare
  campaign sambatan.campaigns;
begin
  campaign := sambatan.lock_campaign(campaign_id);
  if campaign.status <> 'active' then
    perform sambatan.refuse('campaign_state_invalid', jsonb_build_object('status', campaign.status, 'action', 'fail'));
  end if;
  perform sambatan.close_campaigns(array[campaign.id], 'expired', null, sambatan.now());
  return sambatan.lock_campaign(campaign.id);
end
$$;


--
-- Name: FUNCTION fail_sambatan_campaign(campaign_id uuid); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.fail_sambatan_campaign(campaign_id uuid) IS 'Fails an active campaign and refunds every reserved and confirmed participation.';


--
-- Name: find_sessions(text[], interval); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.find_sessions(p_tokens text[], p_renew_before interval) RETURNS TABLE(token text, id uuid, user_id text, role text, renew boolean)
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
declare
  at_time timestamptz := sambatan.now();
begin
  return query
  select s.token, s.id, s.user_id, p.role,
    -- A session that was not to be remembered lasts a day and is never prolonged.
    s.expires_at < at_time + p_renew_before and s.expires_at - s.updated_at > interval '2 days'
  from sambatan.sessions s join sambatan.people p on p.id = s.user_id
  where s.token = any (p_tokens) and s.expires_at > at_time and p.erased_at is null;
end
$$;


--
-- Name: FUNCTION find_sessions(p_tokens text[], p_renew_before interval); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.find_sessions(p_tokens text[], p_renew_before interval) IS 'Sessions by their tokens, with whose they are and their role; only those that are good now.';


--
-- Name: folded(text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.folded(written text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
  select btrim(case
    when octet_length(written) = length(written)
      then regexp_replace(lower(translate(written, '''`', '')), '[^a-z0-9]+', ' ', 'g')
    else regexp_replace(
      replace(replace(replace(replace(
        translate(
          lower(regexp_replace(
            normalize(written, nfkd),
            '[\u0300-\u036f''`´‘’ʻʼ\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]', '', 'g')),
          'øØłŁđĐðÐıħĦẞÆŒÞ', 'oollddddihhßæœþ'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
      '[\u0001-/:-`{-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\ufffc\ufffd\U0001f000-\U0001faff]+',
      ' ', 'g')
  end)
$$;


--
-- Name: FUNCTION folded(written text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.folded(written text) IS 'A text as it is searched: lower case, without accents, in words.';


--
-- Name: fulfil_sambatan_participation(uuid, text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.fulfil_sambatan_participation(participation_id uuid, reason text DEFAULT NULL::text) RETURNS sambatan.participants
    LANGUAGE plpgsql
    AS $$
declare
  participation sambatan.participants;
begin
  participation := sambatan.lock_participation(participation_id);
  if participation.status <> 'confirmed' then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'fulfil'));
  end if;
  if (select c.status <> 'fulfilled' from sambatan.campaigns c where c.id = participation.campaign_id) then
    perform sambatan.refuse('campaign_not_completed', jsonb_build_object('campaign_id', participation.campaign_id));
  end if;
  return sambatan.move_participation(participation, 'fulfilled', 'participant_fulfilled', reason);
end
$$;


--
-- Name: FUNCTION fulfil_sambatan_participation(participation_id uuid, reason text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.fulfil_sambatan_participation(participation_id uuid, reason text) IS 'Records that the goods of a confirmed participation were received.';


--
-- Name: get_sambatan_campaign_progress(uuid); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.get_sambatan_campaign_progress(campaign_id uuid) RETURNS TABLE(total_slots integer, filled_slots integer, available_slots integer, progress numeric, participant_count integer, total_contribution bigint, status sambatan.sambatan_status, updated_at timestamp with time zone)
    LANGUAGE plpgsql STABLE
    AS $$
#variable_conflict use_column
begin
  return query
  select c.total_slots, c.filled_slots, c.total_slots - c.filled_slots, c.progress, c.participant_count,
    -- Every slot of a campaign costs the same, so the sum needs no walk over a hot campaign's participations.
    c.filled_slots * c.price_per_slot,
    c.status, c.updated_at
  from sambatan.campaigns c
  where c.id = get_sambatan_campaign_progress.campaign_id;
  if not found then
    perform sambatan.refuse('campaign_not_found',
      jsonb_build_object('campaign_id', get_sambatan_campaign_progress.campaign_id));
  end if;
end
$$;


--
-- Name: FUNCTION get_sambatan_campaign_progress(campaign_id uuid); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.get_sambatan_campaign_progress(campaign_id uuid) IS 'Total, filled and available slots, progress, participants, contribution and status of a campaign.';


--
-- Name: give_back_slots(uuid, integer, timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.give_back_slots(p_campaign_id uuid, p_slots integer, at_time timestamp with time zone) RETURNS sambatan.campaigns
    LANGUAGE plpgsql
    AS $$
declare
  campaign sambatan.campaigns;
  reopened boolean;
begin
  select * into campaign from sambatan.campaigns where id = p_campaign_id;
  if p_slots > campaign.filled_slots then
    perform sambatan.refuse('release_below_zero',
      jsonb_build_object('filled', campaign.filled_slots, 'requested', p_slots));
  end if;
  reopened := campaign.status = 'locked';
  update sambatan.campaigns set
    filled_slots = filled_slots - p_slots,
    status = case when reopened then 'active' else status end,
    locked_at = null,
    updated_at = at_time
  where id = p_campaign_id
  returning * into campaign;
  if reopened then
    perform sambatan.record_event(p_campaign_id, 'campaign_reopened',
      jsonb_build_object('slots', p_slots, 'old_status', 'locked', 'new_status', 'active'));
  end if;
  return campaign;
end
$$;


--
-- Name: FUNCTION give_back_slots(p_campaign_id uuid, p_slots integer, at_time timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.give_back_slots(p_campaign_id uuid, p_slots integer, at_time timestamp with time zone) IS 'Returns slots to a campaign whose row the caller has locked; a locked campaign turns active, with its audit event.';


--
-- Name: guard_campaign_transition(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.guard_campaign_transition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if not (case old.status
    when 'draft' then new.status in ('scheduled', 'active', 'cancelled')
    when 'scheduled' then new.status in ('active', 'cancelled')
    when 'active' then new.status in ('locked', 'fulfilled', 'expired', 'cancelled')
    when 'locked' then new.status in ('active', 'fulfilled', 'cancelled')
    else false
  end) then
    perform sambatan.refuse('transition_invalid', jsonb_build_object('from', old.status, 'to', new.status));
  end if;
  return new;
end
$$;


--
-- Name: FUNCTION guard_campaign_transition(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.guard_campaign_transition() IS 'Trigger: only the transitions of the campaign state machine.';


--
-- Name: guard_participation_transition(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.guard_participation_transition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if not (case old.status
    when 'pending_payment' then new.status in ('confirmed', 'cancelled', 'refunded')
    when 'confirmed' then new.status in ('refunded', 'fulfilled')
    else false
  end) then
    perform sambatan.refuse('transition_invalid', jsonb_build_object('from', old.status, 'to', new.status));
  end if;
  return new;
end
$$;


--
-- Name: FUNCTION guard_participation_transition(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.guard_participation_transition() IS 'Trigger: only the transitions of the participation state machine.';


--
-- Name: hold_lapses(timestamp with time zone, timestamp with time zone, timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.hold_lapses(hold_expires_at timestamp with time zone, locked_at timestamp with time zone, deadline timestamp with time zone, at_time timestamp with time zone) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select hold_expires_at <= at_time and hold_expires_at <= least(locked_at, deadline)
$$;


--
-- Name: FUNCTION hold_lapses(hold_expires_at timestamp with time zone, locked_at timestamp with time zone, deadline timestamp with time zone, at_time timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.hold_lapses(hold_expires_at timestamp with time zone, locked_at timestamp with time zone, deadline timestamp with time zone, at_time timestamp with time zone) IS 'Whether a hold has lapsed at a time, in a campaign that filled at locked_at (null: has not) and ends at its deadline.';


--
-- Name: index_added_campaigns(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.index_added_campaigns() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform sambatan.index_campaigns(array(select id from added));
  return null;
end
$$;


--
-- Name: FUNCTION index_added_campaigns(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.index_added_campaigns() IS 'Trigger: new campaigns can be searched.';


--
-- Name: index_campaigns(uuid[]); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.index_campaigns(ids uuid[]) RETURNS void
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
begin
  perform from sambatan.products p
  where p.id in (select c.product_id from sambatan.campaigns c where c.id = any (ids))
  order by p.id for share;
  -- A statement of its own: it sees what was committed while this one waited.
  insert into sambatan.campaign_search (campaign_id, story, product, seller)
  select c.id, sambatan.search_words(c.title || ' ' || c.description), sambatan.search_words(p.name),
    sambatan.search_words(sambatan.displayed_name(s.name))
  from sambatan.campaigns c
    join sambatan.products p on p.id = c.product_id
    left join sambatan.people s on s.id = c.seller_id
  where c.id = any (ids)
  order by c.id
  on conflict (campaign_id) do update set
    story = excluded.story, product = excluded.product, seller = excluded.seller;
end
$$;


--
-- Name: FUNCTION index_campaigns(ids uuid[]); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.index_campaigns(ids uuid[]) IS 'Writes what campaigns are found by.';


--
-- Name: index_changed_campaign(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.index_changed_campaign() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform sambatan.index_campaigns(array[new.id]);
  return null;
end
$$;


--
-- Name: FUNCTION index_changed_campaign(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.index_changed_campaign() IS 'Trigger: a campaign is found by its new texts.';


--
-- Name: index_product_name(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.index_product_name() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
declare
  ids uuid[] := array(select c.id from sambatan.campaigns c where c.product_id = new.id);
begin
  perform from sambatan.campaign_search s where s.campaign_id = any (ids) order by s.campaign_id for no key update;
  update sambatan.campaign_search set product = sambatan.search_words(new.name) where campaign_id = any (ids);
  return null;
end
$$;


--
-- Name: FUNCTION index_product_name(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.index_product_name() IS 'Trigger: campaigns are found by the new name of their product.';


--
-- Name: index_seller_name(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.index_seller_name() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
declare
  ids uuid[];
begin
  perform from sambatan.products p where p.seller_id = new.id order by p.id for no key update;
  ids := array(select c.id from sambatan.campaigns c where c.seller_id = new.id);
  perform from sambatan.campaign_search s where s.campaign_id = any (ids) order by s.campaign_id for no key update;
  update sambatan.campaign_search set seller = sambatan.search_words(sambatan.displayed_name(new.name))
  where campaign_id = any (ids);
  return null;
end
$$;


--
-- Name: FUNCTION index_seller_name(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.index_seller_name() IS 'Trigger: campaigns are found by the new name of their seller.';


--
-- Name: is_failing(uuid, timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.is_failing(p_campaign_id uuid, at_time timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select from sambatan.lifecycle_failures f where f.campaign_id = p_campaign_id and f.retry_at > at_time)
$$;


--
-- Name: FUNCTION is_failing(p_campaign_id uuid, at_time timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.is_failing(p_campaign_id uuid, at_time timestamp with time zone) IS 'Whether a campaign is passed over after a failed transition.';


--
-- Name: is_live(sambatan.sambatan_participant_status); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.is_live(status sambatan.sambatan_participant_status) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select status in ('pending_payment', 'confirmed', 'fulfilled') $$;


--
-- Name: FUNCTION is_live(status sambatan.sambatan_participant_status); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.is_live(status sambatan.sambatan_participant_status) IS 'Whether a participation of this status holds slots: reserved, confirmed or fulfilled.';


--
-- Name: is_reserved_id(text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.is_reserved_id(id text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
  select id like 'machine:%' or id like 'guest:%'
$$;


--
-- Name: FUNCTION is_reserved_id(id text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.is_reserved_id(id text) IS 'Whether an id begins as those of machines and guests do, so that no person may bear it.';


--
-- Name: join_sambatan_campaigns(jsonb); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.join_sambatan_campaigns(requests jsonb) RETURNS TABLE(ord integer, outcome text, detail jsonb, participation_id uuid, amount bigint, currency text, hold_expires_at timestamp with time zone, joined_at timestamp with time zone, slots_left integer)
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
#variable_conflict use_column
declare
  campaign sambatan.campaigns;
  at_time timestamptz;
  refusal text;
  limited boolean;
  request sambatan.join_request[];
  outcomes text[];
  details jsonb[];
  all_fit boolean;
  one_campaign boolean;
  slots integer;
  participations integer;
begin
  if jsonb_typeof(requests) is distinct from 'array' or jsonb_array_length(requests) not between 1 and 500 then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;

  select * into campaign from sambatan.campaigns where id = (requests -> 0 ->> 'campaign_id')::uuid for no key update;
  at_time := sambatan.now();
  if not found then
    refusal := 'campaign_not_found';
  else
    refusal := sambatan.admission_refusal(campaign, at_time);
  end if;
  limited := campaign.max_per_buyer is not null or campaign.min_per_buyer > 1;

  -- One look at everything. Requests are alone with the campaign's row locked, so what is read here stays true.
  with asked as materialized (
    select r.*,
      -- Never null: bool_and below passes over a null, and what is missing would count as valid.
      coalesce(r.user_id <> '' and length(r.user_id) <= 128 and not sambatan.is_reserved_id(r.user_id)
        and r.id is not null and r.quantity between 1 and 1000000
        and length(r.shipping_address) <= 240 and coalesce(length(r.note), 0) <= 160
        and (r.key is null) = (r.scope is null) and (r.key is null) = (r.request_hash is null)
        and coalesce(length(r.key), 1) between 1 and 255, false) as valid,
      (select k from sambatan.idempotency_keys k where k.scope = r.scope and k.key = r.key) as known,
      case when limited then (
        select coalesce(sum(p.quantity), 0)::int from sambatan.participants p
        where p.user_id = r.user_id and p.campaign_id = campaign.id and sambatan.is_live(p.status)
      ) end as held
    from rows from (jsonb_to_recordset(requests) as (
      campaign_id uuid, id uuid, user_id text, quantity integer, shipping_address text, note text, actor text,
      scope text, key text, request_hash text)) with ordinality
      as r (campaign_id, id, user_id, quantity, shipping_address, note, actor, scope, key, request_hash, ord)
  ), seen as (
    select a.*,
      (a.known).scope is not null as is_known,
      (a.known).request_hash = decode(a.request_hash, 'hex') and (a.known).participant_id is not null as is_same
    from asked a
  )
  -- Ordered in the aggregates themselves: from PostgreSQL 16 on, a count(distinct ...) beside them may sort their input.
  select
    array_agg(row(s.ord, coalesce(case when s.is_known then (s.known).participant_id end, s.id), s.user_id, s.quantity,
      s.shipping_address, s.note, coalesce(s.actor, sambatan.actor()), s.scope, s.key, decode(s.request_hash, 'hex'),
      s.valid, s.is_known, coalesce(s.is_same, false), s.held)::sambatan.join_request order by s.ord),
    array_agg(case when s.is_known then 'replayed' else 'joined' end order by s.ord),
    bool_and(s.campaign_id is not distinct from (requests -> 0 ->> 'campaign_id')::uuid),
    -- The case of almost every batch: all of it can be written as it is, and nothing needs deciding one by one.
    refusal is null
      and bool_and(s.valid and case
        when s.is_known then s.is_same
        when limited then s.held + s.quantity between campaign.min_per_buyer and coalesce(campaign.max_per_buyer, 1000000)
        else true end)
      and coalesce(sum(s.quantity) filter (where not s.is_known), 0) <= campaign.total_slots - campaign.filled_slots
      and count(s.key) = count(distinct (s.scope, s.key)) filter (where s.key is not null)
      and (not limited or count(distinct s.user_id) = count(*))
  into request, outcomes, one_campaign, all_fit
  from seen s;

  if not one_campaign then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;
  if all_fit is not true then
    select d.outcomes, d.details, d.requests into outcomes, details, request
    from sambatan.decide_joins(request, campaign, refusal) d;
  end if;

  select coalesce(sum(r.quantity), 0), count(*) into slots, participations
  from unnest(request, outcomes) as r (
    ord, id, user_id, quantity, shipping_address, note, actor, scope, key, request_hash, valid, is_known, is_same, held,
    outcome)
  where r.outcome = 'joined';

  if slots > 0 then
    -- The campaign is written once, below, with its slots and its count together.
    perform set_config('sambatan.counted_by_caller', 'on', true);
    with accepted as materialized (
      select r.*
      from unnest(request, outcomes) as r (
        ord, id, user_id, quantity, shipping_address, note, actor, scope, key, request_hash, valid, is_known, is_same,
        held, outcome)
      where r.outcome = 'joined'
    ), new_participants as (
      insert into sambatan.participants (id, campaign_id, user_id, quantity, amount, currency, shipping_address, note,
        hold_expires_at, joined_at, updated_at)
      select a.id, campaign.id, a.user_id, a.quantity, a.quantity * campaign.price_per_slot, campaign.currency,
        a.shipping_address, a.note, at_time + campaign.hold_minutes * interval '1 minute', at_time, at_time
      from accepted a
    ), new_events as (
      insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
      select campaign.id, a.id, 'participant_joined', a.actor,
        -- A person who joins for another (an operator) is found by this mark; see audit_logs_actor_idx.
        case when a.actor like 'user:%' and a.actor <> 'user:' || a.user_id
          then jsonb_build_object('quantity', a.quantity, 'amount', a.quantity * campaign.price_per_slot,
            'on_behalf', true)
          else jsonb_build_object('quantity', a.quantity, 'amount', a.quantity * campaign.price_per_slot) end,
        at_time
      from accepted a
    )
    insert into sambatan.idempotency_keys (scope, key, request_hash, participant_id, created_at)
    select a.scope, a.key, a.request_hash, a.id, at_time
    from accepted a
    where a.key is not null
    order by a.scope, a.key;

    perform set_config('sambatan.counted_by_caller', '', true);
    if campaign.filled_slots + slots = campaign.total_slots then
      -- The event of filling it is on record under whoever took the last slots.
      perform set_config('sambatan.actor', request[cardinality(request)].actor, true);
    end if;
    campaign := sambatan.take_slots(campaign.id, slots, participations, at_time);
  end if;

  -- Only a repeat has to be read again; for what was written now everything is known.
  return query
  select r.ord, r.outcome, r.detail,
    case when r.outcome in ('joined', 'replayed') then r.id end,
    case when r.outcome = 'joined' then r.quantity * campaign.price_per_slot else (r.first).amount end,
    campaign.currency,
    case when r.outcome = 'joined' then at_time + campaign.hold_minutes * interval '1 minute'
      else (r.first).hold_expires_at end,
    case when r.outcome = 'joined' then at_time else (r.first).joined_at end,
    campaign.total_slots - campaign.filled_slots
  from (
    select a.*, case when a.outcome = 'replayed' then (
      select p from sambatan.participants p where p.id = a.id) end as first
    from unnest(request, outcomes, details) as a (
      ord, id, user_id, quantity, shipping_address, note, actor, scope, key, request_hash, valid, is_known, is_same,
      held, outcome, detail)
    offset 0
  ) r
  order by r.ord;
end
$$;


--
-- Name: FUNCTION join_sambatan_campaigns(requests jsonb); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.join_sambatan_campaigns(requests jsonb) IS 'Joins of one campaign, 1 to 500 in one transaction, decided in order as if each came alone; one outcome per request.';


--
-- Name: keep_forever(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.keep_forever() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform sambatan.refuse('record_permanent', jsonb_build_object('table', tg_table_name, 'operation', lower(tg_op)));
  return null;
end
$$;


--
-- Name: FUNCTION keep_forever(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.keep_forever() IS 'Trigger: refuses to change or remove what must stay on record.';


--
-- Name: latest_deadline(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.latest_deadline() RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
  select sambatan.now() + interval '5 years'
$$;


--
-- Name: FUNCTION latest_deadline(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.latest_deadline() IS 'The furthest deadline that a campaign may be given now.';


--
-- Name: lock_campaign(uuid); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.lock_campaign(p_campaign_id uuid) RETURNS sambatan.campaigns
    LANGUAGE plpgsql
    AS $$
declare
  campaign sambatan.campaigns;
begin
  select * into campaign from sambatan.campaigns where id = p_campaign_id for no key update;
  if not found then
    perform sambatan.refuse('campaign_not_found', jsonb_build_object('campaign_id', p_campaign_id));
  end if;
  return campaign;
end
$$;


--
-- Name: FUNCTION lock_campaign(p_campaign_id uuid); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.lock_campaign(p_campaign_id uuid) IS 'Locks a campaign''s row for this transaction and returns it.';


--
-- Name: lock_campaign_for_photos(uuid); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.lock_campaign_for_photos(p_campaign_id uuid) RETURNS sambatan.campaigns
    LANGUAGE plpgsql
    AS $$
declare
  campaign sambatan.campaigns;
begin
  campaign := sambatan.lock_campaign(p_campaign_id);
  if campaign.status in ('fulfilled', 'expired', 'cancelled') then
    perform sambatan.refuse('campaign_state_invalid',
      jsonb_build_object('status', campaign.status, 'action', 'change_photos'));
  end if;
  return campaign;
end
$$;


--
-- Name: FUNCTION lock_campaign_for_photos(p_campaign_id uuid); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.lock_campaign_for_photos(p_campaign_id uuid) IS 'Locks a campaign whose photos are to be changed; refuses when it has ended.';


--
-- Name: lock_due_campaigns(integer, timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.lock_due_campaigns(batch integer, at_time timestamp with time zone) RETURNS uuid[]
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
declare
  ids uuid[] := sambatan.due_campaigns(batch, at_time);
  free uuid[];
begin
  free := array(
    select c.id from sambatan.campaigns c
    where c.id = any (ids)
    for no key update skip locked);
  return coalesce((
    select array_agg(sized.id order by sized.ord)
    from (
      select due.id, due.ord, row_number() over w as place, sum(c.participant_count) over w as participations
      from unnest(ids) with ordinality as due (id, ord)
      join sambatan.campaigns c on c.id = due.id
      where due.id = any (free)
      window w as (order by due.ord)
    ) sized
    where sized.place = 1 or sized.participations <= 20000
  ), '{}');
end
$$;


--
-- Name: FUNCTION lock_due_campaigns(batch integer, at_time timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.lock_due_campaigns(batch integer, at_time timestamp with time zone) IS 'Locks the campaigns for which something is due, without waiting for any.';


--
-- Name: lock_participation(uuid); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.lock_participation(p_participation_id uuid) RETURNS sambatan.participants
    LANGUAGE plpgsql
    AS $$
declare
  participation sambatan.participants;
begin
  -- Read without a lock to learn the campaign, which never changes; read again once the campaign is ours.
  select * into participation from sambatan.participants where id = p_participation_id;
  if not found then
    perform sambatan.refuse('participation_not_found', jsonb_build_object('participation_id', p_participation_id));
  end if;
  perform sambatan.lock_campaign(participation.campaign_id);
  select * into participation from sambatan.participants where id = p_participation_id for no key update;
  return participation;
end
$$;


--
-- Name: FUNCTION lock_participation(p_participation_id uuid); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.lock_participation(p_participation_id uuid) IS 'Locks a participation''s campaign, then it, and returns it.';


--
-- Name: move_participation(sambatan.participants, sambatan.sambatan_participant_status, text, text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.move_participation(participation sambatan.participants, new_status sambatan.sambatan_participant_status, p_event text, p_reason text) RETURNS sambatan.participants
    LANGUAGE plpgsql
    AS $$
declare
  moved sambatan.participants;
  at_time timestamptz := sambatan.now();
begin
  update sambatan.participants set status = new_status, updated_at = at_time
  where id = participation.id
  returning * into moved;
  perform sambatan.record_event(moved.campaign_id, p_event, jsonb_strip_nulls(jsonb_build_object(
    'quantity', moved.quantity, 'amount', moved.amount,
    'old_status', participation.status, 'new_status', new_status, 'reason', p_reason)), moved.id);
  if sambatan.is_live(participation.status) and not sambatan.is_live(new_status) then
    perform sambatan.give_back_slots(moved.campaign_id, moved.quantity, at_time);
  end if;
  return moved;
end
$$;


--
-- Name: FUNCTION move_participation(participation sambatan.participants, new_status sambatan.sambatan_participant_status, p_event text, p_reason text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.move_participation(participation sambatan.participants, new_status sambatan.sambatan_participant_status, p_event text, p_reason text) IS 'Moves a locked participation to a new status, with its slots and its audit event.';


--
-- Name: next_photo_position(uuid); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.next_photo_position(p_campaign_id uuid) RETURNS integer
    LANGUAGE plpgsql
    AS $$
declare
  taken integer;
begin
  select count(*) into taken from sambatan.campaign_photos where campaign_id = p_campaign_id;
  if taken >= 8 then
    perform sambatan.refuse('photo_limit', jsonb_build_object('maximum', 8));
  end if;
  return taken;
end
$$;


--
-- Name: FUNCTION next_photo_position(p_campaign_id uuid); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.next_photo_position(p_campaign_id uuid) IS 'The position of a campaign''s next photo; refuses when it has eight.';


--
-- Name: next_sambatan_due_at(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.next_sambatan_due_at() RETURNS timestamp with time zone
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET enable_sort TO 'off'
    SET enable_bitmapscan TO 'off'
    SET jit TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
declare
  at_time timestamptz := sambatan.now();
begin
  return least(
    (select c.opens_at from sambatan.campaigns c
      where c.status = 'scheduled' and not sambatan.is_failing(c.id, at_time) order by c.opens_at limit 1),
    (select c.deadline from sambatan.campaigns c
      where c.status in ('active', 'locked') and not sambatan.is_failing(c.id, at_time) order by c.deadline limit 1),
    (select c.locked_at from sambatan.campaigns c
      where c.status = 'locked' and not sambatan.is_failing(c.id, at_time) order by c.locked_at limit 1),
    (select p.hold_expires_at from sambatan.participants p
      where p.status = 'pending_payment' and p.hold_expires_at is not null
        and not sambatan.is_failing(p.campaign_id, at_time)
      order by p.hold_expires_at limit 1),
    (select f.retry_at from sambatan.lifecycle_failures f where f.retry_at > at_time order by f.retry_at limit 1));
end
$$;


--
-- Name: FUNCTION next_sambatan_due_at(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.next_sambatan_due_at() IS 'The earliest time at which a lifecycle run has something to do; null when nothing waits.';


--
-- Name: now(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.now() RETURNS timestamp with time zone
    LANGUAGE sql PARALLEL RESTRICTED
    AS $$
  select date_trunc('milliseconds',
    coalesce(nullif(current_setting('sambatan.now', true), '')::timestamptz, clock_timestamp()))
$$;


--
-- Name: FUNCTION now(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.now() IS 'The clock of the engine, in whole milliseconds; the setting sambatan.now overrides it for one transaction.';


--
-- Name: order_campaign_photos(uuid, uuid[]); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.order_campaign_photos(p_campaign_id uuid, p_ids uuid[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  present uuid[];
begin
  perform sambatan.lock_campaign_for_photos(p_campaign_id);
  select coalesce(array_agg(id order by position), '{}') into present
  from sambatan.campaign_photos where campaign_id = p_campaign_id;
  if (select array_agg(id order by id) from unnest(p_ids) id)
    is distinct from (select array_agg(id order by id) from unnest(present) id)
  then
    perform sambatan.refuse('photo_order_invalid',
      jsonb_build_object('path', 'ids', 'count', cardinality(present)));
  end if;
  if p_ids = present then
    return;
  end if;
  update sambatan.campaign_photos p set position = wanted.place - 1
  from unnest(p_ids) with ordinality as wanted (id, place)
  where p.campaign_id = p_campaign_id and p.id = wanted.id;
  update sambatan.campaigns set updated_at = sambatan.now() where id = p_campaign_id;
  perform sambatan.record_event(p_campaign_id, 'campaign_updated', jsonb_build_object('fields', array['photos']));
end
$$;


--
-- Name: FUNCTION order_campaign_photos(p_campaign_id uuid, p_ids uuid[]); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.order_campaign_photos(p_campaign_id uuid, p_ids uuid[]) IS 'Puts all photos of a campaign into the given order.';


--
-- Name: preview_sambatan_lifecycle(integer, timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.preview_sambatan_lifecycle(batch integer DEFAULT 1000, as_of timestamp with time zone DEFAULT NULL::timestamp with time zone) RETURNS TABLE(campaign_id uuid, title text, currency text, event text, due_at timestamp with time zone, participations integer, buyers integer, slots integer, amount bigint)
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
#variable_conflict use_column
declare
  at_time timestamptz := coalesce(as_of, sambatan.now());
  ids uuid[] := sambatan.due_campaigns(batch, at_time);
begin
  return query
  with opened as (
    select c.id, c.title, c.currency, c.opens_at, c.deadline, c.locked_at, c.filled_slots, c.minimum_slots, due.ord,
      outcome.opens, case when outcome.opens then 'active' else c.status end as status
    from unnest(ids) with ordinality as due (id, ord)
    join sambatan.campaigns c on c.id = due.id
    cross join lateral (
      select coalesce(sambatan.campaign_outcome(c.status, c.opens_at, c.deadline, c.filled_slots, c.minimum_slots, at_time)
        = 'campaign_opened', false) as opens
    ) outcome
  ), held as (
    -- A campaign that reopens was never full in truth: then holds lapse as if it had not been.
    select o.*, exists (
        select from sambatan.participants p
        where p.campaign_id = o.id and p.status = 'pending_payment'
          and sambatan.hold_lapses(p.hold_expires_at, o.locked_at, o.deadline, at_time)
      ) and o.status in ('active', 'locked') as lapsing
    from opened o
  ), counted as (
    select h.*,
      case when h.lapsing and h.status = 'locked' then 'active' else h.status end::sambatan.sambatan_status as status_then,
      p.*
    from held h
    cross join lateral (
      select
        count(*) filter (where lapses)::int as lapsed, count(distinct p.user_id) filter (where lapses)::int as lapsed_buyers,
        coalesce(sum(p.quantity) filter (where lapses), 0)::int as lapsed_slots,
        coalesce(sum(p.amount) filter (where lapses), 0)::bigint as lapsed_amount,
        min(p.hold_expires_at) filter (where lapses) as lapsed_from,
        count(*) filter (where not lapses)::int as left_over,
        count(distinct p.user_id) filter (where not lapses)::int as left_buyers,
        coalesce(sum(p.quantity) filter (where not lapses), 0)::int as left_slots,
        coalesce(sum(p.amount) filter (where not lapses), 0)::bigint as left_amount
      from (
        select p.user_id, p.quantity, p.amount, p.hold_expires_at,
          h.lapsing and p.status = 'pending_payment' and coalesce(sambatan.hold_lapses(
            p.hold_expires_at, case when h.status = 'locked' then null else h.locked_at end, h.deadline, at_time), false)
            as lapses
        from sambatan.participants p
        where p.campaign_id = h.id and sambatan.is_live(p.status)
      ) p
    ) p
  ), decided as (
    select c.*, sambatan.campaign_outcome(
      c.status_then, c.opens_at, c.deadline, c.filled_slots - c.lapsed_slots, c.minimum_slots, at_time) as outcome
    from counted c
  )
  select e.id, e.title, e.currency, e.event, e.due_at, e.participations, e.buyers, e.slots, e.amount
  from (
    select d.id, d.title, d.currency, 'campaign_opened' as event, d.opens_at as due_at, 0 as participations, 0 as buyers, 0 as slots,
      0::bigint as amount, d.ord, 1 as step
    from decided d where d.opens
    union all
    select d.id, d.title, d.currency, 'hold_expired', d.lapsed_from, d.lapsed, d.lapsed_buyers, d.lapsed_slots, d.lapsed_amount, d.ord, 2
    from decided d where d.lapsed > 0
    union all
    select d.id, d.title, d.currency, d.outcome,
      case when d.status_then = 'locked' then d.locked_at else d.deadline end, d.left_over, d.left_buyers, d.left_slots,
      d.left_amount, d.ord, 3
    from decided d where d.outcome in ('campaign_completed', 'campaign_failed')
  ) e
  order by e.ord, e.step;
end
$$;


--
-- Name: FUNCTION preview_sambatan_lifecycle(batch integer, as_of timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.preview_sambatan_lifecycle(batch integer, as_of timestamp with time zone) IS 'What a lifecycle run at a time would do, and to whom; a row per campaign and event. Changes and locks nothing.';


--
-- Name: publish_sambatan_campaign(uuid); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.publish_sambatan_campaign(campaign_id uuid) RETURNS sambatan.campaigns
    LANGUAGE plpgsql
    AS $$
declare
  campaign sambatan.campaigns;
  at_time timestamptz;
begin
  campaign := sambatan.lock_campaign(campaign_id);
  at_time := sambatan.now();
  if campaign.status <> 'draft' then
    perform sambatan.refuse('campaign_state_invalid', jsonb_build_object('status', campaign.status, 'action', 'publish'));
  end if;
  if not (select p.sambatan_enabled from sambatan.products p where p.id = campaign.product_id) then
    perform sambatan.refuse('product_not_enabled', jsonb_build_object('product_id', campaign.product_id));
  end if;
  if campaign.deadline <= at_time then
    perform sambatan.refuse('deadline_not_future', jsonb_build_object('path', 'deadline', 'deadline', campaign.deadline));
  end if;
  perform sambatan.refuse_far_deadline(campaign.deadline);
  update sambatan.campaigns set
    status = case when opens_at > at_time then 'scheduled' else 'active' end::sambatan.sambatan_status,
    published_at = at_time,
    updated_at = at_time
  where id = campaign.id
  returning * into campaign;
  perform sambatan.record_event(campaign.id, 'campaign_published', jsonb_build_object(
    'old_status', 'draft', 'new_status', campaign.status, 'deadline', campaign.deadline));
  return campaign;
end
$$;


--
-- Name: FUNCTION publish_sambatan_campaign(campaign_id uuid); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.publish_sambatan_campaign(campaign_id uuid) IS 'Publishes a draft: scheduled or active.';


--
-- Name: record_access(text, text, jsonb); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.record_access(p_event text, p_person_id text, p_metadata jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE sql
    AS $$
  insert into sambatan.access_logs (event, actor, person_id, metadata, created_at)
  values (p_event, sambatan.actor(), p_person_id, p_metadata, sambatan.now())
$$;


--
-- Name: FUNCTION record_access(p_event text, p_person_id text, p_metadata jsonb); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.record_access(p_event text, p_person_id text, p_metadata jsonb) IS 'Writes one event about access (sign-in, role, key, erasure) in the running transaction.';


--
-- Name: record_event(uuid, text, jsonb, uuid); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.record_event(p_campaign_id uuid, p_event text, p_metadata jsonb DEFAULT '{}'::jsonb, p_participant_id uuid DEFAULT NULL::uuid) RETURNS void
    LANGUAGE sql
    AS $$
  insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
  values (p_campaign_id, p_participant_id, p_event, sambatan.actor(), p_metadata, sambatan.now())
$$;


--
-- Name: FUNCTION record_event(p_campaign_id uuid, p_event text, p_metadata jsonb, p_participant_id uuid); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.record_event(p_campaign_id uuid, p_event text, p_metadata jsonb, p_participant_id uuid) IS 'Writes one audit event (and, through a trigger, its outbox row) in the running transaction.';


--
-- Name: refund_sambatan_participation(uuid, text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.refund_sambatan_participation(participation_id uuid, reason text DEFAULT NULL::text) RETURNS sambatan.participants
    LANGUAGE plpgsql
    AS $$
declare
  participation sambatan.participants;
begin
  participation := sambatan.lock_participation(participation_id);
  if participation.status not in ('pending_payment', 'confirmed') then
    perform sambatan.refuse('participation_state_invalid',
      jsonb_build_object('status', participation.status, 'action', 'refund'));
  end if;
  return sambatan.move_participation(participation, 'refunded', 'participant_refunded', reason);
end
$$;


--
-- Name: FUNCTION refund_sambatan_participation(participation_id uuid, reason text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.refund_sambatan_participation(participation_id uuid, reason text) IS 'Refunds a reserved or confirmed participation and releases its slots.';


--
-- Name: refuse(text, jsonb); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.refuse(code text, parameters jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  raise exception using errcode = 'SB001', message = code, detail = parameters::text;
end
$$;


--
-- Name: FUNCTION refuse(code text, parameters jsonb); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.refuse(code text, parameters jsonb) IS 'Refuses with SQLSTATE SB001: message = machine word, detail = parameters as JSON.';


--
-- Name: refuse_far_deadline(timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.refuse_far_deadline(deadline timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  if deadline > sambatan.latest_deadline() then
    perform sambatan.refuse('deadline_too_far', jsonb_build_object('path', 'deadline', 'latest', sambatan.latest_deadline()));
  end if;
end
$$;


--
-- Name: FUNCTION refuse_far_deadline(deadline timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.refuse_far_deadline(deadline timestamp with time zone) IS 'Refuses a deadline that is more than five years away (deadline_too_far).';


--
-- Name: release_sambatan_slots(uuid, integer); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.release_sambatan_slots(campaign_id uuid, slot_count integer) RETURNS sambatan.campaigns
    LANGUAGE plpgsql
    AS $$
declare
  campaign sambatan.campaigns;
begin
  if slot_count is null or slot_count < 1 then
    perform sambatan.refuse('slot_count_invalid', jsonb_build_object('slot_count', slot_count));
  end if;
  campaign := sambatan.lock_campaign(campaign_id);
  return sambatan.give_back_slots(campaign.id, slot_count, sambatan.now());
end
$$;


--
-- Name: FUNCTION release_sambatan_slots(campaign_id uuid, slot_count integer); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.release_sambatan_slots(campaign_id uuid, slot_count integer) IS 'Gives slots of a campaign back, never below zero; a locked campaign turns active.';


--
-- Name: remove_campaign_photo(uuid, uuid); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.remove_campaign_photo(p_campaign_id uuid, p_photo_id uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  photo sambatan.campaign_photos;
begin
  perform sambatan.lock_campaign_for_photos(p_campaign_id);
  delete from sambatan.campaign_photos where id = p_photo_id and campaign_id = p_campaign_id
  returning * into photo;
  if not found then
    perform sambatan.refuse('photo_not_found', jsonb_build_object('photo_id', p_photo_id));
  end if;
  update sambatan.campaign_photos set position = position - 1
  where campaign_id = p_campaign_id and position > photo.position;
  update sambatan.photo_blobs set unused_since = sambatan.now() where key = photo.blob_key;
  update sambatan.campaigns set updated_at = sambatan.now() where id = p_campaign_id;
  perform sambatan.record_event(p_campaign_id, 'campaign_photo_removed',
    jsonb_build_object('photo_id', photo.id, 'position', photo.position));
end
$$;


--
-- Name: FUNCTION remove_campaign_photo(p_campaign_id uuid, p_photo_id uuid); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.remove_campaign_photo(p_campaign_id uuid, p_photo_id uuid) IS 'Takes a photo away from a campaign.';


--
-- Name: reserve_sambatan_slots(uuid, integer); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.reserve_sambatan_slots(campaign_id uuid, slot_count integer) RETURNS sambatan.campaigns
    LANGUAGE plpgsql
    AS $$
declare
  campaign sambatan.campaigns;
  at_time timestamptz;
  refusal text;
begin
  if slot_count is null or slot_count < 1 then
    perform sambatan.refuse('slot_count_invalid', jsonb_build_object('slot_count', slot_count));
  end if;
  campaign := sambatan.lock_campaign(campaign_id);
  at_time := sambatan.now();
  refusal := sambatan.admission_refusal(campaign, at_time);
  if refusal is not null then
    perform sambatan.refuse(refusal, sambatan.admission_details(campaign));
  end if;
  if slot_count > campaign.total_slots - campaign.filled_slots then
    perform sambatan.refuse('insufficient_slots', jsonb_build_object(
      'available', campaign.total_slots - campaign.filled_slots, 'requested', slot_count));
  end if;
  return sambatan.take_slots(campaign.id, slot_count, 0, at_time);
end
$$;


--
-- Name: FUNCTION reserve_sambatan_slots(campaign_id uuid, slot_count integer); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.reserve_sambatan_slots(campaign_id uuid, slot_count integer) IS 'Takes slots of an active campaign, or refuses; the campaign turns locked when that fills it.';


--
-- Name: search_patterns(text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.search_patterns(typed text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
  -- A folded word holds no sign that has a meaning in a pattern.
  select array_agg('% ' || word || case when word ~ '^[0-9]$' then ' %' else '%' end)
  from string_to_table(sambatan.folded(typed), ' ') as word where word <> ''
$_$;


--
-- Name: FUNCTION search_patterns(typed text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.search_patterns(typed text) IS 'What was typed into a search, as patterns: all words, each by its beginning.';


--
-- Name: search_query(text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.search_query(typed text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
  -- A folded word holds neither quotation marks nor backslashes.
  select string_agg('''' || left(word, 40) || case when word ~ '^[0-9]$' then '''' else ''':*' end, ' & ')::tsquery
  from string_to_table(sambatan.folded(typed), ' ') as word where word <> ''
$_$;


--
-- Name: FUNCTION search_query(typed text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.search_query(typed text) IS 'What was typed into a search, as a query: all words, each by its beginning.';


--
-- Name: search_words(text); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.search_words(written text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
  select array_to_tsvector(string_to_array(
    regexp_replace(sambatan.folded(written), '([^ ]{40})[^ ]+', '\1', 'g'), ' '))
$$;


--
-- Name: FUNCTION search_words(written text); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.search_words(written text) IS 'The words of a text, for an index.';


--
-- Name: see_people(jsonb); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.see_people(seen jsonb) RETURNS TABLE(id text, origin text, erased_at timestamp with time zone)
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
declare
  at_time timestamptz := sambatan.now();
begin
  insert into sambatan.people (id, origin, name, locale, created_at, updated_at)
  select s.id, 'token', coalesce(s.name, ''), coalesce(s.locale, 'id'), at_time, at_time
  from jsonb_to_recordset(seen) as s (id text, name text, locale text)
  where not exists (select from sambatan.people p where p.id = s.id) and not sambatan.is_reserved_id(s.id)
  order by s.id
  on conflict (id) do nothing;

  with known as (
    select p.id from sambatan.people p
    where p.id in (select s.id from jsonb_to_recordset(seen) as s (id text))
      and p.origin <> 'account' and (p.origin = 'service' or p.erased_at is not null)
    order by p.id for no key update
  )
  update sambatan.people p set
    origin = 'token', erased_at = null, updated_at = at_time,
    anonymous = p.anonymous and p.erased_at is null,
    name = case when p.name = '' then coalesce(s.name, '') else p.name end,
    locale = case when p.name = '' then coalesce(s.locale, p.locale) else p.locale end
  from known k, jsonb_to_recordset(seen) as s (id text, name text, locale text, issued_at timestamptz)
  where p.id = k.id and p.id = s.id
    and (case when p.erased_at is null then p.origin = 'service' else p.erased_at < s.issued_at end);

  return query
  select p.id, p.origin, p.erased_at
  from jsonb_to_recordset(seen) as s (id text) join sambatan.people p on p.id = s.id
  where not sambatan.is_reserved_id(s.id);
end
$$;


--
-- Name: FUNCTION see_people(seen jsonb); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.see_people(seen jsonb) IS 'Makes profiles for people seen for the first time with a token of another platform.';


--
-- Name: take_lifecycle_lease(text, integer); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.take_lifecycle_lease(holder text, seconds integer) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
  update sambatan.scheduler_state set
    lease_holder = holder,
    lease_until = clock_timestamp() + seconds * interval '1 second'
  where lease_holder = holder or lease_until is null or lease_until <= clock_timestamp();
  return found;
end
$$;


--
-- Name: FUNCTION take_lifecycle_lease(holder text, seconds integer); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.take_lifecycle_lease(holder text, seconds integer) IS 'Takes or renews the right to run the lifecycle, for some seconds; false while another holds it.';


--
-- Name: take_slots(uuid, integer, integer, timestamp with time zone); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.take_slots(p_campaign_id uuid, p_slots integer, p_participations integer, at_time timestamp with time zone) RETURNS sambatan.campaigns
    LANGUAGE plpgsql
    AS $$
declare
  campaign sambatan.campaigns;
begin
  update sambatan.campaigns set
    filled_slots = filled_slots + p_slots,
    participant_count = participant_count + p_participations,
    status = case when filled_slots + p_slots = total_slots then 'locked' else status end,
    locked_at = case when filled_slots + p_slots = total_slots then at_time end,
    updated_at = at_time
  where id = p_campaign_id
  returning * into campaign;
  if campaign.status = 'locked' then
    perform sambatan.record_event(p_campaign_id, 'campaign_full',
      jsonb_build_object('slots', campaign.filled_slots, 'old_status', 'active', 'new_status', 'locked'));
  end if;
  return campaign;
end
$$;


--
-- Name: FUNCTION take_slots(p_campaign_id uuid, p_slots integer, p_participations integer, at_time timestamp with time zone); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.take_slots(p_campaign_id uuid, p_slots integer, p_participations integer, at_time timestamp with time zone) IS 'Adds slots to a campaign whose row the caller has locked; full becomes locked, with its audit event.';


--
-- Name: update_sambatan_progress(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.update_sambatan_progress() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.progress := round(new.filled_slots * 100.0 / new.total_slots, 2);
  return new;
end
$$;


--
-- Name: FUNCTION update_sambatan_progress(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.update_sambatan_progress() IS 'Trigger: keeps campaigns.progress true on any write of filled_slots or total_slots.';


--
-- Name: wipe_erased(); Type: FUNCTION; Schema: sambatan; Owner: -
--

CREATE FUNCTION sambatan.wipe_erased() RETURNS integer
    LANGUAGE plpgsql
    AS $$
declare
  wiped integer;
begin
  update sambatan.participants p set shipping_address = '', note = null
  from sambatan.people e
  where e.erased_at is not null and p.user_id = e.id
    and p.status not in ('pending_payment', 'confirmed') and (p.shipping_address <> '' or p.note is not null);
  get diagnostics wiped = row_count;
  return wiped;
end
$$;


--
-- Name: FUNCTION wipe_erased(); Type: COMMENT; Schema: sambatan; Owner: -
--

COMMENT ON FUNCTION sambatan.wipe_erased() IS 'Wipes addresses and notes of erased people from settled participations.';


--
-- Name: access_logs; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.access_logs (
    id bigint NOT NULL,
    event text NOT NULL,
    actor text NOT NULL,
    person_id text,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT access_logs_actor_check CHECK (((length(actor) >= 1) AND (length(actor) <= 160))),
    CONSTRAINT access_logs_event_check CHECK ((event ~ '^[a-z_]{3,64}$'::text))
);


--
-- Name: access_logs_id_seq; Type: SEQUENCE; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.access_logs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sambatan.access_logs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.accounts (
    id uuid NOT NULL,
    user_id text NOT NULL,
    account_id text NOT NULL,
    provider_id text NOT NULL,
    password text,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamp with time zone,
    refresh_token_expires_at timestamp with time zone,
    scope text,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);


--
-- Name: addresses; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.addresses (
    id uuid NOT NULL,
    person_id text NOT NULL,
    label text NOT NULL,
    shipping_address text NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT addresses_label_check CHECK (((length(label) >= 1) AND (length(label) <= 60))),
    CONSTRAINT addresses_shipping_address_check CHECK (((length(shipping_address) >= 10) AND (length(shipping_address) <= 240)))
);


--
-- Name: api_keys; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.api_keys (
    id uuid NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    hash bytea NOT NULL,
    scopes text[] NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_by text,
    CONSTRAINT api_keys_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT api_keys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT api_keys_prefix_check CHECK (((length(prefix) >= 8) AND (length(prefix) <= 24))),
    CONSTRAINT api_keys_scopes_check CHECK (((cardinality(scopes) >= 1) AND (cardinality(scopes) <= 20)))
);


--
-- Name: attempts; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.attempts (
    bucket bytea NOT NULL,
    count integer NOT NULL,
    window_ends_at timestamp with time zone NOT NULL
);


--
-- Name: audit_logs; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.audit_logs (
    id bigint NOT NULL,
    campaign_id uuid NOT NULL,
    participant_id uuid,
    event text NOT NULL,
    actor text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT audit_logs_actor_check CHECK (((length(actor) >= 1) AND (length(actor) <= 160))),
    CONSTRAINT audit_logs_event_check CHECK ((event ~ '^[a-z_]{3,64}$'::text))
);


--
-- Name: audit_logs_id_seq; Type: SEQUENCE; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.audit_logs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sambatan.audit_logs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaign_search; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.campaign_search (
    campaign_id uuid NOT NULL,
    story tsvector NOT NULL,
    product tsvector NOT NULL,
    seller tsvector NOT NULL,
    words tsvector GENERATED ALWAYS AS (((story || product) || seller)) STORED NOT NULL
);


--
-- Name: idempotency_keys; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.idempotency_keys (
    scope text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    participant_id uuid,
    status integer,
    response jsonb,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255))),
    CONSTRAINT idempotency_keys_request_hash_check CHECK ((length(request_hash) = 32)),
    CONSTRAINT idempotency_keys_scope_check CHECK (((length(scope) >= 1) AND (length(scope) <= 160)))
);


--
-- Name: known_devices; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.known_devices (
    token_hash bytea NOT NULL,
    person_id text NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT known_devices_token_hash_check CHECK ((length(token_hash) = 32))
);


--
-- Name: lifecycle_failures; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.lifecycle_failures (
    campaign_id uuid NOT NULL,
    attempts integer NOT NULL,
    error text NOT NULL,
    failed_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL
);


--
-- Name: mailbox; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.mailbox (
    id uuid NOT NULL,
    person_id text,
    recipient text NOT NULL,
    template text NOT NULL,
    locale text NOT NULL,
    sealed text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT mailbox_locale_check CHECK ((locale = ANY (ARRAY['id'::text, 'en'::text]))),
    CONSTRAINT mailbox_recipient_check CHECK ((length(recipient) <= 254)),
    CONSTRAINT mailbox_template_check CHECK ((template ~ '^[a-z_]{3,64}$'::text))
);


--
-- Name: operator_codes; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.operator_codes (
    hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    used_by text,
    CONSTRAINT operator_codes_hash_check CHECK ((length(hash) = 32))
);


--
-- Name: outbox; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.outbox (
    audit_id bigint NOT NULL,
    campaign_id uuid NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='10000');


--
-- Name: people; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.people (
    id text NOT NULL,
    origin text DEFAULT 'account'::text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    email text,
    email_verified boolean DEFAULT false NOT NULL,
    role text DEFAULT 'buyer'::text NOT NULL,
    two_factor_enabled boolean DEFAULT false NOT NULL,
    locale text DEFAULT 'id'::text NOT NULL,
    phone text,
    avatar_url text,
    anonymous boolean DEFAULT false NOT NULL,
    erased_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT people_account_check CHECK (((origin <> 'account'::text) OR (email IS NOT NULL) OR (erased_at IS NOT NULL))),
    CONSTRAINT people_avatar_url_check CHECK ((length(avatar_url) <= 500)),
    CONSTRAINT people_email_check CHECK (((email = lower(email)) AND (length(email) <= 254))),
    CONSTRAINT people_erased_check CHECK (((erased_at IS NULL) OR ((name = ''::text) AND (email IS NULL) AND (phone IS NULL) AND (avatar_url IS NULL)))),
    CONSTRAINT people_id_check CHECK (((length(id) >= 1) AND (length(id) <= 128))),
    CONSTRAINT people_locale_check CHECK ((locale = ANY (ARRAY['id'::text, 'en'::text]))),
    CONSTRAINT people_name_check CHECK ((length(name) <= 120)),
    CONSTRAINT people_origin_check CHECK ((origin = ANY (ARRAY['account'::text, 'token'::text, 'service'::text]))),
    CONSTRAINT people_phone_check CHECK ((length(phone) <= 32)),
    CONSTRAINT people_role_check CHECK ((role = ANY (ARRAY['buyer'::text, 'seller'::text, 'operator'::text])))
);


--
-- Name: photo_blobs; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.photo_blobs (
    key text NOT NULL,
    widths integer[] NOT NULL,
    unused_since timestamp with time zone,
    CONSTRAINT photo_blobs_key_check CHECK ((key ~ '^[0-9a-f]{32}$'::text)),
    CONSTRAINT photo_blobs_widths_check CHECK (((cardinality(widths) >= 1) AND (cardinality(widths) <= 8)))
);


--
-- Name: products; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.products (
    id uuid NOT NULL,
    seller_id text NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    base_price bigint NOT NULL,
    currency text DEFAULT 'IDR'::text NOT NULL,
    image_url text,
    sambatan_enabled boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT products_base_price_check CHECK (((base_price >= 0) AND (base_price <= '9007199254740991'::bigint))),
    CONSTRAINT products_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT products_description_check CHECK ((length(description) <= 8000)),
    CONSTRAINT products_image_url_check CHECK ((length(image_url) <= 500)),
    CONSTRAINT products_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT products_seller_id_check CHECK (((length(seller_id) >= 1) AND (length(seller_id) <= 128)))
);


--
-- Name: scheduler_runs; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.scheduler_runs (
    id uuid NOT NULL,
    trigger text NOT NULL,
    node text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    transitions integer DEFAULT 0 NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    error text,
    CONSTRAINT scheduler_runs_trigger_check CHECK ((trigger = ANY (ARRAY['interval'::text, 'due'::text, 'full'::text, 'manual'::text, 'api'::text, 'cli'::text])))
);


--
-- Name: scheduler_state; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.scheduler_state (
    singleton boolean DEFAULT true NOT NULL,
    paused_at timestamp with time zone,
    paused_by text,
    lease_holder text,
    lease_until timestamp with time zone,
    CONSTRAINT scheduler_state_singleton_check CHECK (singleton)
);


--
-- Name: schema_functions; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.schema_functions (
    path text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


--
-- Name: schema_migrations; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.schema_migrations (
    version integer NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


--
-- Name: sessions; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.sessions (
    id uuid NOT NULL,
    token text NOT NULL,
    user_id text NOT NULL,
    ip_address text,
    user_agent text,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);


--
-- Name: share_images; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.share_images (
    key text NOT NULL,
    campaign_id uuid NOT NULL,
    language text NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    CONSTRAINT share_images_key_check CHECK ((key ~ '^[0-9a-f]{32}$'::text))
);


--
-- Name: two_factors; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.two_factors (
    id uuid NOT NULL,
    user_id text NOT NULL,
    secret text NOT NULL,
    backup_codes text NOT NULL,
    verified boolean DEFAULT false NOT NULL,
    failed_verification_count integer DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone
);


--
-- Name: verifications; Type: TABLE; Schema: sambatan; Owner: -
--

CREATE TABLE sambatan.verifications (
    id uuid NOT NULL,
    identifier text NOT NULL,
    value text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);


--
-- Data for Name: access_logs; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.access_logs OVERRIDING SYSTEM VALUE VALUES
	(1, 'operator_code_issued', 'command-line', NULL, '{}', '2026-11-28 10:30:38.72+00'),
	(2, 'account_created', 'user:01a221b5-01a4-7000-bd10-6ea123cb2f07', '01a221b5-01a4-7000-bd10-6ea123cb2f07', '{}', '2026-11-28 10:30:40.505+00'),
	(3, 'operator_claimed', 'operator-code', '01a221b5-01a4-7000-bd10-6ea123cb2f07', '{}', '2026-11-28 10:30:40.562+00'),
	(4, 'signed_in', 'user:01a221b5-01a4-7000-bd10-6ea123cb2f07', '01a221b5-01a4-7000-bd10-6ea123cb2f07', '{}', '2026-11-28 10:30:41.074+00'),
	(5, 'two_factor_enabled', 'user:01a221b5-01a4-7000-bd10-6ea123cb2f07', '01a221b5-01a4-7000-bd10-6ea123cb2f07', '{}', '2026-11-28 10:30:41.731+00'),
	(6, 'account_created', 'user:01a221b5-08e7-7000-a88a-da7ee456ef37', '01a221b5-08e7-7000-a88a-da7ee456ef37', '{}', '2026-11-28 10:30:42.169+00'),
	(7, 'signed_in', 'user:01a221b5-08e7-7000-a88a-da7ee456ef37', '01a221b5-08e7-7000-a88a-da7ee456ef37', '{}', '2026-11-28 10:30:42.595+00'),
	(8, 'api_key_created', 'machine:service', NULL, '{"name": "Toko Wangi, backend", "prefix": "sbk_c7e753a9b7", "scopes": ["join", "participants"]}', '2026-11-28 10:30:42.892+00');


--
-- Data for Name: accounts; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.accounts VALUES
	('01a221b4-ee28-7000-a9db-2ff643d1853f', 'demo-operator', 'demo-operator', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.318+00', '2026-11-28 10:30:35.318+00'),
	('01a221b4-ee28-7001-baab-ff23127069cb', 'demo-seller-rumah-melati', 'demo-seller-rumah-melati', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee28-7002-b234-7c9f39e5892c', 'demo-seller-laras-wangi', 'demo-seller-laras-wangi', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee28-7003-aa2e-e59f03416b17', 'demo-seller-tirta-gaharu', 'demo-seller-tirta-gaharu', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee28-7004-a883-d6b5386dc436', 'demo-seller-kebun-aroma', 'demo-seller-kebun-aroma', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee28-7005-837c-b2a3486019eb', 'demo-seller-rempah-banda', 'demo-seller-rempah-banda', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee28-7006-b290-7d5f8cd42ca2', 'demo-seller-samudra-wangi', 'demo-seller-samudra-wangi', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee28-7007-bb05-2c55f302aefd', 'demo-buyer-rani', 'demo-buyer-rani', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee28-7008-9cf0-e80f13308491', 'demo-buyer-bagas', 'demo-buyer-bagas', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee28-7009-98be-11ed683d0dd2', 'demo-buyer-dewi', 'demo-buyer-dewi', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee28-700a-8b08-b64ef77fe6cf', 'demo-buyer-fajar', 'demo-buyer-fajar', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7000-ab45-f560412ff5b5', 'demo-buyer-sinta', 'demo-buyer-sinta', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7001-856e-5c0a29bcc2d0', 'demo-buyer-yoga', 'demo-buyer-yoga', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7002-9452-29ea270ee59b', 'demo-buyer-laras', 'demo-buyer-laras', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7003-a9a3-7ede03122406', 'demo-buyer-rizky', 'demo-buyer-rizky', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7004-b946-f8ff727c13a3', 'demo-buyer-ayu', 'demo-buyer-ayu', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7005-b413-b41c9eab949d', 'demo-buyer-andi', 'demo-buyer-andi', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7006-92de-06a745930c06', 'demo-buyer-nadia', 'demo-buyer-nadia', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7007-9448-d6217662b081', 'demo-buyer-hendra', 'demo-buyer-hendra', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7008-9db5-4b0815c68a4e', 'demo-buyer-mega', 'demo-buyer-mega', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7009-a4d0-c87bdde05115', 'demo-buyer-bimo', 'demo-buyer-bimo', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-700a-baab-cde73fe5ebd5', 'demo-buyer-citra', 'demo-buyer-citra', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-700b-a189-ba857f753d62', 'demo-buyer-galih', 'demo-buyer-galih', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-700c-a7e5-25bf740083f8', 'demo-buyer-intan', 'demo-buyer-intan', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-700d-babd-92fc107e806f', 'demo-buyer-joko', 'demo-buyer-joko', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-700e-aced-11f3d3f06130', 'demo-buyer-kartika', 'demo-buyer-kartika', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-700f-8df6-eef8aaf40034', 'demo-buyer-lukman', 'demo-buyer-lukman', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7010-be5a-6fc89ab95b9b', 'demo-buyer-maria', 'demo-buyer-maria', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7011-96c0-54e7dcaca83c', 'demo-buyer-nanda', 'demo-buyer-nanda', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7012-85ad-e33f52950f9b', 'demo-buyer-olivia', 'demo-buyer-olivia', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7013-a565-c4d31472046e', 'demo-buyer-prima', 'demo-buyer-prima', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7014-9430-201c1071ffdb', 'demo-buyer-qori', 'demo-buyer-qori', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7015-8ce6-d369fc9832f9', 'demo-buyer-restu', 'demo-buyer-restu', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7016-890d-f986147a9c1c', 'demo-buyer-sari', 'demo-buyer-sari', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7017-9033-479c13a4b362', 'demo-buyer-taufik', 'demo-buyer-taufik', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7018-becb-15af98a2e4d4', 'demo-buyer-utami', 'demo-buyer-utami', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7019-acb1-076030e89d6f', 'demo-buyer-vina', 'demo-buyer-vina', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-701a-83cc-d7f3426a7eb4', 'demo-buyer-wahyu', 'demo-buyer-wahyu', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-701b-8031-8a9759905613', 'demo-buyer-yuni', 'demo-buyer-yuni', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-701c-815b-f0fffebd13f0', 'demo-buyer-zaki', 'demo-buyer-zaki', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-701d-8c14-6d42824203da', 'demo-buyer-arum', 'demo-buyer-arum', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-701e-abc4-de379a87fca9', 'demo-buyer-beni', 'demo-buyer-beni', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-701f-a622-aa886b423d3b', 'demo-buyer-diah', 'demo-buyer-diah', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7020-a78c-2ff0d6261b1d', 'demo-buyer-elang', 'demo-buyer-elang', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7021-8885-d2acddfb649a', 'demo-buyer-farah', 'demo-buyer-farah', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7022-a8d8-ecdd13e3474b', 'demo-buyer-gita', 'demo-buyer-gita', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7023-8cda-e73cc0e9e9b8', 'demo-buyer-hana', 'demo-buyer-hana', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7024-8d62-7fbed1d26b04', 'demo-buyer-ilham', 'demo-buyer-ilham', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7025-81ed-0766804ae605', 'demo-buyer-jihan', 'demo-buyer-jihan', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7026-9516-bd1eb9d890dc', 'demo-buyer-krisna', 'demo-buyer-krisna', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b4-ee29-7027-ba04-d4af265dff44', 'demo-buyer-lia', 'demo-buyer-lia', 'credential', 'fbc68719d55cbd362e3e67f46b4e46cd:9c1ec5644adcc23a4404d12b89520ba1af5654727cd40e347e4dc5e9bc6671fea8b518e96693a57408c3c356df1805b3d3618aa556de70437a7c4b873148d5c4', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:35.319+00', '2026-11-28 10:30:35.319+00'),
	('01a221b5-01da-7000-8eba-534107d2432a', '01a221b5-01a4-7000-bd10-6ea123cb2f07', '01a221b5-01a4-7000-bd10-6ea123cb2f07', 'credential', '3644720b10251acf61f0a224ea631e98:9678fbc1a524909a2fff57fce58a603474d3f1083ec18b390c01f10dd890cf5b7616c3f2d379d3741ec9d560130d3849ce8495d3dafd267d98c715e4192f2413', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:40.346+00', '2026-11-28 10:30:40.346+00'),
	('01a221b5-08ef-7000-9eb4-3107697d418a', '01a221b5-08e7-7000-a88a-da7ee456ef37', '01a221b5-08e7-7000-a88a-da7ee456ef37', 'credential', 'b5f0af55202f8ccf5dc29d6ea63cbbe6:f747baa59db6aa23fa1c86581ac9b339343d7ef116b8defb9e9ba83b853cd506a472dabc516f7f0ce6dd2ace276aa70a23ba74cb7062b3c40a61939ca4b37cee', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 10:30:42.159+00', '2026-11-28 10:30:42.159+00');


--
-- Data for Name: addresses; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.addresses VALUES
	('01a221b4-ee0c-7000-a323-82dc14b17d3d', 'demo-buyer-rani', 'Rumah', 'Rani Puspitasari, Jl. Kaliurang Km 5,6 Gg. Pandega 12, Sleman, DI Yogyakarta 55281', true, '2026-11-28 10:30:35.298+00', '2026-11-28 10:30:35.298+00'),
	('01a221b4-ee0c-7001-a3e4-488e3879c613', 'demo-buyer-bagas', 'Rumah', 'Bagas Nugroho, Jl. Slamet Riyadi 214, Laweyan, Surakarta, Jawa Tengah 57141', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7002-9430-708c7b957d9f', 'demo-buyer-dewi', 'Rumah', 'Dewi Anggraini, Jl. Cihampelas 88 Blok C2, Bandung Wetan, Bandung, Jawa Barat 40116', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7003-a8a7-e182e71dfb27', 'demo-buyer-fajar', 'Rumah', 'Fajar Hidayat, Jl. Tebet Barat Dalam IV No. 7, Tebet, Jakarta Selatan 12810', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7004-b47e-2c7f527de516', 'demo-buyer-sinta', 'Rumah', 'Sinta Maharani, Perum Griya Asri B5/19, Waru, Sidoarjo, Jawa Timur 61256', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7005-ae81-e390971c7b43', 'demo-buyer-yoga', 'Rumah', 'I Putu Yoga Pratama, Jl. Tukad Badung XX No. 3, Renon, Denpasar, Bali 80226', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7006-8f4d-d583bb2bfb2c', 'demo-buyer-laras', 'Rumah', 'Larasati Wulandari, Jl. Tentara Pelajar 41, Magelang Tengah, Kota Magelang 56117', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7007-a4ae-dcaeb47009c8', 'demo-buyer-rizky', 'Rumah', 'Rizky Ramadhan, Jl. Setia Budi Gg. Rahmat 22, Medan Selayang, Medan, Sumatera Utara 20132', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7008-ab04-72c6c7088c0b', 'demo-buyer-ayu', 'Rumah', 'Ayu Lestari, Jl. Dr. Soetomo 56, Klojen, Malang, Jawa Timur 65119', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7009-8402-9a0b16f5e519', 'demo-buyer-andi', 'Rumah', 'Andi Baso Mappasessu, Jl. Veteran Selatan 130, Mamajang, Makassar, Sulawesi Selatan 90131', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-700a-9470-585779332dbb', 'demo-buyer-nadia', 'Rumah', 'Nadia Safitri, Apartemen Kalibata City Tower Ebony 12BX, Pancoran, Jakarta Selatan 12750', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-700b-9593-58cda60a9421', 'demo-buyer-hendra', 'Rumah', 'Hendra Gunawan, Jl. Gajah Mada 77, Pontianak Selatan, Pontianak, Kalimantan Barat 78121', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-700c-a5c8-1417a984e9c7', 'demo-buyer-mega', 'Rumah', 'Mega Oktaviani, Jl. Sudirman Gg. Melur 9, Pekanbaru Kota, Pekanbaru, Riau 28111', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-700d-9c14-78a97ad91b19', 'demo-buyer-bimo', 'Rumah', 'Bimo Aryo Seto, Jl. Pandanaran 118, Mugassari, Semarang, Jawa Tengah 50249', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-700e-8dff-30b744b4e279', 'demo-buyer-citra', 'Rumah', 'Citra Kirana, Jl. Ahmad Yani 63, Banjarmasin Timur, Banjarmasin, Kalimantan Selatan 70236', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-700f-84ad-9dea597f7edd', 'demo-buyer-galih', 'Rumah', 'Galih Permana, Kp. Cikole RT 02 RW 08, Lembang, Bandung Barat, Jawa Barat 40391', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7010-be80-fcba2d8f7df6', 'demo-buyer-intan', 'Rumah', 'Intan Permatasari, Jl. Jenderal Sudirman 205, Ilir Timur I, Palembang, Sumatera Selatan 30126', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7011-91e9-972fec8b7f71', 'demo-buyer-joko', 'Rumah', 'Joko Susilo, Dusun Krajan RT 05 RW 02, Ambarawa, Semarang, Jawa Tengah 50612', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7012-82ca-7a177f351a6c', 'demo-buyer-kartika', 'Rumah', 'Kartika Sari Dewi, Jl. Diponegoro 34, Tegalsari, Surabaya, Jawa Timur 60241', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7013-9f60-b2e4ec256f6d', 'demo-buyer-lukman', 'Rumah', 'Lukman Hakim, Jl. Teuku Umar 15, Baiturrahman, Banda Aceh, Aceh 23243', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7014-9cb7-9e3a08918067', 'demo-buyer-maria', 'Rumah', 'Maria Goreti Seran, Jl. El Tari 21, Oebobo, Kupang, Nusa Tenggara Timur 85111', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7015-9328-db94f1598142', 'demo-buyer-nanda', 'Rumah', 'Nanda Prasetya, Jl. Veteran 102, Purwokerto Timur, Banyumas, Jawa Tengah 53111', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7016-a958-162d5abadd81', 'demo-buyer-olivia', 'Rumah', 'Olivia Tumbelaka, Jl. Sam Ratulangi 48, Wenang, Manado, Sulawesi Utara 95111', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7017-a0bb-a50f837485e7', 'demo-buyer-prima', 'Rumah', 'Prima Yudhistira, Cluster Anggrek Loka A7/11, Serpong, Tangerang Selatan, Banten 15310', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7018-8393-4a095992723a', 'demo-buyer-qori', 'Rumah', 'Qori Aina, Jl. Pemuda 19, Rawamangun, Pulo Gadung, Jakarta Timur 13220', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7019-ac2d-f1dc5760cd87', 'demo-buyer-restu', 'Rumah', 'Restu Adi Wibowo, Jl. Raya Ciawi 240, Ciawi, Bogor, Jawa Barat 16720', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-701a-92a4-d321afcd7239', 'demo-buyer-sari', 'Rumah', 'Sari Widyaningrum, Jl. Prof. Yohanes 1123, Gondokusuman, Yogyakarta 55223', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-701b-9413-082377e86748', 'demo-buyer-taufik', 'Rumah', 'Taufik Akbar, Jl. Khatib Sulaiman 52, Padang Utara, Padang, Sumatera Barat 25137', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-701c-a793-ec48c6b141fd', 'demo-buyer-utami', 'Rumah', 'Utami Rahayu, Jl. Letjen Suprapto 87, Sumbersari, Jember, Jawa Timur 68121', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-701d-b0bc-3d84532861c8', 'demo-buyer-vina', 'Rumah', 'Vina Panggabean, Jl. Sisingamangaraja 12, Siantar Barat, Pematangsiantar, Sumatera Utara 21112', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-701e-bf6f-8dd3cdc767f9', 'demo-buyer-wahyu', 'Rumah', 'Wahyu Setiawan, Jl. Margonda Raya Gg. Kober 4, Beji, Depok, Jawa Barat 16424', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-701f-a1ef-10641e0854dc', 'demo-buyer-yuni', 'Rumah', 'Yuni Kartikasari, Jl. Kartini 71, Tanjung Karang Pusat, Bandar Lampung, Lampung 35111', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7020-b277-e134e2ca0aaf', 'demo-buyer-zaki', 'Rumah', 'Zaki Mubarak, Jl. Kesambi Dalam 30, Kesambi, Cirebon, Jawa Barat 45134', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7021-b930-0e75c8cb4921', 'demo-buyer-arum', 'Rumah', 'Arum Sekar Jati, Jl. Bhayangkara 9, Serengan, Surakarta, Jawa Tengah 57155', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7022-b38f-03b7d70a0f6d', 'demo-buyer-beni', 'Rumah', 'Beni Latuconsina, Jl. A.Y. Patty 28, Sirimau, Ambon, Maluku 97124', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7023-bb5e-75a9860d53ae', 'demo-buyer-diah', 'Rumah', 'Ni Made Diah Paramita, Jl. Raya Ubud 45, Ubud, Gianyar, Bali 80571', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7024-a6fd-99f27f28d7f6', 'demo-buyer-elang', 'Rumah', 'Elang Mahardika, Jl. Buah Batu 190, Lengkong, Bandung, Jawa Barat 40265', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7025-9d18-a05e57fd6cbc', 'demo-buyer-farah', 'Rumah', 'Farah Diba, Jl. Mulawarman 33, Balikpapan Kota, Balikpapan, Kalimantan Timur 76114', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7026-9959-789c8b5643a3', 'demo-buyer-gita', 'Rumah', 'Gita Savitri, Jl. Pahlawan 58, Rembiga, Mataram, Nusa Tenggara Barat 83124', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7027-a772-321d3d74cdaf', 'demo-buyer-hana', 'Rumah', 'Hana Wijaya, Jl. Pakuan 8, Bogor Tengah, Bogor, Jawa Barat 16143', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7028-977e-a749d1b243cf', 'demo-buyer-ilham', 'Rumah', 'Ilham Saputra, Jl. Imam Bonjol 44, Jambi Selatan, Jambi 36139', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-7029-a50b-8eb7b078fc7e', 'demo-buyer-jihan', 'Rumah', 'Jihan Almira, Jl. Basuki Rahmat 16, Samarinda Ulu, Samarinda, Kalimantan Timur 75124', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-702a-a43e-1680be449755', 'demo-buyer-krisna', 'Rumah', 'Krisna Bayu, Jl. Wates Km 4 No. 87, Gamping, Sleman, DI Yogyakarta 55182', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00'),
	('01a221b4-ee0c-702b-82e0-369e4690d6e7', 'demo-buyer-lia', 'Rumah', 'Lia Amelia, Jl. Raya Kuta 101, Kuta, Badung, Bali 80361', true, '2026-11-28 10:30:35.299+00', '2026-11-28 10:30:35.299+00');


--
-- Data for Name: api_keys; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.api_keys VALUES
	('01a221b5-0bc9-7000-af28-28922af60e36', 'Toko Wangi, backend', 'sbk_c7e753a9b7', '\x4ad11f1ed6788bed5d7a231ee11e9ca6bda25fd2ba0b44837be39a9e791d95a2', '{join,participants}', 'machine:service', '2026-11-28 10:30:42.89+00', NULL, NULL, NULL, NULL);


--
-- Data for Name: attempts; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.attempts VALUES
	('\x4a4e38749efb1d2522c8f8bccb9e90439fe8c7cf44b4ee54c94bc4d7fbed42c0', 1, '2026-11-28 11:30:38.803+00'),
	('\x64d97896e6de1ab8a3ccad28482f0b344aec6290265e6790b95ec70408d45477', 1, '2026-11-28 11:30:40.644+00'),
	('\xd5c533a0433f5c4be6ede63c643b19d99255bcb961cafdff910c8731ac411c41', 1, '2026-11-28 10:33:41.644+00'),
	('\xde78ed0fc75576a8a2172503fa0c5dcd67c63499cf46aeb14bbc741955dffc2d', 2, '2026-11-28 11:30:38.798+00'),
	('\x7cd982d47251917cb361f9f48aa20a967e3369758401ccb69e535d0831a3c6be', 2, '2026-11-28 10:45:40.631+00'),
	('\x053ea8cf7853880cb69fc3f2b71e85871c0d3da8e592caf5d0b5a18aa1edd6dd', 1, '2026-11-28 11:30:42.178+00'),
	('\x67548664d0d66df2db91ab534bb44f6295f9d6d8f2375dfe5408ce9cc29f6a48', 1, '2026-11-28 11:30:42.624+00'),
	('\xa4a8aae97a2f9c60bf50f1b74642879538c52a9508daa249363bf7019e3137a7', 1, '2026-11-28 11:30:42.625+00');


--
-- Data for Name: audit_logs; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.audit_logs OVERRIDING SYSTEM VALUE VALUES
	(1, '01a221b4-ee72-7000-b6c8-77a3985b095c', NULL, 'campaign_created', 'user:demo-seller-rumah-melati', '{"title": "Melati Senja – Batch Perdana", "total_slots": 30}', '2026-09-27 10:30:35.336+00'),
	(2, '01a221b4-ee72-7000-b6c8-77a3985b095c', NULL, 'campaign_published', 'user:demo-seller-rumah-melati', '{"deadline": "2026-10-11T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-09-27 10:30:35.336+00'),
	(3, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eea1-7000-ace9-77f811f5bfd9', 'participant_joined', 'user:demo-buyer-andi', '{"amount": 185000, "quantity": 1}', '2026-09-27 14:28:03.172+00'),
	(4, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eec2-7000-96d5-db029051927c', 'participant_joined', 'user:demo-buyer-vina', '{"amount": 185000, "quantity": 1}', '2026-09-27 15:56:21.347+00'),
	(5, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eea1-7000-ace9-77f811f5bfd9', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-27 17:33:00.361+00'),
	(6, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eec2-7000-96d5-db029051927c', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-27 18:49:32.052+00'),
	(7, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eeee-7000-b38a-649bf1a1f84f', 'participant_joined', 'user:demo-buyer-bimo', '{"amount": 555000, "quantity": 3}', '2026-09-27 23:56:27.266+00'),
	(8, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eeee-7000-b38a-649bf1a1f84f', 'participant_confirmed', 'service', '{"amount": 555000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-28 00:09:10.33+00'),
	(9, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eefa-7000-96ad-d5819c1d60bf', 'participant_joined', 'user:demo-buyer-yuni', '{"amount": 185000, "quantity": 1}', '2026-09-28 08:00:09.247+00'),
	(10, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eefa-7000-96ad-d5819c1d60bf', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-28 11:05:29.964+00'),
	(11, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef0e-7000-a412-91927c12c85d', 'participant_joined', 'user:demo-buyer-restu', '{"amount": 185000, "quantity": 1}', '2026-09-28 14:34:09.119+00'),
	(12, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef0e-7000-a412-91927c12c85d', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-28 16:16:25.344+00'),
	(13, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef1e-7000-81e9-608d280b25fa', 'participant_joined', 'user:demo-buyer-fajar', '{"amount": 370000, "quantity": 2}', '2026-09-28 22:28:24.469+00'),
	(14, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef1e-7000-81e9-608d280b25fa', 'participant_confirmed', 'service', '{"amount": 370000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-29 02:30:55.164+00'),
	(15, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef34-7000-a99e-e6f2eac22ecc', 'participant_joined', 'user:demo-buyer-sari', '{"amount": 185000, "quantity": 1}', '2026-09-29 09:02:25.204+00'),
	(16, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef38-7000-a2e6-93cf5d339a59', 'participant_joined', 'user:demo-buyer-intan', '{"amount": 185000, "quantity": 1}', '2026-09-29 10:00:19.566+00'),
	(17, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef34-7000-a99e-e6f2eac22ecc', 'participant_cancelled', 'user:demo-buyer-sari', '{"amount": 185000, "reason": "Salah pilih jumlah, nanti saya pesan ulang.", "quantity": 1, "new_status": "cancelled", "old_status": "pending_payment"}', '2026-09-29 10:01:25.204+00'),
	(18, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef38-7000-a2e6-93cf5d339a59', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-29 10:09:40.356+00'),
	(19, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef55-7000-92c6-6638e3a8b236', 'participant_joined', 'user:demo-buyer-kartika', '{"amount": 185000, "quantity": 1}', '2026-09-29 12:02:15.303+00'),
	(20, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef62-7000-add2-decca5cb0d5b', 'participant_joined', 'user:demo-buyer-diah', '{"amount": 185000, "quantity": 1}', '2026-09-29 14:04:31.365+00'),
	(21, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef55-7000-92c6-6638e3a8b236', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-29 14:47:10.989+00'),
	(22, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef62-7000-add2-decca5cb0d5b', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-29 15:49:04.439+00'),
	(23, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef7e-7000-9d29-85b9be27f9ef', 'participant_joined', 'user:demo-buyer-bagas', '{"amount": 185000, "quantity": 1}', '2026-09-30 09:19:04.422+00'),
	(24, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef7e-7000-9d29-85b9be27f9ef', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-30 09:24:15.235+00'),
	(25, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef8b-7000-b9ec-aa7925757e1c', 'participant_joined', 'user:demo-buyer-ilham', '{"amount": 185000, "quantity": 1}', '2026-09-30 18:19:20.934+00'),
	(26, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef8b-7000-b9ec-aa7925757e1c', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-30 18:36:05.462+00'),
	(27, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef98-7000-9e4c-56d8f372aae1', 'participant_joined', 'user:demo-buyer-wahyu', '{"amount": 370000, "quantity": 2}', '2026-09-30 19:30:54.363+00'),
	(28, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef98-7000-9e4c-56d8f372aae1', 'participant_confirmed', 'service', '{"amount": 370000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-09-30 19:33:56.927+00'),
	(29, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efaa-7000-8235-54b71c4fbb36', 'participant_joined', 'user:demo-buyer-elang', '{"amount": 185000, "quantity": 1}', '2026-09-30 20:53:46.787+00'),
	(30, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efae-7000-abf5-8405392b96fd', 'participant_joined', 'user:demo-buyer-hana', '{"amount": 555000, "quantity": 3}', '2026-09-30 22:08:05.854+00'),
	(31, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efaa-7000-8235-54b71c4fbb36', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-01 00:12:48.674+00'),
	(32, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efae-7000-abf5-8405392b96fd', 'participant_confirmed', 'service', '{"amount": 555000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-01 02:56:54.399+00'),
	(33, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efc4-7000-ba4c-0608a7238de0', 'participant_joined', 'user:demo-buyer-nadia', '{"amount": 185000, "quantity": 1}', '2026-10-01 03:34:48.754+00'),
	(34, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efce-7000-a5d3-00858ff98b09', 'participant_joined', 'user:demo-buyer-galih', '{"amount": 185000, "quantity": 1}', '2026-10-01 05:04:23.427+00'),
	(35, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efc4-7000-ba4c-0608a7238de0', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-01 08:09:10.971+00'),
	(36, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efce-7000-a5d3-00858ff98b09', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-01 08:15:31.332+00'),
	(37, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f017-7000-afc9-15a97a404bee', 'participant_joined', 'user:demo-buyer-nanda', '{"amount": 185000, "quantity": 1}', '2026-10-01 13:09:59.217+00'),
	(38, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f01a-7000-9e18-36bda2f3705a', 'participant_joined', 'user:demo-buyer-maria', '{"amount": 185000, "quantity": 1}', '2026-10-01 14:23:21.867+00'),
	(39, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f017-7000-afc9-15a97a404bee', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-01 15:01:25.036+00'),
	(308, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f5c4-7000-bbe8-307419425bbd', 'participant_joined', 'user:demo-buyer-lukman', '{"amount": 159000, "quantity": 1}', '2026-11-21 14:48:35.12+00'),
	(40, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f01a-7000-9e18-36bda2f3705a', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-01 15:08:01.131+00'),
	(41, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f02e-7000-97f4-b6d9a8aa3634', 'participant_joined', 'user:demo-buyer-lukman', '{"amount": 185000, "quantity": 1}', '2026-10-01 16:44:55.567+00'),
	(42, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f02e-7000-97f4-b6d9a8aa3634', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-01 18:15:04.703+00'),
	(43, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f033-7000-a253-37653c8d2baf', 'participant_joined', 'user:demo-buyer-farah', '{"amount": 370000, "quantity": 2}', '2026-10-03 16:55:22.644+00'),
	(44, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f033-7000-a253-37653c8d2baf', 'participant_confirmed', 'service', '{"amount": 370000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-03 17:12:10.541+00'),
	(45, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f038-7000-a25a-328e2a6fb0eb', 'participant_joined', 'user:demo-buyer-gita', '{"amount": 555000, "quantity": 3}', '2026-10-06 10:30:35.336+00'),
	(46, '01a221b4-ee72-7000-b6c8-77a3985b095c', NULL, 'campaign_full', 'user:demo-buyer-gita', '{"slots": 30, "new_status": "locked", "old_status": "active"}', '2026-10-06 10:30:35.336+00'),
	(47, '01a221b4-ee72-7000-b6c8-77a3985b095c', NULL, 'campaign_completed', 'scheduler', '{"slots": 30, "new_status": "fulfilled", "old_status": "locked", "total_slots": 30, "participants": 21, "minimum_slots": 30}', '2026-10-06 10:30:35.736+00'),
	(48, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f038-7000-a25a-328e2a6fb0eb', 'participant_confirmed', 'scheduler', '{"amount": 555000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-06 10:30:35.736+00'),
	(49, '01a221b4-f053-7000-9df4-30e360902829', NULL, 'campaign_created', 'user:demo-seller-laras-wangi', '{"title": "Kopi Subuh – Giling Pertama", "total_slots": 36}', '2026-10-13 10:30:35.336+00'),
	(50, '01a221b4-f053-7000-9df4-30e360902829', NULL, 'campaign_published', 'user:demo-seller-laras-wangi', '{"deadline": "2026-10-27T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-10-13 10:30:35.336+00'),
	(51, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f062-7000-b760-21e58c3b783c', 'participant_joined', 'user:demo-buyer-ilham', '{"amount": 358000, "quantity": 2}', '2026-10-13 10:38:58.884+00'),
	(52, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f062-7000-b760-21e58c3b783c', 'participant_confirmed', 'service', '{"amount": 358000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-13 11:01:25.437+00'),
	(53, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f066-7000-83bc-0f15410413b1', 'participant_joined', 'user:demo-buyer-nadia', '{"amount": 179000, "quantity": 1}', '2026-10-13 11:08:06.029+00'),
	(54, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f06b-7000-b9e9-9a539c4c9f4c', 'participant_joined', 'user:demo-buyer-dewi', '{"amount": 179000, "quantity": 1}', '2026-10-13 12:25:15.774+00'),
	(55, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f06b-7000-b9e9-9a539c4c9f4c', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-13 14:01:40.352+00'),
	(56, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f071-7000-8641-68bfdaae00d4', 'participant_joined', 'user:demo-buyer-krisna', '{"amount": 179000, "quantity": 1}', '2026-10-13 14:50:16.837+00'),
	(57, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f066-7000-83bc-0f15410413b1', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-13 15:57:29.531+00'),
	(58, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f071-7000-8641-68bfdaae00d4', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-13 16:44:37.433+00'),
	(59, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f07e-7000-bd53-372a6da6cea8', 'participant_joined', 'user:demo-buyer-fajar', '{"amount": 358000, "quantity": 2}', '2026-10-14 07:49:52.255+00'),
	(60, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f07e-7000-bd53-372a6da6cea8', 'participant_confirmed', 'service', '{"amount": 358000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-14 09:47:35.678+00'),
	(61, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f086-7000-866e-38cdf447ff49', 'participant_joined', 'user:demo-buyer-galih', '{"amount": 179000, "quantity": 1}', '2026-10-14 11:20:09.504+00'),
	(62, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f086-7000-866e-38cdf447ff49', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-14 11:51:56.558+00'),
	(63, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f08b-7000-9082-fd16e041555a', 'participant_joined', 'user:demo-buyer-hendra', '{"amount": 179000, "quantity": 1}', '2026-10-15 05:23:13.762+00'),
	(64, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f08b-7000-9082-fd16e041555a', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-15 06:34:06.357+00'),
	(65, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f09a-7000-86ad-a74cf53c0420', 'participant_joined', 'user:demo-buyer-nanda', '{"amount": 179000, "quantity": 1}', '2026-10-15 08:30:33.947+00'),
	(66, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f09a-7000-86ad-a74cf53c0420', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-15 08:39:46.801+00'),
	(67, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0a6-7000-aad0-bfeaa17306e1', 'participant_joined', 'user:demo-buyer-restu', '{"amount": 358000, "quantity": 2}', '2026-10-15 20:29:49.671+00'),
	(68, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0a6-7000-aad0-bfeaa17306e1', 'participant_confirmed', 'service', '{"amount": 358000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-15 20:38:50.504+00'),
	(69, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0ae-7000-8161-5551112060e4', 'participant_joined', 'user:demo-buyer-hana', '{"amount": 358000, "quantity": 2}', '2026-10-15 22:14:23.808+00'),
	(70, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0ae-7000-8161-5551112060e4', 'participant_confirmed', 'service', '{"amount": 358000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-15 23:41:44.556+00'),
	(71, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0b4-7000-bdc6-8adba2fec278', 'participant_joined', 'user:demo-buyer-qori', '{"amount": 179000, "quantity": 1}', '2026-10-16 00:21:44.917+00'),
	(72, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0b4-7000-bdc6-8adba2fec278', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-16 00:27:35.836+00'),
	(73, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0b8-7000-8580-b1d7f8b77349', 'participant_joined', 'user:demo-buyer-wahyu', '{"amount": 179000, "quantity": 1}', '2026-10-16 07:59:16.185+00'),
	(74, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0b8-7000-8580-b1d7f8b77349', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-16 10:43:45.679+00'),
	(75, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0c7-7000-8a10-522382aa9e97', 'participant_joined', 'user:demo-buyer-intan', '{"amount": 179000, "quantity": 1}', '2026-10-16 12:20:31.731+00'),
	(76, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0c7-7000-8a10-522382aa9e97', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-16 12:24:29.179+00'),
	(77, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0d3-7000-af51-a99a23cf8b29', 'participant_joined', 'user:demo-buyer-bagas', '{"amount": 537000, "quantity": 3}', '2026-10-16 15:30:27.714+00'),
	(78, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0da-7000-bf38-7cae1522102a', 'participant_joined', 'user:demo-buyer-laras', '{"amount": 179000, "quantity": 1}', '2026-10-16 15:45:23.923+00'),
	(79, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0da-7000-bf38-7cae1522102a', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-16 15:59:12.079+00'),
	(80, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0d3-7000-af51-a99a23cf8b29', 'participant_confirmed', 'service', '{"amount": 537000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-16 16:11:02.326+00'),
	(81, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0e4-7000-b8ab-a66b55737131', 'participant_joined', 'user:demo-buyer-taufik', '{"amount": 179000, "quantity": 1}', '2026-10-18 04:16:09.328+00'),
	(82, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0e4-7000-b8ab-a66b55737131', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-18 07:59:21.154+00'),
	(83, '01a221b4-f0ed-7000-b0e0-114a0fadd793', NULL, 'campaign_created', 'user:demo-seller-rempah-banda', '{"title": "Pala Banda – Batch Uji Coba", "total_slots": 50}', '2026-10-19 10:30:35.336+00'),
	(84, '01a221b4-f0ed-7000-b0e0-114a0fadd793', NULL, 'campaign_published', 'user:demo-seller-rempah-banda', '{"deadline": "2026-11-02T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-10-19 10:30:35.336+00'),
	(85, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f0fe-7000-becf-e3c1777d5b06', 'participant_joined', 'user:demo-buyer-beni', '{"amount": 447000, "quantity": 3}', '2026-10-19 13:57:28.935+00'),
	(86, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f0fe-7000-becf-e3c1777d5b06', 'participant_confirmed', 'service', '{"amount": 447000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-19 14:02:18.349+00'),
	(87, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f107-7000-a712-6f7cbaf80a3e', 'participant_joined', 'user:demo-buyer-yuni', '{"amount": 149000, "quantity": 1}', '2026-10-19 19:17:23.999+00'),
	(88, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f107-7000-a712-6f7cbaf80a3e', 'participant_confirmed', 'service', '{"amount": 149000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-19 21:04:57.255+00'),
	(89, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f10f-7000-810c-70feb9ddfb74', 'participant_joined', 'user:demo-buyer-nadia', '{"amount": 149000, "quantity": 1}', '2026-10-20 04:07:20.985+00'),
	(90, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f10f-7000-810c-70feb9ddfb74', 'participant_cancelled', 'user:demo-buyer-nadia', '{"amount": 149000, "reason": "Maaf, ada kebutuhan lain.", "quantity": 1, "new_status": "cancelled", "old_status": "pending_payment"}', '2026-10-20 04:43:20.985+00'),
	(91, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f11c-7000-8c3c-0f70e6c91e3f', 'participant_joined', 'user:demo-buyer-elang', '{"amount": 447000, "quantity": 3}', '2026-10-20 13:00:17.795+00'),
	(92, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f11c-7000-8c3c-0f70e6c91e3f', 'participant_confirmed', 'service', '{"amount": 447000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-20 13:20:10.08+00'),
	(93, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f123-7000-9341-bbf22435026e', 'participant_joined', 'user:demo-buyer-gita', '{"amount": 358000, "quantity": 2}', '2026-10-20 14:36:37.406+00'),
	(94, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f123-7000-9341-bbf22435026e', 'participant_confirmed', 'service', '{"amount": 358000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-20 14:56:04.609+00'),
	(95, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f12b-7000-ab03-7b2ef79bd6ee', 'participant_joined', 'user:demo-buyer-wahyu', '{"amount": 149000, "quantity": 1}', '2026-10-21 18:02:36.166+00'),
	(96, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f12b-7000-ab03-7b2ef79bd6ee', 'participant_confirmed', 'service', '{"amount": 149000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-21 18:17:52.787+00'),
	(97, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f134-7000-8428-aaf437f30d3c', 'participant_joined', 'user:demo-buyer-galih', '{"amount": 298000, "quantity": 2}', '2026-10-21 20:15:47.997+00'),
	(98, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f134-7000-8428-aaf437f30d3c', 'participant_confirmed', 'service', '{"amount": 298000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-21 20:33:04.446+00'),
	(99, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f142-7000-920d-f3564e7f92e3', 'participant_joined', 'user:demo-buyer-krisna', '{"amount": 149000, "quantity": 1}', '2026-10-22 02:06:17.272+00'),
	(100, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f142-7000-920d-f3564e7f92e3', 'participant_cancelled', 'user:demo-buyer-krisna', '{"amount": 149000, "reason": "Salah pilih jumlah, nanti saya pesan ulang.", "quantity": 1, "new_status": "cancelled", "old_status": "pending_payment"}', '2026-10-22 02:23:17.272+00'),
	(101, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f150-7000-9766-45bd0d1e4bfa', 'participant_joined', 'user:demo-buyer-maria', '{"amount": 149000, "quantity": 1}', '2026-10-22 13:38:52.464+00'),
	(102, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f150-7000-9766-45bd0d1e4bfa', 'participant_confirmed', 'service', '{"amount": 149000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-22 14:03:37.612+00'),
	(103, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f155-7000-93d2-d855419fc9a3', 'participant_joined', 'user:demo-buyer-prima', '{"amount": 149000, "quantity": 1}', '2026-10-22 19:42:56.823+00'),
	(104, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f155-7000-93d2-d855419fc9a3', 'participant_confirmed', 'service', '{"amount": 149000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-22 22:29:54.704+00'),
	(105, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f16b-7000-9d1b-b3830e97f137', 'participant_joined', 'user:demo-buyer-ayu', '{"amount": 179000, "quantity": 1}', '2026-10-22 23:59:51.072+00'),
	(106, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f16b-7000-9d1b-b3830e97f137', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-23 01:39:07.366+00'),
	(107, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f183-7000-817c-d85639d02895', 'participant_joined', 'user:demo-buyer-elang', '{"amount": 537000, "quantity": 3}', '2026-10-23 08:59:49.799+00'),
	(108, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f183-7000-817c-d85639d02895', 'participant_confirmed', 'service', '{"amount": 537000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-23 10:04:33.544+00'),
	(109, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f18a-7000-a507-7c1367631df7', 'participant_joined', 'user:demo-buyer-qori', '{"amount": 149000, "quantity": 1}', '2026-10-23 19:25:47.195+00'),
	(110, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f18a-7000-a507-7c1367631df7', 'participant_confirmed', 'service', '{"amount": 149000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-23 19:30:43.921+00'),
	(111, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f18e-7000-ac9f-c2c4f0c2bb17', 'participant_joined', 'user:demo-buyer-rani', '{"amount": 179000, "quantity": 1}', '2026-10-23 20:39:06.07+00'),
	(112, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f18e-7000-ac9f-c2c4f0c2bb17', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-23 20:43:20.782+00'),
	(113, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f193-7000-9b70-bc0fde2e19db', 'participant_joined', 'user:demo-buyer-nanda', '{"amount": 149000, "quantity": 1}', '2026-10-24 00:45:26.552+00'),
	(114, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f193-7000-9b70-bc0fde2e19db', 'participant_confirmed', 'service', '{"amount": 149000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-24 03:46:20.691+00'),
	(115, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1a2-7000-8790-14a05575fbde', 'participant_joined', 'user:demo-buyer-laras', '{"amount": 149000, "quantity": 1}', '2026-10-24 16:54:01.288+00'),
	(116, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1a2-7000-8790-14a05575fbde', 'participant_confirmed', 'service', '{"amount": 149000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-24 16:58:24.597+00'),
	(117, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef98-7000-9e4c-56d8f372aae1', 'participant_fulfilled', 'user:demo-buyer-wahyu', '{"amount": 370000, "quantity": 2, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-26 19:37:23.568+00'),
	(118, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efc4-7000-ba4c-0608a7238de0', 'participant_fulfilled', 'user:demo-buyer-nadia', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-26 22:17:00.778+00'),
	(119, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eeee-7000-b38a-649bf1a1f84f', 'participant_fulfilled', 'user:demo-buyer-bimo', '{"amount": 555000, "quantity": 3, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-27 00:56:51.876+00'),
	(120, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1be-7000-aaa9-b108634621bf', 'participant_joined', 'user:demo-buyer-sinta', '{"amount": 149000, "quantity": 1}', '2026-10-27 02:01:50.748+00'),
	(121, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1be-7000-aaa9-b108634621bf', 'participant_confirmed', 'service', '{"amount": 149000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-27 02:05:45.381+00'),
	(122, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef38-7000-a2e6-93cf5d339a59', 'participant_fulfilled', 'user:demo-buyer-intan', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-27 07:06:04.06+00'),
	(123, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efae-7000-abf5-8405392b96fd', 'participant_fulfilled', 'user:demo-buyer-hana', '{"amount": 555000, "quantity": 3, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-27 08:11:43.796+00'),
	(124, '01a221b4-f053-7000-9df4-30e360902829', NULL, 'campaign_completed', 'scheduler', '{"slots": 29, "new_status": "fulfilled", "old_status": "active", "total_slots": 36, "participants": 20, "minimum_slots": 24}', '2026-10-27 10:30:35.736+00'),
	(125, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1da-7000-8f83-4f3d941b57d4', 'participant_joined', 'user:demo-buyer-hana', '{"amount": 298000, "quantity": 2}', '2026-10-27 14:53:30.931+00'),
	(126, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1da-7000-8f83-4f3d941b57d4', 'participant_confirmed', 'service', '{"amount": 298000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-27 16:14:35.782+00'),
	(127, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f017-7000-afc9-15a97a404bee', 'participant_fulfilled', 'user:demo-buyer-nanda', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-28 08:01:14.842+00'),
	(128, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1ea-7000-a4ab-194b5e3cefbf', 'participant_joined', 'user:demo-buyer-utami', '{"amount": 149000, "quantity": 1}', '2026-10-28 13:42:42.138+00'),
	(129, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1ea-7000-a4ab-194b5e3cefbf', 'participant_confirmed', 'service', '{"amount": 149000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-28 17:23:32.615+00'),
	(130, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eec2-7000-96d5-db029051927c', 'participant_fulfilled', 'user:demo-buyer-vina', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-28 17:44:52.353+00'),
	(131, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f033-7000-a253-37653c8d2baf', 'participant_fulfilled', 'user:demo-buyer-farah', '{"amount": 370000, "quantity": 2, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-29 00:24:36.365+00'),
	(132, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efaa-7000-8235-54b71c4fbb36', 'participant_fulfilled', 'user:demo-buyer-elang', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-29 00:43:41.971+00'),
	(133, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eea1-7000-ace9-77f811f5bfd9', 'participant_fulfilled', 'user:demo-buyer-andi', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-29 07:12:17.145+00'),
	(134, '01a221b4-f20e-7000-a222-e622a066ea07', NULL, 'campaign_created', 'user:demo-seller-tirta-gaharu', '{"title": "Jeruk Kasturi – Batch Kemarau", "total_slots": 40}', '2026-10-29 10:30:35.336+00'),
	(135, '01a221b4-f20e-7000-a222-e622a066ea07', NULL, 'campaign_published', 'user:demo-seller-tirta-gaharu', '{"deadline": "2026-11-12T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-10-29 10:30:35.336+00'),
	(136, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f038-7000-a25a-328e2a6fb0eb', 'participant_fulfilled', 'user:demo-buyer-gita', '{"amount": 555000, "quantity": 3, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-29 19:22:23.939+00'),
	(137, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f02e-7000-97f4-b6d9a8aa3634', 'participant_fulfilled', 'user:demo-buyer-lukman', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-29 22:13:44.376+00'),
	(138, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-f01a-7000-9e18-36bda2f3705a', 'participant_fulfilled', 'user:demo-buyer-maria', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-30 00:45:33.235+00'),
	(139, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f233-7000-a0a6-7ed5464f7d54', 'participant_joined', 'user:demo-buyer-taufik', '{"amount": 149000, "quantity": 1}', '2026-10-30 03:59:06.909+00'),
	(140, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f233-7000-a0a6-7ed5464f7d54', 'participant_confirmed', 'service', '{"amount": 149000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-30 04:05:22.57+00'),
	(141, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f247-7000-a74c-238441849c04', 'participant_joined', 'user:demo-buyer-ilham', '{"amount": 149000, "quantity": 1}', '2026-10-30 04:19:20.479+00'),
	(142, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-eefa-7000-96ad-d5819c1d60bf', 'participant_fulfilled', 'user:demo-buyer-yuni', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-30 04:46:04.707+00'),
	(143, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f247-7000-a74c-238441849c04', 'participant_confirmed', 'service', '{"amount": 149000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-10-30 08:43:35.929+00'),
	(144, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-efce-7000-a5d3-00858ff98b09', 'participant_fulfilled', 'user:demo-buyer-galih', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-30 10:47:38.187+00'),
	(145, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef8b-7000-b9ec-aa7925757e1c', 'participant_fulfilled', 'user:demo-buyer-ilham', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-31 09:27:30.524+00'),
	(146, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef62-7000-add2-decca5cb0d5b', 'participant_fulfilled', 'user:demo-buyer-diah', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-31 14:40:30.798+00'),
	(147, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef55-7000-92c6-6638e3a8b236', 'participant_fulfilled', 'user:demo-buyer-kartika', '{"amount": 185000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-10-31 14:43:17.716+00'),
	(148, '01a221b4-ee72-7000-b6c8-77a3985b095c', '01a221b4-ef1e-7000-81e9-608d280b25fa', 'participant_fulfilled', 'user:demo-buyer-fajar', '{"amount": 370000, "quantity": 2, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-01 03:42:56.522+00'),
	(149, '01a221b4-f0ed-7000-b0e0-114a0fadd793', NULL, 'campaign_failed', 'scheduler', '{"slots": 21, "new_status": "expired", "old_status": "active", "total_slots": 50, "participants": 15, "minimum_slots": 50}', '2026-11-02 10:30:35.736+00'),
	(150, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f0fe-7000-becf-e3c1777d5b06', 'participant_refunded', 'scheduler', '{"amount": 447000, "quantity": 3, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(151, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f107-7000-a712-6f7cbaf80a3e', 'participant_refunded', 'scheduler', '{"amount": 149000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(152, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f11c-7000-8c3c-0f70e6c91e3f', 'participant_refunded', 'scheduler', '{"amount": 447000, "quantity": 3, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(153, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f12b-7000-ab03-7b2ef79bd6ee', 'participant_refunded', 'scheduler', '{"amount": 149000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(154, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f134-7000-8428-aaf437f30d3c', 'participant_refunded', 'scheduler', '{"amount": 298000, "quantity": 2, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(155, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f150-7000-9766-45bd0d1e4bfa', 'participant_refunded', 'scheduler', '{"amount": 149000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(156, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f155-7000-93d2-d855419fc9a3', 'participant_refunded', 'scheduler', '{"amount": 149000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(157, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f18a-7000-a507-7c1367631df7', 'participant_refunded', 'scheduler', '{"amount": 149000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(158, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f193-7000-9b70-bc0fde2e19db', 'participant_refunded', 'scheduler', '{"amount": 149000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(159, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1a2-7000-8790-14a05575fbde', 'participant_refunded', 'scheduler', '{"amount": 149000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(160, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1be-7000-aaa9-b108634621bf', 'participant_refunded', 'scheduler', '{"amount": 149000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(161, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1da-7000-8f83-4f3d941b57d4', 'participant_refunded', 'scheduler', '{"amount": 298000, "quantity": 2, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(162, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f1ea-7000-a4ab-194b5e3cefbf', 'participant_refunded', 'scheduler', '{"amount": 149000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(163, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f233-7000-a0a6-7ed5464f7d54', 'participant_refunded', 'scheduler', '{"amount": 149000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(164, '01a221b4-f0ed-7000-b0e0-114a0fadd793', '01a221b4-f247-7000-a74c-238441849c04', 'participant_refunded', 'scheduler', '{"amount": 149000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-02 10:30:35.736+00'),
	(165, '01a221b4-f20e-7000-a222-e622a066ea07', '01a221b4-f293-7000-a45a-fb8788b23464', 'participant_joined', 'user:demo-buyer-lukman', '{"amount": 357000, "quantity": 3}', '2026-11-05 09:33:46.022+00'),
	(166, '01a221b4-f20e-7000-a222-e622a066ea07', '01a221b4-f293-7000-a45a-fb8788b23464', 'participant_confirmed', 'service', '{"amount": 357000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-05 09:37:48.633+00'),
	(167, '01a221b4-f20e-7000-a222-e622a066ea07', '01a221b4-f2a8-7000-9013-59e501444abb', 'participant_joined', 'user:demo-buyer-gita', '{"amount": 238000, "quantity": 2}', '2026-11-06 06:56:05.297+00'),
	(168, '01a221b4-f20e-7000-a222-e622a066ea07', '01a221b4-f2a8-7000-9013-59e501444abb', 'participant_confirmed', 'service', '{"amount": 238000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-06 07:44:44.03+00'),
	(169, '01a221b4-f2b2-7000-9d28-a9594b3bad08', NULL, 'campaign_created', 'user:demo-seller-rumah-melati', '{"title": "Cempaka Malam – Panen Pertama", "total_slots": 25}', '2026-11-07 10:30:35.336+00'),
	(170, '01a221b4-f2b2-7000-9d28-a9594b3bad08', NULL, 'campaign_published', 'user:demo-seller-rumah-melati', '{"deadline": "2026-11-22T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-11-07 10:30:35.336+00'),
	(171, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f2c2-7000-8cf2-ff7a0458ab83', 'participant_joined', 'user:demo-buyer-yuni', '{"amount": 199000, "quantity": 1}', '2026-11-07 10:35:14.548+00'),
	(172, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f2c2-7000-8cf2-ff7a0458ab83', 'participant_confirmed', 'service', '{"amount": 199000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-07 11:39:41.297+00'),
	(173, '01a221b4-f20e-7000-a222-e622a066ea07', '01a221b4-f2db-7000-a699-784d41c6e856', 'participant_joined', 'user:demo-buyer-elang', '{"amount": 119000, "quantity": 1}', '2026-11-08 05:55:19.359+00'),
	(174, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f2e8-7000-8da1-653ad78b36ee', 'participant_joined', 'user:demo-buyer-rizky', '{"amount": 398000, "quantity": 2}', '2026-11-08 06:16:34.434+00'),
	(175, '01a221b4-f20e-7000-a222-e622a066ea07', '01a221b4-f2db-7000-a699-784d41c6e856', 'participant_confirmed', 'service', '{"amount": 119000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-08 07:14:42.789+00'),
	(176, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f2e8-7000-8da1-653ad78b36ee', 'participant_confirmed', 'service', '{"amount": 398000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-08 07:19:46.638+00'),
	(177, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f071-7000-8641-68bfdaae00d4', 'participant_refunded', 'user:demo-operator', '{"amount": 179000, "reason": "Botol pecah di jalan dan stok batch ini sudah habis.", "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-08 10:30:35.336+00'),
	(178, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f333-7000-b1ed-60fde7e20bea', 'participant_joined', 'user:demo-buyer-zaki', '{"amount": 597000, "quantity": 3}', '2026-11-11 11:12:10.373+00'),
	(179, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f333-7000-b1ed-60fde7e20bea', 'participant_confirmed', 'service', '{"amount": 597000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-11 11:16:43.691+00'),
	(180, '01a221b4-f20e-7000-a222-e622a066ea07', NULL, 'campaign_failed', 'scheduler', '{"slots": 6, "new_status": "expired", "old_status": "active", "total_slots": 40, "participants": 3, "minimum_slots": 20}', '2026-11-12 10:30:35.736+00'),
	(181, '01a221b4-f20e-7000-a222-e622a066ea07', '01a221b4-f293-7000-a45a-fb8788b23464', 'participant_refunded', 'scheduler', '{"amount": 357000, "quantity": 3, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-12 10:30:35.736+00'),
	(182, '01a221b4-f20e-7000-a222-e622a066ea07', '01a221b4-f2a8-7000-9013-59e501444abb', 'participant_refunded', 'scheduler', '{"amount": 238000, "quantity": 2, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-12 10:30:35.736+00'),
	(183, '01a221b4-f20e-7000-a222-e622a066ea07', '01a221b4-f2db-7000-a699-784d41c6e856', 'participant_refunded', 'scheduler', '{"amount": 119000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-12 10:30:35.736+00'),
	(184, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f364-7000-81cb-ef35a0728c57', 'participant_joined', 'user:demo-buyer-nadia', '{"amount": 199000, "quantity": 1}', '2026-11-12 15:54:31.592+00'),
	(185, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f364-7000-81cb-ef35a0728c57', 'participant_confirmed', 'service', '{"amount": 199000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-12 16:51:35.564+00'),
	(186, '01a221b4-f370-7000-beb0-77892f74237c', NULL, 'campaign_created', 'user:demo-seller-laras-wangi', '{"title": "Hujan Pertama – Botol Perjalanan 10 ml", "total_slots": 80}', '2026-11-13 10:30:35.336+00'),
	(187, '01a221b4-f370-7000-beb0-77892f74237c', NULL, 'campaign_published', 'user:demo-seller-laras-wangi', '{"deadline": "2026-12-04T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-11-13 10:30:35.336+00'),
	(188, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f37e-7000-949a-2795286fe6c5', 'participant_joined', 'user:demo-buyer-nanda', '{"amount": 118000, "quantity": 2}', '2026-11-13 14:07:51.208+00'),
	(189, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f37e-7000-949a-2795286fe6c5', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-13 15:36:21.015+00'),
	(190, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f123-7000-9341-bbf22435026e', 'participant_fulfilled', 'user:demo-buyer-gita', '{"amount": 358000, "quantity": 2, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-14 23:54:44.069+00'),
	(191, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f390-7000-8718-4f0705e66572', 'participant_joined', 'user:demo-buyer-beni', '{"amount": 199000, "quantity": 1}', '2026-11-15 02:05:54.775+00'),
	(192, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f390-7000-8718-4f0705e66572', 'participant_confirmed', 'service', '{"amount": 199000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-15 02:08:54.951+00'),
	(193, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0b8-7000-8580-b1d7f8b77349', 'participant_fulfilled', 'user:demo-buyer-wahyu', '{"amount": 179000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-15 03:26:58.094+00'),
	(194, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f183-7000-817c-d85639d02895', 'participant_fulfilled', 'user:demo-buyer-elang', '{"amount": 537000, "quantity": 3, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-15 04:20:34.268+00'),
	(195, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f3a3-7000-abe7-52a5f064207f', 'participant_joined', 'user:demo-buyer-lukman', '{"amount": 118000, "quantity": 2}', '2026-11-15 05:23:55.71+00'),
	(196, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f3a3-7000-abe7-52a5f064207f', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-15 05:27:08.977+00'),
	(197, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f3af-7000-93af-bf55d2761a59', 'participant_joined', 'user:demo-buyer-vina', '{"amount": 118000, "quantity": 2}', '2026-11-15 07:46:55.173+00'),
	(198, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f3af-7000-93af-bf55d2761a59', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-15 09:24:17.815+00'),
	(199, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f3ba-7000-8aac-bc7eabadacc2', 'participant_joined', 'user:demo-buyer-dewi', '{"amount": 199000, "quantity": 1}', '2026-11-15 10:24:42.757+00'),
	(200, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f3ba-7000-8aac-bc7eabadacc2', 'participant_confirmed', 'service', '{"amount": 199000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-15 10:54:20.498+00'),
	(201, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f3d2-7000-a97e-77ba5cd887f2', 'participant_joined', 'user:demo-buyer-kartika', '{"amount": 597000, "quantity": 3}', '2026-11-15 12:44:58.493+00'),
	(202, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f3d2-7000-a97e-77ba5cd887f2', 'participant_confirmed', 'service', '{"amount": 597000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-15 13:13:45.981+00'),
	(203, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f3df-7000-a0a5-69b035e5b7da', 'participant_joined', 'user:demo-buyer-laras', '{"amount": 118000, "quantity": 2}', '2026-11-15 20:04:27.483+00'),
	(204, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0e4-7000-b8ab-a66b55737131', 'participant_fulfilled', 'user:demo-buyer-taufik', '{"amount": 179000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-16 02:59:15.203+00'),
	(205, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f06b-7000-b9e9-9a539c4c9f4c', 'participant_fulfilled', 'user:demo-buyer-dewi', '{"amount": 179000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-16 04:03:28.536+00'),
	(206, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f086-7000-866e-38cdf447ff49', 'participant_fulfilled', 'user:demo-buyer-galih', '{"amount": 179000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-16 04:06:28+00'),
	(207, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f16b-7000-9d1b-b3830e97f137', 'participant_fulfilled', 'user:demo-buyer-ayu', '{"amount": 179000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-16 04:58:53.202+00'),
	(208, '01a221b4-f408-7000-82c4-7b1f9431d69a', NULL, 'campaign_created', 'user:demo-seller-rempah-banda', '{"title": "Pala Banda – Batch Kecil", "total_slots": 30}', '2026-11-16 10:30:35.336+00'),
	(209, '01a221b4-f408-7000-82c4-7b1f9431d69a', NULL, 'campaign_published', 'user:demo-seller-rempah-banda', '{"deadline": "2026-11-30T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-11-16 10:30:35.336+00'),
	(210, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f18e-7000-ac9f-c2c4f0c2bb17', 'participant_fulfilled', 'user:demo-buyer-rani', '{"amount": 179000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-16 11:48:47.373+00'),
	(211, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f3df-7000-a0a5-69b035e5b7da', 'hold_expired', 'scheduler', '{"amount": 118000, "quantity": 2, "new_status": "cancelled", "old_status": "pending_payment", "hold_expires_at": "2026-11-16T20:04:27.483+00:00"}', '2026-11-16 20:04:27.883+00'),
	(212, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f08b-7000-9082-fd16e041555a', 'participant_fulfilled', 'user:demo-buyer-hendra', '{"amount": 179000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-16 20:42:21.014+00'),
	(213, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f42d-7000-af1a-c4e100022966', 'participant_joined', 'user:demo-buyer-farah', '{"amount": 118000, "quantity": 2}', '2026-11-17 02:34:25.818+00'),
	(214, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f42d-7000-af1a-c4e100022966', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-17 02:43:06.33+00'),
	(215, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f43a-7000-ad2b-45fd4825269a', 'participant_joined', 'user:demo-buyer-yoga', '{"amount": 118000, "quantity": 2}', '2026-11-17 10:08:30.679+00'),
	(216, '01a221b4-f2b2-7000-9d28-a9594b3bad08', NULL, 'campaign_cancelled', 'user:demo-seller-rumah-melati', '{"slots": 12, "reason": "Hujan lebat tiga malam berturut-turut merusak bunga cempaka, jadi batch ini tidak bisa kami buat.", "new_status": "cancelled", "old_status": "active", "total_slots": 25, "participants": 7, "minimum_slots": 15}', '2026-11-17 10:30:35.336+00'),
	(217, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f2c2-7000-8cf2-ff7a0458ab83', 'participant_refunded', 'user:demo-seller-rumah-melati', '{"amount": 199000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-17 10:30:35.336+00'),
	(218, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f2e8-7000-8da1-653ad78b36ee', 'participant_refunded', 'user:demo-seller-rumah-melati', '{"amount": 398000, "quantity": 2, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-17 10:30:35.336+00'),
	(219, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f333-7000-b1ed-60fde7e20bea', 'participant_refunded', 'user:demo-seller-rumah-melati', '{"amount": 597000, "quantity": 3, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-17 10:30:35.336+00'),
	(220, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f364-7000-81cb-ef35a0728c57', 'participant_refunded', 'user:demo-seller-rumah-melati', '{"amount": 199000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-17 10:30:35.336+00'),
	(221, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f390-7000-8718-4f0705e66572', 'participant_refunded', 'user:demo-seller-rumah-melati', '{"amount": 199000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-17 10:30:35.336+00'),
	(222, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f3ba-7000-8aac-bc7eabadacc2', 'participant_refunded', 'user:demo-seller-rumah-melati', '{"amount": 199000, "quantity": 1, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-17 10:30:35.336+00'),
	(223, '01a221b4-f2b2-7000-9d28-a9594b3bad08', '01a221b4-f3d2-7000-a97e-77ba5cd887f2', 'participant_refunded', 'user:demo-seller-rumah-melati', '{"amount": 597000, "quantity": 3, "new_status": "refunded", "old_status": "confirmed"}', '2026-11-17 10:30:35.336+00'),
	(224, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f445-7000-8aab-6f440955bfa7', 'participant_joined', 'user:demo-buyer-bimo', '{"amount": 118000, "quantity": 2}', '2026-11-17 11:40:45.177+00'),
	(225, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f445-7000-8aab-6f440955bfa7', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-17 13:36:31.186+00'),
	(226, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f43a-7000-ad2b-45fd4825269a', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-17 14:19:49.836+00'),
	(227, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0b4-7000-bdc6-8adba2fec278', 'participant_fulfilled', 'user:demo-buyer-qori', '{"amount": 179000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-17 14:42:51.45+00'),
	(228, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f451-7000-97e0-45aba9e28aa4', 'participant_joined', 'user:demo-buyer-sari', '{"amount": 159000, "quantity": 1}', '2026-11-17 16:48:59.244+00'),
	(229, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f451-7000-97e0-45aba9e28aa4', 'participant_confirmed', 'service', '{"amount": 159000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-17 18:46:02.777+00'),
	(230, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0da-7000-bf38-7cae1522102a', 'participant_fulfilled', 'user:demo-buyer-laras', '{"amount": 179000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-18 02:06:26.611+00'),
	(231, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0d3-7000-af51-a99a23cf8b29', 'participant_fulfilled', 'user:demo-buyer-bagas', '{"amount": 537000, "quantity": 3, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-18 04:06:13.16+00'),
	(232, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0ae-7000-8161-5551112060e4', 'participant_fulfilled', 'user:demo-buyer-hana', '{"amount": 358000, "quantity": 2, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-18 06:28:33.045+00'),
	(233, '01a221b4-f45e-7000-b856-eb042feab4cd', NULL, 'campaign_created', 'user:demo-seller-rumah-melati', '{"title": "Cempaka Malam – Panen Kedua", "total_slots": 25}', '2026-11-18 10:30:35.336+00'),
	(234, '01a221b4-f45e-7000-b856-eb042feab4cd', NULL, 'campaign_published', 'user:demo-seller-rumah-melati', '{"deadline": "2026-11-27T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-11-18 10:30:35.336+00'),
	(235, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f46a-7000-804e-dc3504250e42', 'participant_joined', 'user:demo-buyer-elang', '{"amount": 199000, "quantity": 1}', '2026-11-18 16:04:06.091+00'),
	(236, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f46a-7000-804e-dc3504250e42', 'participant_cancelled', 'user:demo-buyer-elang', '{"amount": 199000, "reason": "Ternyata sudah dibelikan adik.", "quantity": 1, "new_status": "cancelled", "old_status": "pending_payment"}', '2026-11-18 16:24:06.091+00'),
	(237, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f475-7000-acf3-db6d136e677b', 'participant_joined', 'user:demo-buyer-galih', '{"amount": 199000, "quantity": 1}', '2026-11-18 17:32:37.436+00'),
	(238, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f475-7000-acf3-db6d136e677b', 'participant_confirmed', 'service', '{"amount": 199000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-18 19:08:58.684+00'),
	(239, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f48a-7000-9d82-5d894303cdb5', 'participant_joined', 'user:demo-buyer-krisna', '{"amount": 398000, "quantity": 2}', '2026-11-18 19:09:18.204+00'),
	(240, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f490-7000-9d02-7528c986f2a2', 'participant_joined', 'user:demo-buyer-citra', '{"amount": 398000, "quantity": 2}', '2026-11-18 19:37:50.652+00'),
	(241, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f49a-7000-ac9f-74e964693202', 'participant_joined', 'user:demo-buyer-fajar', '{"amount": 477000, "quantity": 3}', '2026-11-18 20:29:50.333+00'),
	(242, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f490-7000-9d02-7528c986f2a2', 'participant_confirmed', 'service', '{"amount": 398000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-18 22:21:51.688+00'),
	(243, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f49a-7000-ac9f-74e964693202', 'participant_confirmed', 'service', '{"amount": 477000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-18 22:36:43.969+00'),
	(244, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f48a-7000-9d82-5d894303cdb5', 'participant_confirmed', 'service', '{"amount": 398000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-18 23:34:53.339+00'),
	(245, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f4a6-7000-bc03-4fe4e18d6f93', 'participant_joined', 'user:demo-buyer-gita', '{"amount": 199000, "quantity": 1}', '2026-11-19 01:36:14.982+00'),
	(246, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f4a6-7000-bc03-4fe4e18d6f93', 'participant_confirmed', 'service', '{"amount": 199000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-19 01:42:14.785+00'),
	(247, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f4b3-7000-9703-cec0140b528d', 'participant_joined', 'user:demo-buyer-ayu', '{"amount": 199000, "quantity": 1}', '2026-11-19 06:41:58.512+00'),
	(248, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f4b3-7000-9703-cec0140b528d', 'participant_confirmed', 'service', '{"amount": 199000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-19 07:59:15.208+00'),
	(249, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f066-7000-83bc-0f15410413b1', 'participant_fulfilled', 'user:demo-buyer-nadia', '{"amount": 179000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-19 10:05:27.81+00'),
	(250, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f0c7-7000-8a10-522382aa9e97', 'participant_fulfilled', 'user:demo-buyer-intan', '{"amount": 179000, "quantity": 1, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-19 10:23:23.892+00'),
	(251, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', NULL, 'campaign_created', 'user:demo-seller-rumah-melati', '{"title": "Melati Senja – Batch Kedua", "total_slots": 40}', '2026-11-19 10:30:35.336+00'),
	(252, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', NULL, 'campaign_published', 'user:demo-seller-rumah-melati', '{"deadline": "2026-12-02T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-11-19 10:30:35.336+00'),
	(253, '01a221b4-f053-7000-9df4-30e360902829', '01a221b4-f062-7000-b760-21e58c3b783c', 'participant_fulfilled', 'user:demo-buyer-ilham', '{"amount": 358000, "quantity": 2, "new_status": "fulfilled", "old_status": "confirmed"}', '2026-11-19 10:42:59.666+00'),
	(254, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f4df-7000-8c88-11bfd894c687', 'participant_joined', 'user:demo-buyer-intan', '{"amount": 185000, "quantity": 1}', '2026-11-19 13:43:47.324+00'),
	(255, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f4e6-7000-bd33-c9ec4848e684', 'participant_joined', 'user:demo-buyer-gita', '{"amount": 555000, "quantity": 3}', '2026-11-19 14:39:15.532+00'),
	(256, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f4e6-7000-bd33-c9ec4848e684', 'participant_confirmed', 'service', '{"amount": 555000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-19 14:44:38.7+00'),
	(257, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f4df-7000-8c88-11bfd894c687', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-19 14:50:46.012+00'),
	(258, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f4f4-7000-b5a7-d2c9b6b54fac', 'participant_joined', 'user:demo-buyer-andi', '{"amount": 185000, "quantity": 1}', '2026-11-19 15:33:00.117+00'),
	(259, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f4f4-7000-b5a7-d2c9b6b54fac', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-19 15:48:57.985+00'),
	(260, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f506-7000-98dc-c82658d5b479', 'participant_joined', 'user:demo-buyer-citra', '{"amount": 185000, "quantity": 1}', '2026-11-19 17:14:26.06+00'),
	(261, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f506-7000-98dc-c82658d5b479', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-19 20:51:50.372+00'),
	(262, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f509-7000-83b6-920c0194dec4', 'participant_joined', 'user:demo-buyer-sari', '{"amount": 555000, "quantity": 3}', '2026-11-19 21:50:15.122+00'),
	(263, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f509-7000-83b6-920c0194dec4', 'participant_confirmed', 'service', '{"amount": 555000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-19 22:11:50.435+00'),
	(264, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f512-7000-8cd0-cb24fd92a30a', 'participant_joined', 'user:demo-buyer-kartika', '{"amount": 118000, "quantity": 2}', '2026-11-20 06:17:45.247+00'),
	(265, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f516-7000-8686-b6010a00fcf8', 'participant_joined', 'user:demo-buyer-joko', '{"amount": 370000, "quantity": 2}', '2026-11-20 07:28:13.097+00'),
	(266, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f516-7000-8686-b6010a00fcf8', 'participant_confirmed', 'service', '{"amount": 370000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-20 07:41:35.935+00'),
	(267, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f51e-7000-b3ea-c43803530924', 'participant_joined', 'user:demo-buyer-krisna', '{"amount": 318000, "quantity": 2}', '2026-11-20 07:44:55.639+00'),
	(268, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f512-7000-8cd0-cb24fd92a30a', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-20 08:57:40.268+00'),
	(269, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f51e-7000-b3ea-c43803530924', 'participant_confirmed', 'service', '{"amount": 318000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-20 09:04:51.409+00'),
	(270, '01a221b4-f52e-7000-bb73-ac44ada59ada', NULL, 'campaign_created', 'user:demo-seller-samudra-wangi', '{"title": "Cendana Wening – Batch Tunggal", "total_slots": 20}', '2026-11-20 10:30:35.336+00'),
	(271, '01a221b4-f52e-7000-bb73-ac44ada59ada', NULL, 'campaign_published', 'user:demo-seller-samudra-wangi', '{"deadline": "2026-12-04T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-11-20 10:30:35.336+00'),
	(272, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f53b-7000-ad24-cbd2f3004b3d', 'participant_joined', 'user:demo-buyer-ilham', '{"amount": 275000, "quantity": 1}', '2026-11-20 10:32:51.891+00'),
	(273, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f53f-7000-ae67-12124f7eb75e', 'participant_joined', 'user:demo-buyer-vina', '{"amount": 550000, "quantity": 2}', '2026-11-20 10:56:24.266+00'),
	(274, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f546-7000-8cff-75d05895c5bb', 'participant_joined', 'user:demo-buyer-galih', '{"amount": 275000, "quantity": 1}', '2026-11-20 10:59:10.68+00'),
	(275, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f546-7000-8cff-75d05895c5bb', 'participant_confirmed', 'service', '{"amount": 275000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-20 11:22:52.652+00'),
	(276, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f54d-7000-a25f-8481717820b9', 'participant_joined', 'user:demo-buyer-joko', '{"amount": 275000, "quantity": 1}', '2026-11-20 11:52:11.57+00'),
	(277, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f54d-7000-a25f-8481717820b9', 'participant_confirmed', 'service', '{"amount": 275000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-20 13:00:24.747+00'),
	(278, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f53b-7000-ad24-cbd2f3004b3d', 'participant_confirmed', 'service', '{"amount": 275000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-20 13:04:23.05+00'),
	(279, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f53f-7000-ae67-12124f7eb75e', 'participant_confirmed', 'service', '{"amount": 550000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-20 14:08:25.125+00'),
	(280, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f559-7000-8406-0fbcce42bd60', 'participant_joined', 'user:demo-buyer-vina', '{"amount": 199000, "quantity": 1}', '2026-11-20 16:00:37.171+00'),
	(281, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f55e-7000-876c-b8ac1c24cf27', 'participant_joined', 'user:demo-buyer-hana', '{"amount": 550000, "quantity": 2}', '2026-11-20 16:16:31.845+00'),
	(282, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f560-7000-a180-a74ac79eb555', 'participant_joined', 'user:demo-buyer-nadia', '{"amount": 185000, "quantity": 1}', '2026-11-20 18:57:27.194+00'),
	(283, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f566-7000-9a5b-5c92aff3672f', 'participant_joined', 'user:demo-buyer-jihan', '{"amount": 185000, "quantity": 1}', '2026-11-20 19:01:36.853+00'),
	(284, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f559-7000-8406-0fbcce42bd60', 'participant_confirmed', 'service', '{"amount": 199000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-20 19:02:03.469+00'),
	(285, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f566-7000-9a5b-5c92aff3672f', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-20 20:05:58.369+00'),
	(286, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f55e-7000-876c-b8ac1c24cf27', 'participant_confirmed', 'service', '{"amount": 550000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-20 20:08:15.187+00'),
	(287, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f576-7000-a863-501c3bd5a345', 'participant_joined', 'user:demo-buyer-intan', '{"amount": 177000, "quantity": 3}', '2026-11-20 23:07:53.256+00'),
	(288, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f57d-7000-a668-192123a8e9ee', 'participant_joined', 'user:demo-buyer-hendra', '{"amount": 185000, "quantity": 1}', '2026-11-21 01:26:00.202+00'),
	(289, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f57d-7000-a668-192123a8e9ee', 'participant_cancelled', 'user:demo-buyer-hendra', '{"amount": 185000, "reason": "Salah pilih jumlah, nanti saya pesan ulang.", "quantity": 1, "new_status": "cancelled", "old_status": "pending_payment"}', '2026-11-21 01:56:00.202+00'),
	(290, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f576-7000-a863-501c3bd5a345', 'participant_confirmed', 'service', '{"amount": 177000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 03:53:58.252+00'),
	(291, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f58c-7000-a70a-6cda97006b7e', 'participant_joined', 'user:demo-buyer-yuni', '{"amount": 275000, "quantity": 1}', '2026-11-21 03:57:05.118+00'),
	(292, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f596-7000-98c0-d98beb161dfc', 'participant_joined', 'user:demo-buyer-beni', '{"amount": 185000, "quantity": 1}', '2026-11-21 04:11:41.16+00'),
	(293, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f596-7000-98c0-d98beb161dfc', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 04:16:41.601+00'),
	(294, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f599-7000-af9f-0e3da231823e', 'participant_joined', 'user:demo-buyer-olivia', '{"amount": 550000, "quantity": 2}', '2026-11-21 04:57:25.591+00'),
	(295, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f58c-7000-a70a-6cda97006b7e', 'participant_confirmed', 'service', '{"amount": 275000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 05:02:10.724+00'),
	(296, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f5a1-7000-aa86-738f14090408', 'participant_joined', 'user:demo-buyer-gita', '{"amount": 275000, "quantity": 1}', '2026-11-21 05:04:46.833+00'),
	(297, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f5a6-7000-b0f4-0c9d4700b882', 'participant_joined', 'user:demo-buyer-nadia', '{"amount": 550000, "quantity": 2}', '2026-11-21 05:06:22.327+00'),
	(298, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f599-7000-af9f-0e3da231823e', 'participant_confirmed', 'service', '{"amount": 550000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 06:01:39.854+00'),
	(299, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f5a1-7000-aa86-738f14090408', 'participant_confirmed', 'service', '{"amount": 275000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 06:23:08.054+00'),
	(300, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f5a6-7000-b0f4-0c9d4700b882', 'participant_confirmed', 'service', '{"amount": 550000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 06:48:58.255+00'),
	(301, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f5b5-7000-8b95-447d2825117a', 'participant_joined', 'user:demo-buyer-hendra', '{"amount": 118000, "quantity": 2}', '2026-11-21 10:03:38.644+00'),
	(302, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f5b5-7000-8b95-447d2825117a', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 10:06:45.058+00'),
	(303, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f5b8-7000-aa6b-79243b3b09a5', 'participant_joined', 'user:demo-buyer-laras', '{"amount": 275000, "quantity": 1}', '2026-11-21 10:20:24.204+00'),
	(304, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f5b8-7000-aa6b-79243b3b09a5', 'participant_confirmed', 'service', '{"amount": 275000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 10:59:03.598+00'),
	(305, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f5bc-7000-9601-30c7e146a544', 'participant_joined', 'user:demo-buyer-elang', '{"amount": 159000, "quantity": 1}', '2026-11-21 11:53:13.279+00'),
	(306, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f5c0-7000-bfd6-f0d84c7c3f8d', 'participant_joined', 'user:demo-buyer-elang', '{"amount": 550000, "quantity": 2}', '2026-11-21 13:03:48.302+00'),
	(307, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f5c0-7000-bfd6-f0d84c7c3f8d', 'participant_confirmed', 'service', '{"amount": 550000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 13:16:31.511+00'),
	(309, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f5c6-7000-ab1c-f49245f566e9', 'participant_joined', 'user:demo-buyer-farah', '{"amount": 555000, "quantity": 3}', '2026-11-21 14:55:37.426+00'),
	(310, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f5cc-7000-a4bf-cfa59e4efe54', 'participant_joined', 'user:demo-buyer-wahyu', '{"amount": 275000, "quantity": 1}', '2026-11-21 15:30:02.53+00'),
	(311, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f5bc-7000-9601-30c7e146a544', 'participant_confirmed', 'service', '{"amount": 159000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 15:51:22.882+00'),
	(312, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f5d2-7000-8d76-a6fda843ccb7', 'participant_joined', 'user:demo-buyer-gita', '{"amount": 118000, "quantity": 2}', '2026-11-21 18:42:20.73+00'),
	(313, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f560-7000-a180-a74ac79eb555', 'hold_expired', 'scheduler', '{"amount": 185000, "quantity": 1, "new_status": "cancelled", "old_status": "pending_payment", "hold_expires_at": "2026-11-21T18:57:27.194+00:00"}', '2026-11-21 18:57:27.594+00'),
	(314, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f5c6-7000-ab1c-f49245f566e9', 'participant_confirmed', 'service', '{"amount": 555000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 19:03:42.556+00'),
	(315, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f5c4-7000-bbe8-307419425bbd', 'participant_confirmed', 'service', '{"amount": 159000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 19:33:51.68+00'),
	(316, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f5cc-7000-a4bf-cfa59e4efe54', 'participant_confirmed', 'service', '{"amount": 275000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 20:03:06.546+00'),
	(317, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f61d-7000-9047-09dec490b284', 'participant_joined', 'user:demo-buyer-lukman', '{"amount": 185000, "quantity": 1}', '2026-11-21 20:55:23.49+00'),
	(318, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f5d2-7000-8d76-a6fda843ccb7', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-21 22:50:35.357+00'),
	(319, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f62a-7000-9cb3-0c0d86a471ca', 'participant_joined', 'user:demo-buyer-rizky', '{"amount": 118000, "quantity": 2}', '2026-11-22 05:31:14.631+00'),
	(320, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f62a-7000-9cb3-0c0d86a471ca', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-22 06:06:30.651+00'),
	(321, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f638-7000-b738-2e4b83214dfd', 'participant_joined', 'user:demo-buyer-yuni', '{"amount": 118000, "quantity": 2}', '2026-11-22 06:59:09.039+00'),
	(322, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f638-7000-b738-2e4b83214dfd', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-22 08:12:24.904+00'),
	(323, '01a221b4-f643-7000-92d3-c93f206c4a65', NULL, 'campaign_created', 'user:demo-seller-laras-wangi', '{"title": "Kopi Subuh – Giling Kedua", "total_slots": 36}', '2026-11-22 10:30:35.336+00'),
	(324, '01a221b4-f643-7000-92d3-c93f206c4a65', NULL, 'campaign_published', 'user:demo-seller-laras-wangi', '{"deadline": "2026-12-06T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-11-22 10:30:35.336+00'),
	(325, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f657-7000-8e59-8c3c8dc55592', 'participant_joined', 'user:demo-buyer-utami', '{"amount": 275000, "quantity": 1}', '2026-11-22 16:45:05.385+00'),
	(326, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f657-7000-8e59-8c3c8dc55592', 'participant_confirmed', 'service', '{"amount": 275000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-22 20:37:53.591+00'),
	(327, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f61d-7000-9047-09dec490b284', 'hold_expired', 'scheduler', '{"amount": 185000, "quantity": 1, "new_status": "cancelled", "old_status": "pending_payment", "hold_expires_at": "2026-11-22T20:55:23.49+00:00"}', '2026-11-22 20:55:23.89+00'),
	(328, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f66c-7000-bf64-0b81ca17d840', 'participant_joined', 'user:demo-buyer-ilham', '{"amount": 179000, "quantity": 1}', '2026-11-22 22:26:34.522+00'),
	(329, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f677-7000-a53a-c501dd84cb30', 'participant_joined', 'user:demo-buyer-sari', '{"amount": 118000, "quantity": 2}', '2026-11-22 22:48:37.302+00'),
	(330, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f67f-7000-8757-0a16c1d83bdb', 'participant_joined', 'user:demo-buyer-citra', '{"amount": 358000, "quantity": 2}', '2026-11-22 22:52:47.755+00'),
	(331, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f66c-7000-bf64-0b81ca17d840', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-22 23:18:10.424+00'),
	(332, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f67f-7000-8757-0a16c1d83bdb', 'participant_confirmed', 'service', '{"amount": 358000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-22 23:25:33.373+00'),
	(333, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f677-7000-a53a-c501dd84cb30', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-22 23:31:13.985+00'),
	(334, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f697-7000-afc6-ed559bfee907', 'participant_joined', 'user:demo-buyer-beni', '{"amount": 358000, "quantity": 2}', '2026-11-23 00:36:52.999+00'),
	(335, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f6a2-7000-84dd-98c48fe388bd', 'participant_joined', 'user:demo-buyer-citra', '{"amount": 275000, "quantity": 1}', '2026-11-23 00:37:50.511+00'),
	(336, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f6ae-7000-a4c3-f18502721cf7', 'participant_joined', 'user:demo-buyer-taufik', '{"amount": 185000, "quantity": 1}', '2026-11-23 00:52:31.914+00'),
	(337, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f6a2-7000-84dd-98c48fe388bd', 'participant_confirmed', 'service', '{"amount": 275000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 01:00:28.584+00'),
	(338, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f6b5-7000-a759-3fa284bd730b', 'participant_joined', 'user:demo-buyer-utami', '{"amount": 179000, "quantity": 1}', '2026-11-23 02:05:51.966+00'),
	(339, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f6b5-7000-a759-3fa284bd730b', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 02:10:41.5+00'),
	(340, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f6bf-7000-af25-2fca4b71dcba', 'participant_joined', 'user:demo-buyer-olivia', '{"amount": 177000, "quantity": 3}', '2026-11-23 03:48:14.331+00'),
	(341, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f697-7000-afc6-ed559bfee907', 'participant_confirmed', 'service', '{"amount": 358000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 03:49:07.375+00'),
	(342, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f6ae-7000-a4c3-f18502721cf7', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 04:45:48.514+00'),
	(343, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f6bf-7000-af25-2fca4b71dcba', 'participant_confirmed', 'service', '{"amount": 177000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 06:44:30.644+00'),
	(344, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f6d5-7000-965c-c3f91f128e7c', 'participant_joined', 'user:demo-buyer-bimo', '{"amount": 370000, "quantity": 2}', '2026-11-23 06:45:19.233+00'),
	(345, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f6d5-7000-965c-c3f91f128e7c', 'participant_confirmed', 'service', '{"amount": 370000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 07:37:30.035+00'),
	(346, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f6e3-7000-8203-af25afc285c6', 'participant_joined', 'user:demo-buyer-joko', '{"amount": 118000, "quantity": 2}', '2026-11-23 09:16:36.369+00'),
	(347, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f6ea-7000-852f-708c465f7250', 'participant_joined', 'user:demo-buyer-rizky', '{"amount": 555000, "quantity": 3}', '2026-11-23 10:23:04.639+00'),
	(348, '01a221b4-f6f0-7000-b4cd-58141383f535', NULL, 'campaign_created', 'user:demo-seller-tirta-gaharu', '{"title": "Gaharu Lawas – 24 Botol Bernomor", "total_slots": 24}', '2026-11-23 10:30:35.336+00'),
	(349, '01a221b4-f6f0-7000-b4cd-58141383f535', NULL, 'campaign_published', 'user:demo-seller-tirta-gaharu', '{"deadline": "2026-12-07T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-11-23 10:30:35.336+00'),
	(350, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f6e3-7000-8203-af25afc285c6', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 11:31:17.439+00'),
	(351, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f708-7000-9fe0-d15cc4708043', 'participant_joined', 'user:demo-buyer-hendra', '{"amount": 179000, "quantity": 1}', '2026-11-23 11:40:19.358+00'),
	(352, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f70b-7000-a046-340bf0b00e56', 'participant_joined', 'user:demo-buyer-diah', '{"amount": 485000, "quantity": 1}', '2026-11-23 11:44:42.327+00'),
	(353, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f70b-7000-a046-340bf0b00e56', 'participant_confirmed', 'service', '{"amount": 485000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 12:21:10.938+00'),
	(354, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f71a-7000-9ab7-0e20d1bc2d78', 'participant_joined', 'user:demo-buyer-hana', '{"amount": 485000, "quantity": 1}', '2026-11-23 13:22:45.529+00'),
	(355, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f708-7000-9fe0-d15cc4708043', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 14:00:30.337+00'),
	(356, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f6ea-7000-852f-708c465f7250', 'participant_confirmed', 'service', '{"amount": 555000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 14:43:15.087+00'),
	(357, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f72b-7000-82e8-9812a1a7d578', 'participant_joined', 'user:demo-buyer-farah', '{"amount": 597000, "quantity": 3}', '2026-11-23 17:02:31.226+00'),
	(358, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f736-7000-bf9c-f7312876056d', 'participant_joined', 'user:demo-buyer-citra', '{"amount": 970000, "quantity": 2}', '2026-11-23 17:23:36.294+00'),
	(359, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f71a-7000-9ab7-0e20d1bc2d78', 'participant_confirmed', 'service', '{"amount": 485000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 17:55:51.275+00'),
	(360, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f73e-7000-ab91-53a3b12b0c2d', 'participant_joined', 'user:demo-buyer-fajar', '{"amount": 185000, "quantity": 1}', '2026-11-23 18:02:14.464+00'),
	(361, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f74a-7000-bfd1-549701eae125', 'participant_joined', 'user:demo-buyer-yuni', '{"amount": 485000, "quantity": 1}', '2026-11-23 19:09:42.407+00'),
	(362, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f73e-7000-ab91-53a3b12b0c2d', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 19:38:21.139+00'),
	(363, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f72b-7000-82e8-9812a1a7d578', 'participant_confirmed', 'service', '{"amount": 597000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 19:44:02.327+00'),
	(364, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f736-7000-bf9c-f7312876056d', 'participant_confirmed', 'service', '{"amount": 970000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 19:59:14.189+00'),
	(365, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f74a-7000-bfd1-549701eae125', 'participant_confirmed', 'service', '{"amount": 485000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-23 22:01:06.977+00'),
	(366, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f763-7000-97f9-69494c922cec', 'participant_joined', 'user:demo-buyer-restu', '{"amount": 485000, "quantity": 1}', '2026-11-23 23:15:29.369+00'),
	(367, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f76d-7000-b5d6-1c105656367d', 'participant_joined', 'user:demo-buyer-nanda', '{"amount": 179000, "quantity": 1}', '2026-11-23 23:28:37.035+00'),
	(368, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f770-7000-b617-bf2d4abe8702', 'participant_joined', 'user:demo-buyer-rani', '{"amount": 177000, "quantity": 3}', '2026-11-23 23:48:51.011+00'),
	(369, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f770-7000-b617-bf2d4abe8702', 'participant_confirmed', 'service', '{"amount": 177000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-24 03:20:04.363+00'),
	(370, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f76d-7000-b5d6-1c105656367d', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-24 04:12:50.269+00'),
	(371, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f78e-7000-9ca4-219e0534ae98', 'participant_joined', 'user:demo-buyer-intan', '{"amount": 199000, "quantity": 1}', '2026-11-24 10:08:29.018+00'),
	(372, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f763-7000-97f9-69494c922cec', 'hold_expired', 'scheduler', '{"amount": 485000, "quantity": 1, "new_status": "cancelled", "old_status": "pending_payment", "hold_expires_at": "2026-11-24T11:15:29.369+00:00"}', '2026-11-24 11:15:29.769+00'),
	(373, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f78e-7000-9ca4-219e0534ae98', 'participant_confirmed', 'service', '{"amount": 199000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-24 12:05:59.948+00'),
	(374, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f7bf-7000-b899-1b2cd3b7c010', 'participant_joined', 'user:demo-buyer-utami', '{"amount": 485000, "quantity": 1}', '2026-11-24 15:59:25.519+00'),
	(375, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f7bf-7000-b899-1b2cd3b7c010', 'participant_confirmed', 'service', '{"amount": 485000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-24 16:59:58.431+00'),
	(376, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f7e3-7000-8afe-e58799475ec1', 'participant_joined', 'user:demo-buyer-elang', '{"amount": 177000, "quantity": 3}', '2026-11-24 20:06:03.556+00'),
	(377, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f7e3-7000-8afe-e58799475ec1', 'participant_confirmed', 'service', '{"amount": 177000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-24 20:40:10.598+00'),
	(378, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f81e-7000-a131-05843eb553a4', 'participant_joined', 'user:demo-buyer-nadia', '{"amount": 179000, "quantity": 1}', '2026-11-25 02:12:30.221+00'),
	(379, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f81e-7000-a131-05843eb553a4', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-25 02:22:58.762+00'),
	(380, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f873-7000-b5ca-7528dfec8f3a', 'participant_joined', 'user:demo-buyer-yuni', '{"amount": 179000, "quantity": 1}', '2026-11-25 07:01:40.614+00'),
	(381, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f873-7000-b5ca-7528dfec8f3a', 'participant_cancelled', 'user:demo-buyer-yuni', '{"amount": 179000, "reason": "Salah pilih jumlah, nanti saya pesan ulang.", "quantity": 1, "new_status": "cancelled", "old_status": "pending_payment"}', '2026-11-25 07:30:40.614+00'),
	(382, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f893-7000-bcef-bab19e85b8ae', 'participant_joined', 'user:demo-buyer-vina', '{"amount": 159000, "quantity": 1}', '2026-11-25 10:17:45.074+00'),
	(383, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', NULL, 'campaign_created', 'user:demo-seller-tirta-gaharu', '{"title": "Jeruk Kasturi – Coba Lagi, Target Lebih Kecil", "total_slots": 24}', '2026-11-25 10:30:35.336+00'),
	(384, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', NULL, 'campaign_published', 'user:demo-seller-tirta-gaharu', '{"deadline": "2026-12-10T10:30:35.336+00:00", "new_status": "scheduled", "old_status": "draft"}', '2026-11-25 10:30:35.336+00'),
	(385, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f8ba-7000-a1db-4c6107516519', 'participant_joined', 'user:demo-buyer-olivia', '{"amount": 185000, "quantity": 1}', '2026-11-25 10:31:46.434+00'),
	(386, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f8c6-7000-a1d4-58f8c14381f9', 'participant_joined', 'user:demo-buyer-dewi', '{"amount": 179000, "quantity": 1}', '2026-11-25 10:53:10.445+00'),
	(387, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f8ba-7000-a1db-4c6107516519', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-25 11:39:58.512+00'),
	(388, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f8d9-7000-accf-8c4894344678', 'participant_joined', 'user:demo-buyer-jihan', '{"amount": 537000, "quantity": 3}', '2026-11-25 13:17:55.49+00'),
	(389, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f8d9-7000-accf-8c4894344678', 'participant_confirmed', 'service', '{"amount": 537000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-25 13:28:21.936+00'),
	(390, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-f8c6-7000-a1d4-58f8c14381f9', 'participant_confirmed', 'service', '{"amount": 179000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-25 14:05:51.188+00'),
	(391, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f893-7000-bcef-bab19e85b8ae', 'participant_confirmed', 'service', '{"amount": 159000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-25 14:13:45.357+00'),
	(392, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f913-7000-8c71-9b2cbc7d4b42', 'participant_joined', 'user:demo-buyer-prima', '{"amount": 199000, "quantity": 1}', '2026-11-25 15:47:58.14+00'),
	(393, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-f913-7000-8c71-9b2cbc7d4b42', 'participant_confirmed', 'service', '{"amount": 199000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-25 15:58:03.217+00'),
	(394, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f942-7000-88fd-e1527d029a47', 'participant_joined', 'user:demo-buyer-galih', '{"amount": 485000, "quantity": 1}', '2026-11-26 04:39:24.585+00'),
	(395, '01a221b4-f45e-7000-b856-eb042feab4cd', NULL, 'campaign_extended', 'user:demo-seller-rumah-melati', '{"new_deadline": "2026-11-28T15:30:35.336+00:00", "old_deadline": "2026-11-27T10:30:35.336+00:00"}', '2026-11-26 10:30:35.336+00'),
	(396, '01a221b4-f98e-7000-a959-2b485cdcf088', NULL, 'campaign_created', 'user:demo-seller-kebun-aroma', '{"title": "Teh Pagi – Petikan Pucuk", "total_slots": 50}', '2026-11-26 10:30:35.336+00'),
	(397, '01a221b4-f98e-7000-a959-2b485cdcf088', NULL, 'campaign_published', 'user:demo-seller-kebun-aroma', '{"deadline": "2026-12-13T10:30:35.336+00:00", "new_status": "scheduled", "old_status": "draft"}', '2026-11-26 10:30:35.336+00'),
	(398, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f942-7000-88fd-e1527d029a47', 'hold_expired', 'scheduler', '{"amount": 485000, "quantity": 1, "new_status": "cancelled", "old_status": "pending_payment", "hold_expires_at": "2026-11-26T16:39:24.585+00:00"}', '2026-11-26 16:39:24.985+00'),
	(399, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f9b6-7000-af9b-6a7c62440ab1', 'participant_joined', 'user:demo-buyer-arum', '{"amount": 970000, "quantity": 2}', '2026-11-26 17:35:00.153+00'),
	(400, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-f9b6-7000-af9b-6a7c62440ab1', 'participant_confirmed', 'service', '{"amount": 970000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-26 18:32:25.197+00'),
	(401, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f9c6-7000-be38-91a03d039ec5', 'participant_joined', 'user:demo-buyer-dewi', '{"amount": 185000, "quantity": 1}', '2026-11-26 18:49:23.479+00'),
	(402, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-f9c6-7000-be38-91a03d039ec5', 'participant_confirmed', 'service', '{"amount": 185000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-26 19:02:54.626+00'),
	(403, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f9d7-7000-9aed-7ccc80b39d8f', 'participant_joined', 'user:demo-buyer-prima', '{"amount": 275000, "quantity": 1}', '2026-11-26 20:30:35.336+00'),
	(404, '01a221b4-f52e-7000-bb73-ac44ada59ada', NULL, 'campaign_full', 'user:demo-buyer-prima', '{"slots": 20, "new_status": "locked", "old_status": "active"}', '2026-11-26 20:30:35.336+00'),
	(405, '01a221b4-f52e-7000-bb73-ac44ada59ada', NULL, 'campaign_completed', 'scheduler', '{"slots": 20, "new_status": "fulfilled", "old_status": "locked", "total_slots": 20, "participants": 15, "minimum_slots": 20}', '2026-11-26 20:30:35.736+00'),
	(406, '01a221b4-f52e-7000-bb73-ac44ada59ada', '01a221b4-f9d7-7000-9aed-7ccc80b39d8f', 'participant_confirmed', 'scheduler', '{"amount": 275000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-26 20:30:35.736+00'),
	(407, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f9f6-7000-ac62-2535a9e9804e', 'participant_joined', 'user:demo-buyer-wahyu', '{"amount": 477000, "quantity": 3}', '2026-11-26 21:50:29.096+00'),
	(408, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f9ff-7000-933a-27856f9ca61b', 'participant_joined', 'user:demo-buyer-restu', '{"amount": 118000, "quantity": 2}', '2026-11-27 00:47:51.15+00'),
	(409, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-f9f6-7000-ac62-2535a9e9804e', 'participant_confirmed', 'service', '{"amount": 477000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 02:21:09.687+00'),
	(410, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-fa0e-7000-a1f4-e9483dd22bf6', 'participant_joined', 'user:demo-buyer-zaki', '{"amount": 555000, "quantity": 3}', '2026-11-27 03:20:38.413+00'),
	(411, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-f9ff-7000-933a-27856f9ca61b', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 04:18:28.811+00'),
	(412, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-fa18-7000-8492-3a0d3180176b', 'participant_joined', 'user:demo-buyer-ayu', '{"amount": 118000, "quantity": 2}', '2026-11-27 06:21:48.358+00'),
	(413, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-fa0e-7000-a1f4-e9483dd22bf6', 'participant_confirmed', 'service', '{"amount": 555000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 06:29:31.486+00'),
	(414, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-fa18-7000-8492-3a0d3180176b', 'participant_confirmed', 'service', '{"amount": 118000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 07:17:56.186+00'),
	(415, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', NULL, 'campaign_opened', 'scheduler', '{"new_status": "active", "old_status": "scheduled"}', '2026-11-27 10:30:35.336+00'),
	(416, '01a221b4-fa3c-7000-b94a-ee6452b20b42', NULL, 'campaign_created', 'user:demo-seller-samudra-wangi', '{"title": "Garam Laut – Batch Pelabuhan", "total_slots": 40}', '2026-11-27 10:30:35.336+00'),
	(417, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-fa61-7000-819e-df18367cc9e1', 'participant_joined', 'user:demo-buyer-prima', '{"amount": 555000, "quantity": 3}', '2026-11-27 10:38:47.867+00'),
	(418, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '01a221b4-fa6e-7000-b51d-041cb2e4ac27', 'participant_joined', 'user:demo-buyer-arum', '{"amount": 125000, "quantity": 1}', '2026-11-27 10:58:38.603+00'),
	(419, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '01a221b4-fa77-7000-8b63-10024897d9d5', 'participant_joined', 'user:demo-buyer-gita', '{"amount": 125000, "quantity": 1}', '2026-11-27 11:33:59.657+00'),
	(420, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-fa61-7000-819e-df18367cc9e1', 'participant_confirmed', 'service', '{"amount": 555000, "quantity": 3, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 11:58:54.891+00'),
	(421, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '01a221b4-fa82-7000-ba21-17436e60d638', 'participant_joined', 'user:demo-buyer-olivia', '{"amount": 250000, "quantity": 2}', '2026-11-27 12:13:25.228+00'),
	(422, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-fa87-7000-96af-e2a7965eb1f5', 'participant_joined', 'user:demo-buyer-utami', '{"amount": 370000, "quantity": 2}', '2026-11-27 12:59:41.851+00'),
	(423, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', NULL, 'campaign_created', 'user:demo-seller-laras-wangi', '{"title": "Hujan Pertama – Prapesan Musim Hujan", "total_slots": 60}', '2026-11-27 14:30:35.336+00'),
	(424, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', NULL, 'campaign_published', 'user:demo-seller-laras-wangi', '{"deadline": "2026-12-18T10:30:35.336+00:00", "new_status": "active", "old_status": "draft"}', '2026-11-27 14:30:35.336+00'),
	(425, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '01a221b4-fa82-7000-ba21-17436e60d638', 'participant_confirmed', 'service', '{"amount": 250000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 14:39:26.87+00'),
	(426, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-fa87-7000-96af-e2a7965eb1f5', 'participant_confirmed', 'service', '{"amount": 370000, "quantity": 2, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 14:51:14.487+00'),
	(427, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '01a221b4-fa77-7000-8b63-10024897d9d5', 'participant_confirmed', 'service', '{"amount": 125000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 15:00:20.979+00'),
	(428, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-fac4-7000-8d72-8797878fd47f', 'participant_joined', 'user:demo-buyer-yoga', '{"amount": 537000, "quantity": 3}', '2026-11-27 15:02:22.704+00'),
	(429, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', '01a221b4-fac8-7000-96d5-1cd199edd550', 'participant_joined', 'user:demo-buyer-lia', '{"amount": 169000, "quantity": 1}', '2026-11-27 15:06:24.157+00'),
	(430, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-facf-7000-8f5c-344e15361cfa', 'participant_joined', 'user:demo-buyer-galih', '{"amount": 477000, "quantity": 3}', '2026-11-27 15:23:51.765+00'),
	(431, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '01a221b4-fa6e-7000-b51d-041cb2e4ac27', 'participant_confirmed', 'service', '{"amount": 125000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 15:25:41.909+00'),
	(432, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', '01a221b4-fac8-7000-96d5-1cd199edd550', 'participant_confirmed', 'service', '{"amount": 169000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 15:31:19.984+00'),
	(433, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '01a221b4-fae5-7000-a767-e1083bd8cb65', 'participant_joined', 'user:demo-buyer-ayu', '{"amount": 125000, "quantity": 1}', '2026-11-27 15:58:49.176+00'),
	(434, '01a221b4-f643-7000-92d3-c93f206c4a65', '01a221b4-faee-7000-a1a4-829b9e09dbd8', 'participant_joined', 'user:demo-buyer-lia', '{"amount": 179000, "quantity": 1}', '2026-11-27 16:28:00.925+00'),
	(435, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', '01a221b4-faf8-7000-b7da-34c07a379565', 'participant_joined', 'user:demo-buyer-beni', '{"amount": 169000, "quantity": 1}', '2026-11-27 16:57:07.192+00'),
	(436, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '01a221b4-fafe-7000-9ed8-243de1b59c6d', 'participant_joined', 'user:demo-buyer-rani', '{"amount": 125000, "quantity": 1}', '2026-11-27 18:02:52.585+00'),
	(437, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '01a221b4-fae5-7000-a767-e1083bd8cb65', 'participant_confirmed', 'service', '{"amount": 125000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 19:23:22.78+00'),
	(438, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '01a221b4-fafe-7000-9ed8-243de1b59c6d', 'participant_confirmed', 'service', '{"amount": 125000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 20:24:29.509+00'),
	(439, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-fb0f-7000-af92-91f2b26263d5', 'participant_joined', 'user:demo-buyer-hana', '{"amount": 185000, "quantity": 1}', '2026-11-27 21:00:00.412+00'),
	(440, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', '01a221b4-faf8-7000-b7da-34c07a379565', 'participant_confirmed', 'service', '{"amount": 169000, "quantity": 1, "new_status": "confirmed", "old_status": "pending_payment"}', '2026-11-27 21:04:55.862+00'),
	(441, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-fb1a-7000-ac04-60c6889aa7bf', 'participant_joined', 'user:demo-buyer-sinta', '{"amount": 199000, "quantity": 1}', '2026-11-27 21:44:58.061+00'),
	(442, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-fb20-7000-a137-687d57257085', 'participant_joined', 'user:demo-buyer-zaki', '{"amount": 477000, "quantity": 3}', '2026-11-27 22:13:59.898+00'),
	(443, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-fb27-7000-be72-0892705265b5', 'participant_joined', 'user:demo-buyer-beni', '{"amount": 118000, "quantity": 2}', '2026-11-27 23:31:00.782+00'),
	(444, '01a221b4-f45e-7000-b856-eb042feab4cd', '01a221b4-fb2e-7000-ace1-4a7185d7c48c', 'participant_joined', 'user:demo-buyer-nanda', '{"amount": 398000, "quantity": 2}', '2026-11-28 00:09:00.375+00'),
	(445, '01a221b4-f370-7000-beb0-77892f74237c', '01a221b4-fb35-7000-8bea-7c5fcae1f98e', 'participant_joined', 'user:demo-buyer-arum', '{"amount": 118000, "quantity": 2}', '2026-11-28 00:41:00.543+00'),
	(446, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-fb3c-7000-b492-d4933faffadd', 'participant_joined', 'user:demo-buyer-arum', '{"amount": 185000, "quantity": 1}', '2026-11-28 03:10:41.182+00'),
	(447, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '01a221b4-fb48-7000-8941-94b02fc6a7e0', 'participant_joined', 'user:demo-buyer-kartika', '{"amount": 125000, "quantity": 1}', '2026-11-28 03:44:58.47+00'),
	(448, '01a221b4-f6f0-7000-b4cd-58141383f535', '01a221b4-fb4e-7000-a41f-cbc9f7f0b72d', 'participant_joined', 'user:demo-buyer-kartika', '{"amount": 485000, "quantity": 1}', '2026-11-28 04:29:33.072+00'),
	(449, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', '01a221b4-fb54-7000-851d-1895109f0a6d', 'participant_joined', 'user:demo-buyer-taufik', '{"amount": 169000, "quantity": 1}', '2026-11-28 07:24:35.254+00'),
	(450, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', '01a221b4-fb57-7000-b3d5-59672daf1fd4', 'participant_joined', 'user:demo-buyer-vina', '{"amount": 169000, "quantity": 1}', '2026-11-28 09:10:47.748+00'),
	(451, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '01a221b4-fb5c-7000-94fd-8a93e5cef028', 'participant_joined', 'user:demo-buyer-rani', '{"amount": 555000, "quantity": 3}', '2026-11-28 09:56:20.799+00'),
	(452, '01a221b4-f408-7000-82c4-7b1f9431d69a', '01a221b4-fb65-7000-bebd-cb8a5ecf9d4f', 'participant_joined', 'user:demo-buyer-bimo', '{"amount": 159000, "quantity": 1}', '2026-11-28 10:24:24.509+00'),
	(453, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', NULL, 'campaign_photo_added', 'machine:service', '{"photo_id": "01a221b5-121a-7000-85c5-f5b137c8f47a", "position": 0}', '2026-11-28 10:30:44.512+00'),
	(454, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', '01a221b5-16df-7000-9e50-b902ec8f1dbd', 'participant_joined', 'machine:service', '{"amount": 169000, "quantity": 1}', '2026-11-28 10:30:45.729+00');


--
-- Data for Name: campaign_photos; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.campaign_photos VALUES
	('01a221b5-121a-7000-85c5-f5b137c8f47a', '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 0, '', '\xe8bff7088c1aa06f9648c9a7e7b0181963d0cf7a7b063dec3f27300ebabaa2bf', '30dfc06e736c6195193e81652ad4fffc', 1200, 800, '#f8f8f8', '{480,960,1600}', '{774,1582,2478}', '2026-11-28 10:30:44.509+00');


--
-- Data for Name: campaign_search; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.campaign_search VALUES
	('01a221b4-ee72-7000-b6c8-77a3985b095c', '''30'' ''batch'' ''begitu'' ''botol'' ''dari'' ''dikirim'' ''diproduksi'' ''dua'' ''kami'' ''maserasi'' ''melati'' ''minggu'' ''perdana'' ''perlu'' ''pertama'' ''sebelum'' ''semua'' ''senja'' ''slot'' ''solo'' ''terisi'' ''untuk''', '''50'' ''de'' ''eau'' ''melati'' ''ml'' ''parfum'' ''senja''', '''melati'' ''rumah''', DEFAULT),
	('01a221b4-f053-7000-9df4-30e360902829', '''24'' ''36'' ''botol'' ''cukup'' ''giling'' ''karung'' ''kopi'' ''minimal'' ''ongkos'' ''perendaman'' ''pertama'' ''robusta'' ''satu'' ''slot'' ''subuh'' ''supaya'' ''temanggung'' ''tertutup'' ''untuk''', '''50'' ''de'' ''eau'' ''kopi'' ''ml'' ''parfum'' ''subuh''', '''laras'' ''wangi''', DEFAULT),
	('01a221b4-f0ed-7000-b0e0-114a0fadd793', '''50'' ''banda'' ''batch'' ''bisa'' ''botol'' ''coba'' ''dari'' ''kalau'' ''kami'' ''kembali'' ''langsung'' ''memesan'' ''pabrik'' ''pala'' ''sepenuhnya'' ''slot'' ''terisi'' ''tidak'' ''uang'' ''uji''', '''50'' ''banda'' ''de'' ''eau'' ''ml'' ''pala'' ''parfum''', '''banda'' ''rempah''', DEFAULT),
	('01a221b4-f20e-7000-a222-e622a066ea07', '''20'' ''batch'' ''botol'' ''bulan'' ''empat'' ''habis'' ''jeruk'' ''kasturi'' ''kemarau'' ''musim'' ''paling'' ''panas'' ''puluh'' ''sebelum'' ''slot'' ''target'' ''untuk''', '''100'' ''cologne'' ''de'' ''eau'' ''jeruk'' ''kasturi'' ''ml''', '''gaharu'' ''tirta''', DEFAULT),
	('01a221b4-f2b2-7000-9d28-a9594b3bad08', '''25'' ''botol'' ''boyolali'' ''cempaka'' ''dari'' ''di'' ''hanya'' ''malam'' ''panen'' ''para'' ''pemetik'' ''pertama''', '''50'' ''cempaka'' ''de'' ''eau'' ''malam'' ''ml'' ''parfum''', '''melati'' ''rumah''', DEFAULT),
	('01a221b4-f370-7000-beb0-77892f74237c', '''10'' ''ambil'' ''banyak'' ''botol'' ''di'' ''dua'' ''enam'' ''hujan'' ''kecil'' ''kerja'' ''meja'' ''minimal'' ''ml'' ''muat'' ''orang'' ''paling'' ''per'' ''perjalanan'' ''pertama'' ''saku'' ''satu'' ''tas'' ''untuk'' ''yang''', '''50'' ''de'' ''eau'' ''hujan'' ''ml'' ''parfum'' ''pertama''', '''laras'' ''wangi''', DEFAULT),
	('01a221b4-f408-7000-82c4-7b1f9431d69a', '''15'' ''banda'' ''batch'' ''beli'' ''botol'' ''botolnya'' ''coba'' ''dan'' ''dari'' ''eceran'' ''jadi'' ''kami'' ''kecil'' ''kecilkan'' ''pala'' ''pelajaran'' ''targetnya'' ''uji''', '''50'' ''banda'' ''de'' ''eau'' ''ml'' ''pala'' ''parfum''', '''banda'' ''rempah''', DEFAULT),
	('01a221b4-f45e-7000-b856-eb042feab4cd', '''18'' ''banyak'' ''cempaka'' ''cempakanya'' ''cuaca'' ''dan'' ''gajian'' ''kami'' ''karena'' ''kedua'' ''kembali'' ''malam'' ''masih'' ''membaik'' ''menunggu'' ''panen'' ''perlu'' ''perpanjang'' ''sekali'' ''slot'' ''tenggat'' ''wangi'' ''yang''', '''50'' ''cempaka'' ''de'' ''eau'' ''malam'' ''ml'' ''parfum''', '''melati'' ''rumah''', DEFAULT),
	('01a221b4-f4ce-7000-8bc3-08a68ed50f3c', '''30'' ''40'' ''banyak'' ''batch'' ''botol'' ''jadi'' ''kami'' ''kebagian'' ''kedua'' ''melati'' ''menjadi'' ''minimal'' ''perdana'' ''senja'' ''slot'' ''tambah'' ''tidak'' ''yang''', '''50'' ''de'' ''eau'' ''melati'' ''ml'' ''parfum'' ''senja''', '''melati'' ''rumah''', DEFAULT),
	('01a221b4-f52e-7000-bb73-ac44ada59ada', '''ada'' ''balok'' ''banyak'' ''batch'' ''botol'' ''cendana'' ''dua'' ''ini'' ''kedua'' ''orang'' ''paling'' ''per'' ''puluh'' ''satu'' ''tahun'' ''tidak'' ''tunggal'' ''wening''', '''50'' ''cendana'' ''de'' ''eau'' ''ml'' ''parfum'' ''wening''', '''samudra'' ''wangi''', DEFAULT),
	('01a221b4-f643-7000-92d3-c93f206c4a65', '''arennya'' ''dari'' ''daripada'' ''gelap'' ''giling'' ''gula'' ''kedua'' ''kopi'' ''kulon'' ''lebih'' ''pertama'' ''progo'' ''sangrai'' ''sedikit'' ''subuh''', '''50'' ''de'' ''eau'' ''kopi'' ''ml'' ''parfum'' ''subuh''', '''laras'' ''wangi''', DEFAULT),
	('01a221b4-f6f0-7000-b4cd-58141383f535', '''12'' ''24'' ''banyak'' ''belum'' ''bergabung'' ''bernomor'' ''botol'' ''dalam'' ''dan'' ''dibayar'' ''dua'' ''gaharu'' ''jam'' ''kami'' ''lagi'' ''lawas'' ''lepas'' ''mengikuti'' ''nomor'' ''orang'' ''paling'' ''per'' ''slot'' ''urutan'' ''yang''', '''30'' ''de'' ''extrait'' ''gaharu'' ''lawas'' ''ml'' ''parfum''', '''gaharu'' ''tirta''', DEFAULT),
	('01a221b4-f89e-7000-a22c-6c0d5b8efdd6', '''bisa'' ''botol'' ''coba'' ''cukup'' ''ini'' ''jeruk'' ''kali'' ''kami'' ''kasturi'' ''kecil'' ''lagi'' ''lebih'' ''memeras'' ''mulai'' ''sepuluh'' ''target'' ''untuk'' ''yakin''', '''100'' ''cologne'' ''de'' ''eau'' ''jeruk'' ''kasturi'' ''ml''', '''gaharu'' ''tirta''', DEFAULT),
	('01a221b4-f98e-7000-a959-2b485cdcf088', '''25'' ''botol'' ''dibuka'' ''ditimbang'' ''lima'' ''minimal'' ''pagi'' ''pertama'' ''petikan'' ''pucuk'' ''puluh'' ''selesai'' ''setelah'' ''slot'' ''teh''', '''100'' ''cologne'' ''de'' ''eau'' ''ml'' ''pagi'' ''teh''', '''aroma'' ''kebun''', DEFAULT),
	('01a221b4-fa3c-7000-b94a-ee6452b20b42', '''batch'' ''garam'' ''hasil'' ''laut'' ''masih'' ''menunggu'' ''pelabuhan'' ''racikan'' ''rancangan'' ''terakhir'' ''uji''', '''50'' ''de'' ''eau'' ''garam'' ''laut'' ''ml'' ''parfum''', '''samudra'' ''wangi''', DEFAULT),
	('01a221b4-fa95-7000-bf73-b40f4ae01bb3', '''40'' ''akar'' ''cepat'' ''hujan'' ''kami'' ''musim'' ''nanti'' ''pertama'' ''prapesan'' ''semakin'' ''slot'' ''suling'' ''tercapai'' ''untuk'' ''wanginya''', '''50'' ''de'' ''eau'' ''hujan'' ''ml'' ''parfum'' ''pertama''', '''laras'' ''wangi''', DEFAULT);


--
-- Data for Name: campaigns; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.campaigns VALUES
	('01a221b4-ee72-7000-b6c8-77a3985b095c', 'melati-senja-batch-perdana-a3985b095c', '01a221b4-ee5f-7000-a64b-cbd47e99ac32', 'demo-seller-rumah-melati', 'Melati Senja – Batch Perdana', 'Batch pertama kami, 30 botol. Diproduksi begitu semua slot terisi; perlu dua minggu untuk maserasi sebelum dikirim dari Solo.', 'IDR', 185000, 30, 30, 1, NULL, NULL, NULL, '2026-10-11 10:30:35.336+00', 'fulfilled', 30, 21, 100.00, 30, '2026-09-27 10:30:35.336+00', NULL, '2026-10-06 10:30:35.736+00', NULL, '2026-09-27 10:30:35.336+00', '2026-10-06 10:30:35.736+00'),
	('01a221b4-f0ed-7000-b0e0-114a0fadd793', 'pala-banda-batch-uji-coba-4a0fadd793', '01a221b4-f0ea-7000-8e3a-77402f71a5fa', 'demo-seller-rempah-banda', 'Pala Banda – Batch Uji Coba', 'Kalau 50 slot terisi, kami bisa memesan botol langsung dari pabrik. Kalau tidak, uang kembali sepenuhnya.', 'IDR', 149000, 50, 50, 1, NULL, NULL, NULL, '2026-11-02 10:30:35.336+00', 'expired', 0, 0, 0.00, 21, '2026-10-19 10:30:35.336+00', NULL, NULL, '2026-11-02 10:30:35.736+00', '2026-10-19 10:30:35.336+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f053-7000-9df4-30e360902829', 'kopi-subuh-giling-pertama-e360902829', '01a221b4-f04e-7000-a182-cd3cd316549a', 'demo-seller-laras-wangi', 'Kopi Subuh – Giling Pertama', 'Satu karung robusta Temanggung cukup untuk 36 botol. Minimal 24 slot supaya ongkos perendaman tertutup.', 'IDR', 179000, 36, 24, 1, NULL, NULL, NULL, '2026-10-27 10:30:35.336+00', 'fulfilled', 28, 19, 77.78, 29, '2026-10-13 10:30:35.336+00', NULL, '2026-10-27 10:30:35.736+00', NULL, '2026-10-13 10:30:35.336+00', '2026-11-08 10:30:35.336+00'),
	('01a221b4-f20e-7000-a222-e622a066ea07', 'jeruk-kasturi-batch-kemarau-22a066ea07', '01a221b4-f1ef-7000-accf-1fa0f57b5fc5', 'demo-seller-tirta-gaharu', 'Jeruk Kasturi – Batch Kemarau', 'Empat puluh botol untuk bulan-bulan paling panas. Target 20 slot sebelum musim jeruk habis.', 'IDR', 119000, 40, 20, 1, NULL, NULL, NULL, '2026-11-12 10:30:35.336+00', 'expired', 0, 0, 0.00, 6, '2026-10-29 10:30:35.336+00', NULL, NULL, '2026-11-12 10:30:35.736+00', '2026-10-29 10:30:35.336+00', '2026-11-12 10:30:35.736+00'),
	('01a221b4-f2b2-7000-9d28-a9594b3bad08', 'cempaka-malam-panen-pertama-594b3bad08', '01a221b4-f2a3-7000-a656-e6dc24bf74fa', 'demo-seller-rumah-melati', 'Cempaka Malam – Panen Pertama', 'Hanya 25 botol dari panen pertama para pemetik di Boyolali.', 'IDR', 199000, 25, 15, 1, NULL, 2880, NULL, '2026-11-22 10:30:35.336+00', 'cancelled', 0, 0, 0.00, 12, '2026-11-07 10:30:35.336+00', NULL, NULL, '2026-11-17 10:30:35.336+00', '2026-11-07 10:30:35.336+00', '2026-11-17 10:30:35.336+00'),
	('01a221b4-f643-7000-92d3-c93f206c4a65', 'kopi-subuh-giling-kedua-3f206c4a65', '01a221b4-f04e-7000-a182-cd3cd316549a', 'demo-seller-laras-wangi', 'Kopi Subuh – Giling Kedua', 'Sangrai sedikit lebih gelap daripada giling pertama, gula arennya dari Kulon Progo.', 'IDR', 179000, 36, 24, 1, NULL, NULL, NULL, '2026-12-06 10:30:35.336+00', 'active', 17, 11, 47.22, NULL, '2026-11-22 10:30:35.336+00', NULL, NULL, NULL, '2026-11-22 10:30:35.336+00', '2026-11-27 16:28:00.925+00'),
	('01a221b4-f98e-7000-a959-2b485cdcf088', 'teh-pagi-petikan-pucuk-485cdcf088', '01a221b4-f784-7000-86b0-9b693cb462aa', 'demo-seller-kebun-aroma', 'Teh Pagi – Petikan Pucuk', 'Dibuka setelah petikan pertama selesai ditimbang. Lima puluh botol, minimal 25 slot.', 'IDR', 129000, 50, 25, 1, NULL, NULL, '2026-11-29 12:30:35.336+00', '2026-12-13 10:30:35.336+00', 'scheduled', 0, 0, 0.00, NULL, '2026-11-26 10:30:35.336+00', NULL, NULL, NULL, '2026-11-26 10:30:35.336+00', '2026-11-26 10:30:35.336+00'),
	('01a221b4-f52e-7000-bb73-ac44ada59ada', 'cendana-wening-batch-tunggal-44ada59ada', '01a221b4-f482-7000-9484-11058a7f7e45', 'demo-seller-samudra-wangi', 'Cendana Wening – Batch Tunggal', 'Satu balok cendana, dua puluh botol, tidak ada batch kedua tahun ini. Paling banyak dua per orang.', 'IDR', 275000, 20, 20, 1, 2, NULL, NULL, '2026-12-04 10:30:35.336+00', 'fulfilled', 20, 15, 100.00, 20, '2026-11-20 10:30:35.336+00', NULL, '2026-11-26 20:30:35.736+00', NULL, '2026-11-20 10:30:35.336+00', '2026-11-26 20:30:35.736+00'),
	('01a221b4-f45e-7000-b856-eb042feab4cd', 'cempaka-malam-panen-kedua-042feab4cd', '01a221b4-f2a3-7000-a656-e6dc24bf74fa', 'demo-seller-rumah-melati', 'Cempaka Malam – Panen Kedua', 'Cuaca membaik dan cempakanya kembali wangi. Perlu 18 slot; tenggat kami perpanjang sekali karena banyak yang masih menunggu gajian.', 'IDR', 199000, 25, 18, 1, NULL, NULL, NULL, '2026-11-28 15:30:35.336+00', 'active', 16, 11, 64.00, NULL, '2026-11-18 10:30:35.336+00', NULL, NULL, NULL, '2026-11-18 10:30:35.336+00', '2026-11-28 00:09:00.375+00'),
	('01a221b4-f6f0-7000-b4cd-58141383f535', 'gaharu-lawas-24-botol-bernomor-141383f535', '01a221b4-f627-7000-ba7f-86aa05eeafe5', 'demo-seller-tirta-gaharu', 'Gaharu Lawas – 24 Botol Bernomor', 'Nomor botol mengikuti urutan bergabung. Paling banyak dua per orang, dan slot yang belum dibayar dalam 12 jam kami lepas lagi.', 'IDR', 485000, 24, 16, 1, 2, 720, NULL, '2026-12-07 10:30:35.336+00', 'active', 9, 7, 37.50, NULL, '2026-11-23 10:30:35.336+00', NULL, NULL, NULL, '2026-11-23 10:30:35.336+00', '2026-11-28 04:29:33.072+00'),
	('01a221b4-fa3c-7000-b94a-ee6452b20b42', 'garam-laut-batch-pelabuhan-6452b20b42', '01a221b4-f80e-7000-a79c-f087a03eaec3', 'demo-seller-samudra-wangi', 'Garam Laut – Batch Pelabuhan', 'Masih rancangan: menunggu hasil uji racikan terakhir.', 'IDR', 175000, 40, 24, 1, NULL, NULL, NULL, '2026-12-19 10:30:35.336+00', 'draft', 0, 0, 0.00, NULL, NULL, NULL, NULL, NULL, '2026-11-27 10:30:35.336+00', '2026-11-27 10:30:35.336+00'),
	('01a221b4-fa95-7000-bf73-b40f4ae01bb3', 'hujan-pertama-prapesan-musim-hujan-0f4ae01bb3', '01a221b4-f322-7000-bfdd-c12c110d8244', 'demo-seller-laras-wangi', 'Hujan Pertama – Prapesan Musim Hujan', 'Prapesan untuk musim hujan nanti. Semakin cepat 40 slot tercapai, semakin cepat akar wanginya kami suling.', 'IDR', 169000, 60, 40, 1, NULL, NULL, NULL, '2026-12-18 10:30:35.336+00', 'active', 5, 5, 8.33, NULL, '2026-11-27 14:30:35.336+00', NULL, NULL, NULL, '2026-11-27 14:30:35.336+00', '2026-11-28 10:30:45.729+00'),
	('01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 'jeruk-kasturi-coba-lagi-target-lebih-kecil-0d5b8efdd6', '01a221b4-f1ef-7000-accf-1fa0f57b5fc5', 'demo-seller-tirta-gaharu', 'Jeruk Kasturi – Coba Lagi, Target Lebih Kecil', 'Cukup sepuluh botol untuk mulai memeras jeruk. Kali ini kami yakin bisa!', 'IDR', 125000, 24, 10, 1, NULL, NULL, '2026-11-27 10:30:35.336+00', '2026-12-10 10:30:35.336+00', 'active', 7, 6, 29.17, NULL, '2026-11-25 10:30:35.336+00', NULL, NULL, NULL, '2026-11-25 10:30:35.336+00', '2026-11-28 03:44:58.47+00'),
	('01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'melati-senja-batch-kedua-a68ed50f3c', '01a221b4-ee5f-7000-a64b-cbd47e99ac32', 'demo-seller-rumah-melati', 'Melati Senja – Batch Kedua', 'Banyak yang tidak kebagian batch perdana, jadi kami tambah menjadi 40 botol. Minimal 30 slot.', 'IDR', 185000, 40, 30, 1, NULL, 1440, NULL, '2026-12-02 10:30:35.336+00', 'active', 38, 21, 95.00, NULL, '2026-11-19 10:30:35.336+00', NULL, NULL, NULL, '2026-11-19 10:30:35.336+00', '2026-11-28 09:56:20.799+00'),
	('01a221b4-f408-7000-82c4-7b1f9431d69a', 'pala-banda-batch-kecil-1f9431d69a', '01a221b4-f0ea-7000-8e3a-77402f71a5fa', 'demo-seller-rempah-banda', 'Pala Banda – Batch Kecil', 'Pelajaran dari batch uji coba: targetnya kami kecilkan jadi 15 botol dan botolnya kami beli eceran.', 'IDR', 159000, 30, 15, 1, NULL, NULL, NULL, '2026-11-30 10:30:35.336+00', 'active', 19, 10, 63.33, NULL, '2026-11-16 10:30:35.336+00', NULL, NULL, NULL, '2026-11-16 10:30:35.336+00', '2026-11-28 10:24:24.509+00'),
	('01a221b4-f370-7000-beb0-77892f74237c', 'hujan-pertama-botol-perjalanan-10-ml-892f74237c', '01a221b4-f322-7000-bfdd-c12c110d8244', 'demo-seller-laras-wangi', 'Hujan Pertama – Botol Perjalanan 10 ml', 'Botol kecil yang muat di saku. Minimal ambil dua: satu untuk tas, satu untuk meja kerja. Paling banyak enam per orang.', 'IDR', 59000, 80, 40, 2, 6, 1440, NULL, '2026-12-04 10:30:35.336+00', 'active', 46, 21, 57.50, NULL, '2026-11-13 10:30:35.336+00', NULL, NULL, NULL, '2026-11-13 10:30:35.336+00', '2026-11-28 00:41:00.543+00');


--
-- Data for Name: idempotency_keys; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.idempotency_keys VALUES
	('service', 'release-join-1', '\xe7697c4cd489a332bd167506e8c1ae7a091d88b9145ebfaab76ab66065f64e19', '01a221b5-16df-7000-9e50-b902ec8f1dbd', NULL, NULL, '2026-11-28 10:30:45.729+00');


--
-- Data for Name: known_devices; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.known_devices VALUES
	('\x0a542a9f9e150cb3812854045a31811ed1b8a215ed85af86a8f56d03b8f66200', '01a221b5-01a4-7000-bd10-6ea123cb2f07', '2026-11-28 10:30:41.095+00'),
	('\x452096beb0c938cd764ea8563a0c2a9e58a7519a8c5151ef5637327ba42c306e', '01a221b5-08e7-7000-a88a-da7ee456ef37', '2026-11-28 10:30:42.603+00');


--
-- Data for Name: lifecycle_failures; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.lifecycle_failures VALUES
	('01a221b4-fa95-7000-bf73-b40f4ae01bb3', 2, 'canceling statement due to statement timeout', '2026-11-28 10:30:45.768+00', '2026-11-28 11:30:45.768+00');


--
-- Data for Name: mailbox; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.mailbox VALUES
	('01a221b5-0ad1-7000-80d1-4e48a78e8d78', '01a221b5-08e7-7000-a88a-da7ee456ef37', 'budi@release.test', 'reset_password', 'id', '$ba$1491598457$c61eab508cb5ed30979bb42e92a670b6c420719d145225ddc3eda121db5329abbee538d1546d4ae7d1b41cdc0fa86e1fce2224558b1dccd4e567e31193b5b7d8a9c5a585b45c3bf567313cf5843c370fa5b465cae6c22e6e04e13c6ec1b138a0b9104ceee5c209438c7eb10dc29a7d6ada07fe945d04cecd53b90362fb9ec30d44f8d7529c3163e150f1e14ecba990782144b395616913f36fff1d6e2c72256683a4a9cf58da8a42c0a759164e97709e93aaa183699ef75ce1a219f5cdfb118c8dc890c2f98cce8c0be8cf177dc0fd7d33e3071a796944470fe88118846faad5957cf3642f20954da872b06b201652e097494060fe0c6463fcdaa442cb39aa0b8efed549a934ab0bb325581f95bfafc25ac9600eb2b0b34d8aaf65dce1da6c0ed45a7832640cb08e4163731bd8820aee0ea17a6c0fb58e2a7b88f1196c22e5dd37227dad0e588e0702b1cdc092d5e0d266f99d13cb42022e5e1d2b63577d5d7dcaca505acf8da912c7822ad820301b860618a927441ff9e468d4e1920738939024e7d83d66', '2026-11-28 10:30:42.642+00', '2026-11-28 11:30:42.638+00');


--
-- Data for Name: operator_codes; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.operator_codes VALUES
	('\x40f75d1f0c0f3909ce78fafe054f292b04b6398855496e504b3513ad2694e018', '2026-11-28 10:30:38.715+00', '2026-11-28 10:30:40.553+00', '01a221b5-01a4-7000-bd10-6ea123cb2f07');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.outbox VALUES
	(1, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(2, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(3, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(4, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(5, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(6, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(7, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(8, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(9, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(10, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(11, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(12, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(13, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(14, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(15, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(16, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(17, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(18, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(19, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(20, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(21, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(22, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(23, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(24, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(25, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(26, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(27, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(28, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(29, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(30, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(31, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(32, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(33, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(34, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(35, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(36, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(37, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(38, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(39, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(40, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(41, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(42, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(43, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(44, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(45, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(46, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(47, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(48, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(49, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(50, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(51, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(52, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(53, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(54, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(55, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(56, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(57, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(58, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(59, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(60, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(61, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(62, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(63, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(64, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(65, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(66, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(67, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(68, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(69, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(70, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(71, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(72, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(73, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(74, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(75, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(76, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(77, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(78, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(79, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(80, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(81, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(82, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(83, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(84, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(85, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(86, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(87, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(88, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(89, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(90, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(91, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(92, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(93, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(94, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(95, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(96, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(97, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(98, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(99, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(100, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(101, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(102, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(103, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(104, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(105, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(106, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(107, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(108, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(109, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(110, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(111, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(112, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(113, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(114, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(115, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(116, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(117, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(118, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(119, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(120, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(121, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(122, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(123, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(124, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(125, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(126, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(127, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(128, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(129, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(130, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(131, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(132, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(133, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(134, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(135, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(136, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(137, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(138, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(139, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(140, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(141, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(142, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(143, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(144, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(145, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(146, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(147, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(148, '01a221b4-ee72-7000-b6c8-77a3985b095c', 0, NULL),
	(149, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(150, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(151, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(152, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(153, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(154, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(155, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(156, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(157, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(158, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(159, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(160, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(161, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(162, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(163, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(164, '01a221b4-f0ed-7000-b0e0-114a0fadd793', 0, NULL),
	(165, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(166, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(167, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(168, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(169, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(170, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(171, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(172, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(173, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(174, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(175, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(176, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(177, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(178, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(179, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(180, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(181, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(182, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(183, '01a221b4-f20e-7000-a222-e622a066ea07', 0, NULL),
	(184, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(185, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(186, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(187, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(188, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(189, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(190, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(191, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(192, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(193, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(194, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(195, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(196, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(197, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(198, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(199, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(200, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(201, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(202, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(203, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(204, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(205, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(206, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(207, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(208, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(209, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(210, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(211, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(212, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(213, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(214, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(215, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(216, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(217, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(218, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(219, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(220, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(221, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(222, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(223, '01a221b4-f2b2-7000-9d28-a9594b3bad08', 0, NULL),
	(224, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(225, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(226, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(227, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(228, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(229, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(230, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(231, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(232, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(233, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(234, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(235, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(236, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(237, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(238, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(239, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(240, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(241, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(242, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(243, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(244, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(245, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(246, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(247, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(248, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(249, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(250, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(251, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(252, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(253, '01a221b4-f053-7000-9df4-30e360902829', 0, NULL),
	(254, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(255, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(256, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(257, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(258, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(259, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(260, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(261, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(262, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(263, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(264, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(265, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(266, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(267, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(268, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(269, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(270, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(271, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(272, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(273, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(274, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(275, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(276, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(277, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(278, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(279, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(280, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(281, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(282, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(283, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(284, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(285, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(286, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(287, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(288, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(289, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(290, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(291, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(292, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(293, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(294, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(295, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(296, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(297, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(298, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(299, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(300, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(301, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(302, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(303, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(304, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(305, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(306, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(307, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(308, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(309, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(310, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(311, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(312, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(313, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(314, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(315, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(316, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(317, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(318, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(319, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(320, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(321, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(322, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(323, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(324, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(325, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(326, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(327, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(328, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(329, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(330, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(331, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(332, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(333, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(334, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(335, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(336, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(337, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(338, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(339, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(340, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(341, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(342, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(343, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(344, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(345, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(346, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(347, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(348, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(349, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(350, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(351, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(352, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(353, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(354, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(355, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(356, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(357, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(358, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(359, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(360, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(361, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(362, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(363, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(364, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(365, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(366, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(367, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(368, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(369, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(370, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(371, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(372, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(373, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(374, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(375, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(376, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(377, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(378, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(379, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(380, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(381, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(382, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(383, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(384, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(385, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(386, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(387, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(388, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(389, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(390, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(391, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(392, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(393, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(394, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(395, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(396, '01a221b4-f98e-7000-a959-2b485cdcf088', 0, NULL),
	(397, '01a221b4-f98e-7000-a959-2b485cdcf088', 0, NULL),
	(398, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(399, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(400, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(401, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(402, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(403, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(404, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(405, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(406, '01a221b4-f52e-7000-bb73-ac44ada59ada', 0, NULL),
	(407, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(408, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(409, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(410, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(411, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(412, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(413, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(414, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(415, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(416, '01a221b4-fa3c-7000-b94a-ee6452b20b42', 0, NULL),
	(417, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(418, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(419, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(420, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(421, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(422, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(423, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 0, NULL),
	(424, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 0, NULL),
	(425, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(426, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(427, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(428, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(429, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 0, NULL),
	(430, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(431, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(432, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 0, NULL),
	(433, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(434, '01a221b4-f643-7000-92d3-c93f206c4a65', 0, NULL),
	(435, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 0, NULL),
	(436, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(437, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(438, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(439, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(440, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 0, NULL),
	(441, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(442, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(443, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(444, '01a221b4-f45e-7000-b856-eb042feab4cd', 0, NULL),
	(445, '01a221b4-f370-7000-beb0-77892f74237c', 0, NULL),
	(446, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(447, '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 0, NULL),
	(448, '01a221b4-f6f0-7000-b4cd-58141383f535', 0, NULL),
	(449, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 0, NULL),
	(450, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 0, NULL),
	(451, '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 0, NULL),
	(452, '01a221b4-f408-7000-82c4-7b1f9431d69a', 0, NULL),
	(453, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 0, NULL),
	(454, '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 0, NULL);


--
-- Data for Name: participants; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.participants VALUES
	('01a221b4-ef0e-7000-a412-91927c12c85d', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-restu', 1, 185000, 'IDR', 'confirmed', 'Restu Adi Wibowo, Jl. Raya Ciawi 240, Ciawi, Bogor, Jawa Barat 16720', NULL, NULL, '2026-09-28 14:34:09.119+00', '2026-09-28 16:16:25.344+00'),
	('01a221b4-ef34-7000-a99e-e6f2eac22ecc', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-sari', 1, 185000, 'IDR', 'cancelled', 'Sari Widyaningrum, Jl. Prof. Yohanes 1123, Gondokusuman, Yogyakarta 55223', NULL, NULL, '2026-09-29 09:02:25.204+00', '2026-09-29 10:01:25.204+00'),
	('01a221b4-ef7e-7000-9d29-85b9be27f9ef', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-bagas', 1, 185000, 'IDR', 'confirmed', 'Bagas Nugroho, Jl. Slamet Riyadi 214, Laweyan, Surakarta, Jawa Tengah 57141', 'Semoga slotnya penuh ya!', NULL, '2026-09-30 09:19:04.422+00', '2026-09-30 09:24:15.235+00'),
	('01a221b4-f07e-7000-bd53-372a6da6cea8', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-fajar', 2, 358000, 'IDR', 'confirmed', 'Fajar Hidayat, Jl. Tebet Barat Dalam IV No. 7, Tebet, Jakarta Selatan 12810', NULL, NULL, '2026-10-14 07:49:52.255+00', '2026-10-14 09:47:35.678+00'),
	('01a221b4-f09a-7000-86ad-a74cf53c0420', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-nanda', 1, 179000, 'IDR', 'confirmed', 'Nanda Prasetya, Jl. Veteran 102, Purwokerto Timur, Banyumas, Jawa Tengah 53111', 'Tolong hubungi lewat chat sebelum dikirim.', NULL, '2026-10-15 08:30:33.947+00', '2026-10-15 08:39:46.801+00'),
	('01a221b4-f0a6-7000-aad0-bfeaa17306e1', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-restu', 2, 358000, 'IDR', 'confirmed', 'Restu Adi Wibowo, Jl. Raya Ciawi 240, Ciawi, Bogor, Jawa Barat 16720', NULL, NULL, '2026-10-15 20:29:49.671+00', '2026-10-15 20:38:50.504+00'),
	('01a221b4-f10f-7000-810c-70feb9ddfb74', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-nadia', 1, 149000, 'IDR', 'cancelled', 'Nadia Safitri, Apartemen Kalibata City Tower Ebony 12BX, Pancoran, Jakarta Selatan 12750', 'Tolong dibungkus dobel ya, Kak, untuk kado ibu.', NULL, '2026-10-20 04:07:20.985+00', '2026-10-20 04:43:20.985+00'),
	('01a221b4-f142-7000-920d-f3564e7f92e3', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-krisna', 1, 149000, 'IDR', 'cancelled', 'Krisna Bayu, Jl. Wates Km 4 No. 87, Gamping, Sleman, DI Yogyakarta 55182', NULL, NULL, '2026-10-22 02:06:17.272+00', '2026-10-22 02:23:17.272+00'),
	('01a221b4-ef98-7000-9e4c-56d8f372aae1', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-wahyu', 2, 370000, 'IDR', 'fulfilled', 'Wahyu Setiawan, Jl. Margonda Raya Gg. Kober 4, Beji, Depok, Jawa Barat 16424', 'Tolong hubungi lewat chat sebelum dikirim.', NULL, '2026-09-30 19:30:54.363+00', '2026-10-26 19:37:23.568+00'),
	('01a221b4-efc4-7000-ba4c-0608a7238de0', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-nadia', 1, 185000, 'IDR', 'fulfilled', 'Nadia Safitri, Apartemen Kalibata City Tower Ebony 12BX, Pancoran, Jakarta Selatan 12750', NULL, NULL, '2026-10-01 03:34:48.754+00', '2026-10-26 22:17:00.778+00'),
	('01a221b4-eeee-7000-b38a-649bf1a1f84f', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-bimo', 3, 555000, 'IDR', 'fulfilled', 'Bimo Aryo Seto, Jl. Pandanaran 118, Mugassari, Semarang, Jawa Tengah 50249', NULL, NULL, '2026-09-27 23:56:27.266+00', '2026-10-27 00:56:51.876+00'),
	('01a221b4-ef38-7000-a2e6-93cf5d339a59', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-intan', 1, 185000, 'IDR', 'fulfilled', 'Intan Permatasari, Jl. Jenderal Sudirman 205, Ilir Timur I, Palembang, Sumatera Selatan 30126', NULL, NULL, '2026-09-29 10:00:19.566+00', '2026-10-27 07:06:04.06+00'),
	('01a221b4-efae-7000-abf5-8405392b96fd', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-hana', 3, 555000, 'IDR', 'fulfilled', 'Hana Wijaya, Jl. Pakuan 8, Bogor Tengah, Bogor, Jawa Barat 16143', NULL, NULL, '2026-09-30 22:08:05.854+00', '2026-10-27 08:11:43.796+00'),
	('01a221b4-f017-7000-afc9-15a97a404bee', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-nanda', 1, 185000, 'IDR', 'fulfilled', 'Nanda Prasetya, Jl. Veteran 102, Purwokerto Timur, Banyumas, Jawa Tengah 53111', NULL, NULL, '2026-10-01 13:09:59.217+00', '2026-10-28 08:01:14.842+00'),
	('01a221b4-eec2-7000-96d5-db029051927c', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-vina', 1, 185000, 'IDR', 'fulfilled', 'Vina Panggabean, Jl. Sisingamangaraja 12, Siantar Barat, Pematangsiantar, Sumatera Utara 21112', NULL, NULL, '2026-09-27 15:56:21.347+00', '2026-10-28 17:44:52.353+00'),
	('01a221b4-f033-7000-a253-37653c8d2baf', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-farah', 2, 370000, 'IDR', 'fulfilled', 'Farah Diba, Jl. Mulawarman 33, Balikpapan Kota, Balikpapan, Kalimantan Timur 76114', 'Kalau bisa kirim hari Senin. Terima kasih!', NULL, '2026-10-03 16:55:22.644+00', '2026-10-29 00:24:36.365+00'),
	('01a221b4-efaa-7000-8235-54b71c4fbb36', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-elang', 1, 185000, 'IDR', 'fulfilled', 'Elang Mahardika, Jl. Buah Batu 190, Lengkong, Bandung, Jawa Barat 40265', 'Jangan ditekuk, isinya mau dijadikan hantaran.', NULL, '2026-09-30 20:53:46.787+00', '2026-10-29 00:43:41.971+00'),
	('01a221b4-eea1-7000-ace9-77f811f5bfd9', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-andi', 1, 185000, 'IDR', 'fulfilled', 'Andi Baso Mappasessu, Jl. Veteran Selatan 130, Mamajang, Makassar, Sulawesi Selatan 90131', NULL, NULL, '2026-09-27 14:28:03.172+00', '2026-10-29 07:12:17.145+00'),
	('01a221b4-f038-7000-a25a-328e2a6fb0eb', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-gita', 3, 555000, 'IDR', 'fulfilled', 'Gita Savitri, Jl. Pahlawan 58, Rembiga, Mataram, Nusa Tenggara Barat 83124', NULL, NULL, '2026-10-06 10:30:35.336+00', '2026-10-29 19:22:23.939+00'),
	('01a221b4-f02e-7000-97f4-b6d9a8aa3634', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-lukman', 1, 185000, 'IDR', 'fulfilled', 'Lukman Hakim, Jl. Teuku Umar 15, Baiturrahman, Banda Aceh, Aceh 23243', 'Titip ke satpam kalau rumah kosong.', NULL, '2026-10-01 16:44:55.567+00', '2026-10-29 22:13:44.376+00'),
	('01a221b4-f01a-7000-9e18-36bda2f3705a', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-maria', 1, 185000, 'IDR', 'fulfilled', 'Maria Goreti Seran, Jl. El Tari 21, Oebobo, Kupang, Nusa Tenggara Timur 85111', NULL, NULL, '2026-10-01 14:23:21.867+00', '2026-10-30 00:45:33.235+00'),
	('01a221b4-eefa-7000-96ad-d5819c1d60bf', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-yuni', 1, 185000, 'IDR', 'fulfilled', 'Yuni Kartikasari, Jl. Kartini 71, Tanjung Karang Pusat, Bandar Lampung, Lampung 35111', 'Jangan ditekuk, isinya mau dijadikan hantaran.', NULL, '2026-09-28 08:00:09.247+00', '2026-10-30 04:46:04.707+00'),
	('01a221b4-efce-7000-a5d3-00858ff98b09', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-galih', 1, 185000, 'IDR', 'fulfilled', 'Galih Permana, Kp. Cikole RT 02 RW 08, Lembang, Bandung Barat, Jawa Barat 40391', NULL, NULL, '2026-10-01 05:04:23.427+00', '2026-10-30 10:47:38.187+00'),
	('01a221b4-ef8b-7000-b9ec-aa7925757e1c', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-ilham', 1, 185000, 'IDR', 'fulfilled', 'Ilham Saputra, Jl. Imam Bonjol 44, Jambi Selatan, Jambi 36139', 'Boleh minta sampel Kopi Subuh satu vial?', NULL, '2026-09-30 18:19:20.934+00', '2026-10-31 09:27:30.524+00'),
	('01a221b4-ef62-7000-add2-decca5cb0d5b', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-diah', 1, 185000, 'IDR', 'fulfilled', 'Ni Made Diah Paramita, Jl. Raya Ubud 45, Ubud, Gianyar, Bali 80571', 'Mohon sertakan kartu ucapan: "Selamat ulang tahun, Mas Dimas".', NULL, '2026-09-29 14:04:31.365+00', '2026-10-31 14:40:30.798+00'),
	('01a221b4-ef55-7000-92c6-6638e3a8b236', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-kartika', 1, 185000, 'IDR', 'fulfilled', 'Kartika Sari Dewi, Jl. Diponegoro 34, Tegalsari, Surabaya, Jawa Timur 60241', NULL, NULL, '2026-09-29 12:02:15.303+00', '2026-10-31 14:43:17.716+00'),
	('01a221b4-ef1e-7000-81e9-608d280b25fa', '01a221b4-ee72-7000-b6c8-77a3985b095c', 'demo-buyer-fajar', 2, 370000, 'IDR', 'fulfilled', 'Fajar Hidayat, Jl. Tebet Barat Dalam IV No. 7, Tebet, Jakarta Selatan 12810', NULL, NULL, '2026-09-28 22:28:24.469+00', '2026-11-01 03:42:56.522+00'),
	('01a221b4-f0fe-7000-becf-e3c1777d5b06', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-beni', 3, 447000, 'IDR', 'refunded', 'Beni Latuconsina, Jl. A.Y. Patty 28, Sirimau, Ambon, Maluku 97124', NULL, NULL, '2026-10-19 13:57:28.935+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f107-7000-a712-6f7cbaf80a3e', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-yuni', 1, 149000, 'IDR', 'refunded', 'Yuni Kartikasari, Jl. Kartini 71, Tanjung Karang Pusat, Bandar Lampung, Lampung 35111', NULL, NULL, '2026-10-19 19:17:23.999+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f11c-7000-8c3c-0f70e6c91e3f', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-elang', 3, 447000, 'IDR', 'refunded', 'Elang Mahardika, Jl. Buah Batu 190, Lengkong, Bandung, Jawa Barat 40265', 'Titip ke satpam kalau rumah kosong.', NULL, '2026-10-20 13:00:17.795+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f12b-7000-ab03-7b2ef79bd6ee', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-wahyu', 1, 149000, 'IDR', 'refunded', 'Wahyu Setiawan, Jl. Margonda Raya Gg. Kober 4, Beji, Depok, Jawa Barat 16424', 'Kalau bisa kirim hari Senin. Terima kasih!', NULL, '2026-10-21 18:02:36.166+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f134-7000-8428-aaf437f30d3c', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-galih', 2, 298000, 'IDR', 'refunded', 'Galih Permana, Kp. Cikole RT 02 RW 08, Lembang, Bandung Barat, Jawa Barat 40391', 'Tolong hubungi lewat chat sebelum dikirim.', NULL, '2026-10-21 20:15:47.997+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f150-7000-9766-45bd0d1e4bfa', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-maria', 1, 149000, 'IDR', 'refunded', 'Maria Goreti Seran, Jl. El Tari 21, Oebobo, Kupang, Nusa Tenggara Timur 85111', NULL, NULL, '2026-10-22 13:38:52.464+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f155-7000-93d2-d855419fc9a3', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-prima', 1, 149000, 'IDR', 'refunded', 'Prima Yudhistira, Cluster Anggrek Loka A7/11, Serpong, Tangerang Selatan, Banten 15310', NULL, NULL, '2026-10-22 19:42:56.823+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f18a-7000-a507-7c1367631df7', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-qori', 1, 149000, 'IDR', 'refunded', 'Qori Aina, Jl. Pemuda 19, Rawamangun, Pulo Gadung, Jakarta Timur 13220', NULL, NULL, '2026-10-23 19:25:47.195+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f193-7000-9b70-bc0fde2e19db', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-nanda', 1, 149000, 'IDR', 'refunded', 'Nanda Prasetya, Jl. Veteran 102, Purwokerto Timur, Banyumas, Jawa Tengah 53111', 'Kalau bisa kirim hari Senin. Terima kasih!', NULL, '2026-10-24 00:45:26.552+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f1a2-7000-8790-14a05575fbde', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-laras', 1, 149000, 'IDR', 'refunded', 'Larasati Wulandari, Jl. Tentara Pelajar 41, Magelang Tengah, Kota Magelang 56117', 'Kalau bisa kirim hari Senin. Terima kasih!', NULL, '2026-10-24 16:54:01.288+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f1be-7000-aaa9-b108634621bf', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-sinta', 1, 149000, 'IDR', 'refunded', 'Sinta Maharani, Perum Griya Asri B5/19, Waru, Sidoarjo, Jawa Timur 61256', NULL, NULL, '2026-10-27 02:01:50.748+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f1da-7000-8f83-4f3d941b57d4', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-hana', 2, 298000, 'IDR', 'refunded', 'Hana Wijaya, Jl. Pakuan 8, Bogor Tengah, Bogor, Jawa Barat 16143', NULL, NULL, '2026-10-27 14:53:30.931+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f1ea-7000-a4ab-194b5e3cefbf', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-utami', 1, 149000, 'IDR', 'refunded', 'Utami Rahayu, Jl. Letjen Suprapto 87, Sumbersari, Jember, Jawa Timur 68121', NULL, NULL, '2026-10-28 13:42:42.138+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f233-7000-a0a6-7ed5464f7d54', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-taufik', 1, 149000, 'IDR', 'refunded', 'Taufik Akbar, Jl. Khatib Sulaiman 52, Padang Utara, Padang, Sumatera Barat 25137', 'Tolong hubungi lewat chat sebelum dikirim.', NULL, '2026-10-30 03:59:06.909+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f247-7000-a74c-238441849c04', '01a221b4-f0ed-7000-b0e0-114a0fadd793', 'demo-buyer-ilham', 1, 149000, 'IDR', 'refunded', 'Ilham Saputra, Jl. Imam Bonjol 44, Jambi Selatan, Jambi 36139', NULL, NULL, '2026-10-30 04:19:20.479+00', '2026-11-02 10:30:35.736+00'),
	('01a221b4-f071-7000-8641-68bfdaae00d4', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-krisna', 1, 179000, 'IDR', 'refunded', 'Krisna Bayu, Jl. Wates Km 4 No. 87, Gamping, Sleman, DI Yogyakarta 55182', NULL, NULL, '2026-10-13 14:50:16.837+00', '2026-11-08 10:30:35.336+00'),
	('01a221b4-f293-7000-a45a-fb8788b23464', '01a221b4-f20e-7000-a222-e622a066ea07', 'demo-buyer-lukman', 3, 357000, 'IDR', 'refunded', 'Lukman Hakim, Jl. Teuku Umar 15, Baiturrahman, Banda Aceh, Aceh 23243', NULL, NULL, '2026-11-05 09:33:46.022+00', '2026-11-12 10:30:35.736+00'),
	('01a221b4-f2a8-7000-9013-59e501444abb', '01a221b4-f20e-7000-a222-e622a066ea07', 'demo-buyer-gita', 2, 238000, 'IDR', 'refunded', 'Gita Savitri, Jl. Pahlawan 58, Rembiga, Mataram, Nusa Tenggara Barat 83124', NULL, NULL, '2026-11-06 06:56:05.297+00', '2026-11-12 10:30:35.736+00'),
	('01a221b4-f2db-7000-a699-784d41c6e856', '01a221b4-f20e-7000-a222-e622a066ea07', 'demo-buyer-elang', 1, 119000, 'IDR', 'refunded', 'Elang Mahardika, Jl. Buah Batu 190, Lengkong, Bandung, Jawa Barat 40265', NULL, NULL, '2026-11-08 05:55:19.359+00', '2026-11-12 10:30:35.736+00'),
	('01a221b4-f37e-7000-949a-2795286fe6c5', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-nanda', 2, 118000, 'IDR', 'confirmed', 'Nanda Prasetya, Jl. Veteran 102, Purwokerto Timur, Banyumas, Jawa Tengah 53111', NULL, '2026-11-14 14:07:51.208+00', '2026-11-13 14:07:51.208+00', '2026-11-13 15:36:21.015+00'),
	('01a221b4-f123-7000-9341-bbf22435026e', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-gita', 2, 358000, 'IDR', 'fulfilled', 'Gita Savitri, Jl. Pahlawan 58, Rembiga, Mataram, Nusa Tenggara Barat 83124', NULL, NULL, '2026-10-20 14:36:37.406+00', '2026-11-14 23:54:44.069+00'),
	('01a221b4-f0b8-7000-8580-b1d7f8b77349', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-wahyu', 1, 179000, 'IDR', 'fulfilled', 'Wahyu Setiawan, Jl. Margonda Raya Gg. Kober 4, Beji, Depok, Jawa Barat 16424', 'Alamat kantor, terima paket jam 08.00 sampai 16.00.', NULL, '2026-10-16 07:59:16.185+00', '2026-11-15 03:26:58.094+00'),
	('01a221b4-f183-7000-817c-d85639d02895', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-elang', 3, 537000, 'IDR', 'fulfilled', 'Elang Mahardika, Jl. Buah Batu 190, Lengkong, Bandung, Jawa Barat 40265', NULL, NULL, '2026-10-23 08:59:49.799+00', '2026-11-15 04:20:34.268+00'),
	('01a221b4-f3a3-7000-abe7-52a5f064207f', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-lukman', 2, 118000, 'IDR', 'confirmed', 'Lukman Hakim, Jl. Teuku Umar 15, Baiturrahman, Banda Aceh, Aceh 23243', NULL, '2026-11-16 05:23:55.71+00', '2026-11-15 05:23:55.71+00', '2026-11-15 05:27:08.977+00'),
	('01a221b4-f3af-7000-93af-bf55d2761a59', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-vina', 2, 118000, 'IDR', 'confirmed', 'Vina Panggabean, Jl. Sisingamangaraja 12, Siantar Barat, Pematangsiantar, Sumatera Utara 21112', NULL, '2026-11-16 07:46:55.173+00', '2026-11-15 07:46:55.173+00', '2026-11-15 09:24:17.815+00'),
	('01a221b4-f0e4-7000-b8ab-a66b55737131', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-taufik', 1, 179000, 'IDR', 'fulfilled', 'Taufik Akbar, Jl. Khatib Sulaiman 52, Padang Utara, Padang, Sumatera Barat 25137', NULL, NULL, '2026-10-18 04:16:09.328+00', '2026-11-16 02:59:15.203+00'),
	('01a221b4-f06b-7000-b9e9-9a539c4c9f4c', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-dewi', 1, 179000, 'IDR', 'fulfilled', 'Dewi Anggraini, Jl. Cihampelas 88 Blok C2, Bandung Wetan, Bandung, Jawa Barat 40116', NULL, NULL, '2026-10-13 12:25:15.774+00', '2026-11-16 04:03:28.536+00'),
	('01a221b4-f086-7000-866e-38cdf447ff49', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-galih', 1, 179000, 'IDR', 'fulfilled', 'Galih Permana, Kp. Cikole RT 02 RW 08, Lembang, Bandung Barat, Jawa Barat 40391', NULL, NULL, '2026-10-14 11:20:09.504+00', '2026-11-16 04:06:28+00'),
	('01a221b4-f16b-7000-9d1b-b3830e97f137', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-ayu', 1, 179000, 'IDR', 'fulfilled', 'Ayu Lestari, Jl. Dr. Soetomo 56, Klojen, Malang, Jawa Timur 65119', NULL, NULL, '2026-10-22 23:59:51.072+00', '2026-11-16 04:58:53.202+00'),
	('01a221b4-f18e-7000-ac9f-c2c4f0c2bb17', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-rani', 1, 179000, 'IDR', 'fulfilled', 'Rani Puspitasari, Jl. Kaliurang Km 5,6 Gg. Pandega 12, Sleman, DI Yogyakarta 55281', NULL, NULL, '2026-10-23 20:39:06.07+00', '2026-11-16 11:48:47.373+00'),
	('01a221b4-f3df-7000-a0a5-69b035e5b7da', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-laras', 2, 118000, 'IDR', 'cancelled', 'Larasati Wulandari, Jl. Tentara Pelajar 41, Magelang Tengah, Kota Magelang 56117', NULL, '2026-11-16 20:04:27.483+00', '2026-11-15 20:04:27.483+00', '2026-11-16 20:04:27.883+00'),
	('01a221b4-f08b-7000-9082-fd16e041555a', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-hendra', 1, 179000, 'IDR', 'fulfilled', 'Hendra Gunawan, Jl. Gajah Mada 77, Pontianak Selatan, Pontianak, Kalimantan Barat 78121', 'Pagar hijau, sebelah warung Bu Tini.', NULL, '2026-10-15 05:23:13.762+00', '2026-11-16 20:42:21.014+00'),
	('01a221b4-f42d-7000-af1a-c4e100022966', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-farah', 2, 118000, 'IDR', 'confirmed', 'Farah Diba, Jl. Mulawarman 33, Balikpapan Kota, Balikpapan, Kalimantan Timur 76114', NULL, '2026-11-18 02:34:25.818+00', '2026-11-17 02:34:25.818+00', '2026-11-17 02:43:06.33+00'),
	('01a221b4-f2c2-7000-8cf2-ff7a0458ab83', '01a221b4-f2b2-7000-9d28-a9594b3bad08', 'demo-buyer-yuni', 1, 199000, 'IDR', 'refunded', 'Yuni Kartikasari, Jl. Kartini 71, Tanjung Karang Pusat, Bandar Lampung, Lampung 35111', NULL, '2026-11-09 10:35:14.548+00', '2026-11-07 10:35:14.548+00', '2026-11-17 10:30:35.336+00'),
	('01a221b4-f2e8-7000-8da1-653ad78b36ee', '01a221b4-f2b2-7000-9d28-a9594b3bad08', 'demo-buyer-rizky', 2, 398000, 'IDR', 'refunded', 'Rizky Ramadhan, Jl. Setia Budi Gg. Rahmat 22, Medan Selayang, Medan, Sumatera Utara 20132', NULL, '2026-11-10 06:16:34.434+00', '2026-11-08 06:16:34.434+00', '2026-11-17 10:30:35.336+00'),
	('01a221b4-f333-7000-b1ed-60fde7e20bea', '01a221b4-f2b2-7000-9d28-a9594b3bad08', 'demo-buyer-zaki', 3, 597000, 'IDR', 'refunded', 'Zaki Mubarak, Jl. Kesambi Dalam 30, Kesambi, Cirebon, Jawa Barat 45134', NULL, '2026-11-13 11:12:10.373+00', '2026-11-11 11:12:10.373+00', '2026-11-17 10:30:35.336+00'),
	('01a221b4-f364-7000-81cb-ef35a0728c57', '01a221b4-f2b2-7000-9d28-a9594b3bad08', 'demo-buyer-nadia', 1, 199000, 'IDR', 'refunded', 'Nadia Safitri, Apartemen Kalibata City Tower Ebony 12BX, Pancoran, Jakarta Selatan 12750', NULL, '2026-11-14 15:54:31.592+00', '2026-11-12 15:54:31.592+00', '2026-11-17 10:30:35.336+00'),
	('01a221b4-f390-7000-8718-4f0705e66572', '01a221b4-f2b2-7000-9d28-a9594b3bad08', 'demo-buyer-beni', 1, 199000, 'IDR', 'refunded', 'Beni Latuconsina, Jl. A.Y. Patty 28, Sirimau, Ambon, Maluku 97124', NULL, '2026-11-17 02:05:54.775+00', '2026-11-15 02:05:54.775+00', '2026-11-17 10:30:35.336+00'),
	('01a221b4-f3ba-7000-8aac-bc7eabadacc2', '01a221b4-f2b2-7000-9d28-a9594b3bad08', 'demo-buyer-dewi', 1, 199000, 'IDR', 'refunded', 'Dewi Anggraini, Jl. Cihampelas 88 Blok C2, Bandung Wetan, Bandung, Jawa Barat 40116', NULL, '2026-11-17 10:24:42.757+00', '2026-11-15 10:24:42.757+00', '2026-11-17 10:30:35.336+00'),
	('01a221b4-f3d2-7000-a97e-77ba5cd887f2', '01a221b4-f2b2-7000-9d28-a9594b3bad08', 'demo-buyer-kartika', 3, 597000, 'IDR', 'refunded', 'Kartika Sari Dewi, Jl. Diponegoro 34, Tegalsari, Surabaya, Jawa Timur 60241', NULL, '2026-11-17 12:44:58.493+00', '2026-11-15 12:44:58.493+00', '2026-11-17 10:30:35.336+00'),
	('01a221b4-f445-7000-8aab-6f440955bfa7', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-bimo', 2, 118000, 'IDR', 'confirmed', 'Bimo Aryo Seto, Jl. Pandanaran 118, Mugassari, Semarang, Jawa Tengah 50249', NULL, '2026-11-18 11:40:45.177+00', '2026-11-17 11:40:45.177+00', '2026-11-17 13:36:31.186+00'),
	('01a221b4-f43a-7000-ad2b-45fd4825269a', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-yoga', 2, 118000, 'IDR', 'confirmed', 'I Putu Yoga Pratama, Jl. Tukad Badung XX No. 3, Renon, Denpasar, Bali 80226', 'Tolong dibungkus dobel ya, Kak, untuk kado ibu.', '2026-11-18 10:08:30.679+00', '2026-11-17 10:08:30.679+00', '2026-11-17 14:19:49.836+00'),
	('01a221b4-f0b4-7000-bdc6-8adba2fec278', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-qori', 1, 179000, 'IDR', 'fulfilled', 'Qori Aina, Jl. Pemuda 19, Rawamangun, Pulo Gadung, Jakarta Timur 13220', 'Semoga slotnya penuh ya!', NULL, '2026-10-16 00:21:44.917+00', '2026-11-17 14:42:51.45+00'),
	('01a221b4-f451-7000-97e0-45aba9e28aa4', '01a221b4-f408-7000-82c4-7b1f9431d69a', 'demo-buyer-sari', 1, 159000, 'IDR', 'confirmed', 'Sari Widyaningrum, Jl. Prof. Yohanes 1123, Gondokusuman, Yogyakarta 55223', NULL, NULL, '2026-11-17 16:48:59.244+00', '2026-11-17 18:46:02.777+00'),
	('01a221b4-f0da-7000-bf38-7cae1522102a', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-laras', 1, 179000, 'IDR', 'fulfilled', 'Larasati Wulandari, Jl. Tentara Pelajar 41, Magelang Tengah, Kota Magelang 56117', NULL, NULL, '2026-10-16 15:45:23.923+00', '2026-11-18 02:06:26.611+00'),
	('01a221b4-f0d3-7000-af51-a99a23cf8b29', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-bagas', 3, 537000, 'IDR', 'fulfilled', 'Bagas Nugroho, Jl. Slamet Riyadi 214, Laweyan, Surakarta, Jawa Tengah 57141', 'Jangan ditekuk, isinya mau dijadikan hantaran.', NULL, '2026-10-16 15:30:27.714+00', '2026-11-18 04:06:13.16+00'),
	('01a221b4-f0ae-7000-8161-5551112060e4', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-hana', 2, 358000, 'IDR', 'fulfilled', 'Hana Wijaya, Jl. Pakuan 8, Bogor Tengah, Bogor, Jawa Barat 16143', 'Gabung bareng teman kos, alamatnya jadi satu.', NULL, '2026-10-15 22:14:23.808+00', '2026-11-18 06:28:33.045+00'),
	('01a221b4-f46a-7000-804e-dc3504250e42', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-elang', 1, 199000, 'IDR', 'cancelled', 'Elang Mahardika, Jl. Buah Batu 190, Lengkong, Bandung, Jawa Barat 40265', NULL, NULL, '2026-11-18 16:04:06.091+00', '2026-11-18 16:24:06.091+00'),
	('01a221b4-f475-7000-acf3-db6d136e677b', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-galih', 1, 199000, 'IDR', 'confirmed', 'Galih Permana, Kp. Cikole RT 02 RW 08, Lembang, Bandung Barat, Jawa Barat 40391', NULL, NULL, '2026-11-18 17:32:37.436+00', '2026-11-18 19:08:58.684+00'),
	('01a221b4-f490-7000-9d02-7528c986f2a2', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-citra', 2, 398000, 'IDR', 'confirmed', 'Citra Kirana, Jl. Ahmad Yani 63, Banjarmasin Timur, Banjarmasin, Kalimantan Selatan 70236', 'Boleh minta sampel Kopi Subuh satu vial?', NULL, '2026-11-18 19:37:50.652+00', '2026-11-18 22:21:51.688+00'),
	('01a221b4-f49a-7000-ac9f-74e964693202', '01a221b4-f408-7000-82c4-7b1f9431d69a', 'demo-buyer-fajar', 3, 477000, 'IDR', 'confirmed', 'Fajar Hidayat, Jl. Tebet Barat Dalam IV No. 7, Tebet, Jakarta Selatan 12810', 'Batch kemarin wanginya enak sekali, jadi beli lagi.', NULL, '2026-11-18 20:29:50.333+00', '2026-11-18 22:36:43.969+00'),
	('01a221b4-f48a-7000-9d82-5d894303cdb5', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-krisna', 2, 398000, 'IDR', 'confirmed', 'Krisna Bayu, Jl. Wates Km 4 No. 87, Gamping, Sleman, DI Yogyakarta 55182', 'Tolong hubungi lewat chat sebelum dikirim.', NULL, '2026-11-18 19:09:18.204+00', '2026-11-18 23:34:53.339+00'),
	('01a221b4-f4a6-7000-bc03-4fe4e18d6f93', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-gita', 1, 199000, 'IDR', 'confirmed', 'Gita Savitri, Jl. Pahlawan 58, Rembiga, Mataram, Nusa Tenggara Barat 83124', 'Jangan ditekuk, isinya mau dijadikan hantaran.', NULL, '2026-11-19 01:36:14.982+00', '2026-11-19 01:42:14.785+00'),
	('01a221b4-f4b3-7000-9703-cec0140b528d', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-ayu', 1, 199000, 'IDR', 'confirmed', 'Ayu Lestari, Jl. Dr. Soetomo 56, Klojen, Malang, Jawa Timur 65119', NULL, NULL, '2026-11-19 06:41:58.512+00', '2026-11-19 07:59:15.208+00'),
	('01a221b4-f066-7000-83bc-0f15410413b1', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-nadia', 1, 179000, 'IDR', 'fulfilled', 'Nadia Safitri, Apartemen Kalibata City Tower Ebony 12BX, Pancoran, Jakarta Selatan 12750', 'Kalau bisa kirim hari Senin. Terima kasih!', NULL, '2026-10-13 11:08:06.029+00', '2026-11-19 10:05:27.81+00'),
	('01a221b4-f0c7-7000-8a10-522382aa9e97', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-intan', 1, 179000, 'IDR', 'fulfilled', 'Intan Permatasari, Jl. Jenderal Sudirman 205, Ilir Timur I, Palembang, Sumatera Selatan 30126', NULL, NULL, '2026-10-16 12:20:31.731+00', '2026-11-19 10:23:23.892+00'),
	('01a221b4-f062-7000-b760-21e58c3b783c', '01a221b4-f053-7000-9df4-30e360902829', 'demo-buyer-ilham', 2, 358000, 'IDR', 'fulfilled', 'Ilham Saputra, Jl. Imam Bonjol 44, Jambi Selatan, Jambi 36139', NULL, NULL, '2026-10-13 10:38:58.884+00', '2026-11-19 10:42:59.666+00'),
	('01a221b4-f4e6-7000-bd33-c9ec4848e684', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-gita', 3, 555000, 'IDR', 'confirmed', 'Gita Savitri, Jl. Pahlawan 58, Rembiga, Mataram, Nusa Tenggara Barat 83124', 'Batch kemarin wanginya enak sekali, jadi beli lagi.', '2026-11-20 14:39:15.532+00', '2026-11-19 14:39:15.532+00', '2026-11-19 14:44:38.7+00'),
	('01a221b4-f4df-7000-8c88-11bfd894c687', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-intan', 1, 185000, 'IDR', 'confirmed', 'Intan Permatasari, Jl. Jenderal Sudirman 205, Ilir Timur I, Palembang, Sumatera Selatan 30126', NULL, '2026-11-20 13:43:47.324+00', '2026-11-19 13:43:47.324+00', '2026-11-19 14:50:46.012+00'),
	('01a221b4-f4f4-7000-b5a7-d2c9b6b54fac', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-andi', 1, 185000, 'IDR', 'confirmed', 'Andi Baso Mappasessu, Jl. Veteran Selatan 130, Mamajang, Makassar, Sulawesi Selatan 90131', NULL, '2026-11-20 15:33:00.117+00', '2026-11-19 15:33:00.117+00', '2026-11-19 15:48:57.985+00'),
	('01a221b4-f506-7000-98dc-c82658d5b479', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-citra', 1, 185000, 'IDR', 'confirmed', 'Citra Kirana, Jl. Ahmad Yani 63, Banjarmasin Timur, Banjarmasin, Kalimantan Selatan 70236', NULL, '2026-11-20 17:14:26.06+00', '2026-11-19 17:14:26.06+00', '2026-11-19 20:51:50.372+00'),
	('01a221b4-f509-7000-83b6-920c0194dec4', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-sari', 3, 555000, 'IDR', 'confirmed', 'Sari Widyaningrum, Jl. Prof. Yohanes 1123, Gondokusuman, Yogyakarta 55223', NULL, '2026-11-20 21:50:15.122+00', '2026-11-19 21:50:15.122+00', '2026-11-19 22:11:50.435+00'),
	('01a221b4-f516-7000-8686-b6010a00fcf8', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-joko', 2, 370000, 'IDR', 'confirmed', 'Joko Susilo, Dusun Krajan RT 05 RW 02, Ambarawa, Semarang, Jawa Tengah 50612', NULL, '2026-11-21 07:28:13.097+00', '2026-11-20 07:28:13.097+00', '2026-11-20 07:41:35.935+00'),
	('01a221b4-f512-7000-8cd0-cb24fd92a30a', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-kartika', 2, 118000, 'IDR', 'confirmed', 'Kartika Sari Dewi, Jl. Diponegoro 34, Tegalsari, Surabaya, Jawa Timur 60241', 'Jangan ditekuk, isinya mau dijadikan hantaran.', '2026-11-21 06:17:45.247+00', '2026-11-20 06:17:45.247+00', '2026-11-20 08:57:40.268+00'),
	('01a221b4-f51e-7000-b3ea-c43803530924', '01a221b4-f408-7000-82c4-7b1f9431d69a', 'demo-buyer-krisna', 2, 318000, 'IDR', 'confirmed', 'Krisna Bayu, Jl. Wates Km 4 No. 87, Gamping, Sleman, DI Yogyakarta 55182', NULL, NULL, '2026-11-20 07:44:55.639+00', '2026-11-20 09:04:51.409+00'),
	('01a221b4-f546-7000-8cff-75d05895c5bb', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-galih', 1, 275000, 'IDR', 'confirmed', 'Galih Permana, Kp. Cikole RT 02 RW 08, Lembang, Bandung Barat, Jawa Barat 40391', NULL, NULL, '2026-11-20 10:59:10.68+00', '2026-11-20 11:22:52.652+00'),
	('01a221b4-f54d-7000-a25f-8481717820b9', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-joko', 1, 275000, 'IDR', 'confirmed', 'Joko Susilo, Dusun Krajan RT 05 RW 02, Ambarawa, Semarang, Jawa Tengah 50612', 'Pagar hijau, sebelah warung Bu Tini.', NULL, '2026-11-20 11:52:11.57+00', '2026-11-20 13:00:24.747+00'),
	('01a221b4-f53b-7000-ad24-cbd2f3004b3d', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-ilham', 1, 275000, 'IDR', 'confirmed', 'Ilham Saputra, Jl. Imam Bonjol 44, Jambi Selatan, Jambi 36139', 'Titip ke satpam kalau rumah kosong.', NULL, '2026-11-20 10:32:51.891+00', '2026-11-20 13:04:23.05+00'),
	('01a221b4-f53f-7000-ae67-12124f7eb75e', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-vina', 2, 550000, 'IDR', 'confirmed', 'Vina Panggabean, Jl. Sisingamangaraja 12, Siantar Barat, Pematangsiantar, Sumatera Utara 21112', 'Jangan ditekuk, isinya mau dijadikan hantaran.', NULL, '2026-11-20 10:56:24.266+00', '2026-11-20 14:08:25.125+00'),
	('01a221b4-f559-7000-8406-0fbcce42bd60', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-vina', 1, 199000, 'IDR', 'confirmed', 'Vina Panggabean, Jl. Sisingamangaraja 12, Siantar Barat, Pematangsiantar, Sumatera Utara 21112', NULL, NULL, '2026-11-20 16:00:37.171+00', '2026-11-20 19:02:03.469+00'),
	('01a221b4-f566-7000-9a5b-5c92aff3672f', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-jihan', 1, 185000, 'IDR', 'confirmed', 'Jihan Almira, Jl. Basuki Rahmat 16, Samarinda Ulu, Samarinda, Kalimantan Timur 75124', NULL, '2026-11-21 19:01:36.853+00', '2026-11-20 19:01:36.853+00', '2026-11-20 20:05:58.369+00'),
	('01a221b4-f55e-7000-876c-b8ac1c24cf27', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-hana', 2, 550000, 'IDR', 'confirmed', 'Hana Wijaya, Jl. Pakuan 8, Bogor Tengah, Bogor, Jawa Barat 16143', NULL, NULL, '2026-11-20 16:16:31.845+00', '2026-11-20 20:08:15.187+00'),
	('01a221b4-f57d-7000-a668-192123a8e9ee', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-hendra', 1, 185000, 'IDR', 'cancelled', 'Hendra Gunawan, Jl. Gajah Mada 77, Pontianak Selatan, Pontianak, Kalimantan Barat 78121', 'Alamat kantor, terima paket jam 08.00 sampai 16.00.', '2026-11-22 01:26:00.202+00', '2026-11-21 01:26:00.202+00', '2026-11-21 01:56:00.202+00'),
	('01a221b4-f576-7000-a863-501c3bd5a345', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-intan', 3, 177000, 'IDR', 'confirmed', 'Intan Permatasari, Jl. Jenderal Sudirman 205, Ilir Timur I, Palembang, Sumatera Selatan 30126', 'Kalau bisa kirim hari Senin. Terima kasih!', '2026-11-21 23:07:53.256+00', '2026-11-20 23:07:53.256+00', '2026-11-21 03:53:58.252+00'),
	('01a221b4-f596-7000-98c0-d98beb161dfc', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-beni', 1, 185000, 'IDR', 'confirmed', 'Beni Latuconsina, Jl. A.Y. Patty 28, Sirimau, Ambon, Maluku 97124', NULL, '2026-11-22 04:11:41.16+00', '2026-11-21 04:11:41.16+00', '2026-11-21 04:16:41.601+00'),
	('01a221b4-f58c-7000-a70a-6cda97006b7e', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-yuni', 1, 275000, 'IDR', 'confirmed', 'Yuni Kartikasari, Jl. Kartini 71, Tanjung Karang Pusat, Bandar Lampung, Lampung 35111', NULL, NULL, '2026-11-21 03:57:05.118+00', '2026-11-21 05:02:10.724+00'),
	('01a221b4-f599-7000-af9f-0e3da231823e', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-olivia', 2, 550000, 'IDR', 'confirmed', 'Olivia Tumbelaka, Jl. Sam Ratulangi 48, Wenang, Manado, Sulawesi Utara 95111', NULL, NULL, '2026-11-21 04:57:25.591+00', '2026-11-21 06:01:39.854+00'),
	('01a221b4-f5a1-7000-aa86-738f14090408', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-gita', 1, 275000, 'IDR', 'confirmed', 'Gita Savitri, Jl. Pahlawan 58, Rembiga, Mataram, Nusa Tenggara Barat 83124', 'Pagar hijau, sebelah warung Bu Tini.', NULL, '2026-11-21 05:04:46.833+00', '2026-11-21 06:23:08.054+00'),
	('01a221b4-f5a6-7000-b0f4-0c9d4700b882', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-nadia', 2, 550000, 'IDR', 'confirmed', 'Nadia Safitri, Apartemen Kalibata City Tower Ebony 12BX, Pancoran, Jakarta Selatan 12750', NULL, NULL, '2026-11-21 05:06:22.327+00', '2026-11-21 06:48:58.255+00'),
	('01a221b4-f5b5-7000-8b95-447d2825117a', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-hendra', 2, 118000, 'IDR', 'confirmed', 'Hendra Gunawan, Jl. Gajah Mada 77, Pontianak Selatan, Pontianak, Kalimantan Barat 78121', NULL, '2026-11-22 10:03:38.644+00', '2026-11-21 10:03:38.644+00', '2026-11-21 10:06:45.058+00'),
	('01a221b4-f5b8-7000-aa6b-79243b3b09a5', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-laras', 1, 275000, 'IDR', 'confirmed', 'Larasati Wulandari, Jl. Tentara Pelajar 41, Magelang Tengah, Kota Magelang 56117', 'Gabung bareng teman kos, alamatnya jadi satu.', NULL, '2026-11-21 10:20:24.204+00', '2026-11-21 10:59:03.598+00'),
	('01a221b4-f5c0-7000-bfd6-f0d84c7c3f8d', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-elang', 2, 550000, 'IDR', 'confirmed', 'Elang Mahardika, Jl. Buah Batu 190, Lengkong, Bandung, Jawa Barat 40265', 'Batch kemarin wanginya enak sekali, jadi beli lagi.', NULL, '2026-11-21 13:03:48.302+00', '2026-11-21 13:16:31.511+00'),
	('01a221b4-f5bc-7000-9601-30c7e146a544', '01a221b4-f408-7000-82c4-7b1f9431d69a', 'demo-buyer-elang', 1, 159000, 'IDR', 'confirmed', 'Elang Mahardika, Jl. Buah Batu 190, Lengkong, Bandung, Jawa Barat 40265', 'Alamat kantor, terima paket jam 08.00 sampai 16.00.', NULL, '2026-11-21 11:53:13.279+00', '2026-11-21 15:51:22.882+00'),
	('01a221b4-f560-7000-a180-a74ac79eb555', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-nadia', 1, 185000, 'IDR', 'cancelled', 'Nadia Safitri, Apartemen Kalibata City Tower Ebony 12BX, Pancoran, Jakarta Selatan 12750', NULL, '2026-11-21 18:57:27.194+00', '2026-11-20 18:57:27.194+00', '2026-11-21 18:57:27.594+00'),
	('01a221b4-f5c6-7000-ab1c-f49245f566e9', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-farah', 3, 555000, 'IDR', 'confirmed', 'Farah Diba, Jl. Mulawarman 33, Balikpapan Kota, Balikpapan, Kalimantan Timur 76114', NULL, '2026-11-22 14:55:37.426+00', '2026-11-21 14:55:37.426+00', '2026-11-21 19:03:42.556+00'),
	('01a221b4-f5c4-7000-bbe8-307419425bbd', '01a221b4-f408-7000-82c4-7b1f9431d69a', 'demo-buyer-lukman', 1, 159000, 'IDR', 'confirmed', 'Lukman Hakim, Jl. Teuku Umar 15, Baiturrahman, Banda Aceh, Aceh 23243', NULL, NULL, '2026-11-21 14:48:35.12+00', '2026-11-21 19:33:51.68+00'),
	('01a221b4-f5cc-7000-a4bf-cfa59e4efe54', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-wahyu', 1, 275000, 'IDR', 'confirmed', 'Wahyu Setiawan, Jl. Margonda Raya Gg. Kober 4, Beji, Depok, Jawa Barat 16424', NULL, NULL, '2026-11-21 15:30:02.53+00', '2026-11-21 20:03:06.546+00'),
	('01a221b4-f5d2-7000-8d76-a6fda843ccb7', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-gita', 2, 118000, 'IDR', 'confirmed', 'Gita Savitri, Jl. Pahlawan 58, Rembiga, Mataram, Nusa Tenggara Barat 83124', 'Mohon sertakan kartu ucapan: "Selamat ulang tahun, Mas Dimas".', '2026-11-22 18:42:20.73+00', '2026-11-21 18:42:20.73+00', '2026-11-21 22:50:35.357+00'),
	('01a221b4-f62a-7000-9cb3-0c0d86a471ca', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-rizky', 2, 118000, 'IDR', 'confirmed', 'Rizky Ramadhan, Jl. Setia Budi Gg. Rahmat 22, Medan Selayang, Medan, Sumatera Utara 20132', 'Jangan ditekuk, isinya mau dijadikan hantaran.', '2026-11-23 05:31:14.631+00', '2026-11-22 05:31:14.631+00', '2026-11-22 06:06:30.651+00'),
	('01a221b4-f638-7000-b738-2e4b83214dfd', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-yuni', 2, 118000, 'IDR', 'confirmed', 'Yuni Kartikasari, Jl. Kartini 71, Tanjung Karang Pusat, Bandar Lampung, Lampung 35111', NULL, '2026-11-23 06:59:09.039+00', '2026-11-22 06:59:09.039+00', '2026-11-22 08:12:24.904+00'),
	('01a221b4-f657-7000-8e59-8c3c8dc55592', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-utami', 1, 275000, 'IDR', 'confirmed', 'Utami Rahayu, Jl. Letjen Suprapto 87, Sumbersari, Jember, Jawa Timur 68121', NULL, NULL, '2026-11-22 16:45:05.385+00', '2026-11-22 20:37:53.591+00'),
	('01a221b4-f61d-7000-9047-09dec490b284', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-lukman', 1, 185000, 'IDR', 'cancelled', 'Lukman Hakim, Jl. Teuku Umar 15, Baiturrahman, Banda Aceh, Aceh 23243', NULL, '2026-11-22 20:55:23.49+00', '2026-11-21 20:55:23.49+00', '2026-11-22 20:55:23.89+00'),
	('01a221b4-f66c-7000-bf64-0b81ca17d840', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-ilham', 1, 179000, 'IDR', 'confirmed', 'Ilham Saputra, Jl. Imam Bonjol 44, Jambi Selatan, Jambi 36139', NULL, NULL, '2026-11-22 22:26:34.522+00', '2026-11-22 23:18:10.424+00'),
	('01a221b4-f67f-7000-8757-0a16c1d83bdb', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-citra', 2, 358000, 'IDR', 'confirmed', 'Citra Kirana, Jl. Ahmad Yani 63, Banjarmasin Timur, Banjarmasin, Kalimantan Selatan 70236', NULL, NULL, '2026-11-22 22:52:47.755+00', '2026-11-22 23:25:33.373+00'),
	('01a221b4-f677-7000-a53a-c501dd84cb30', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-sari', 2, 118000, 'IDR', 'confirmed', 'Sari Widyaningrum, Jl. Prof. Yohanes 1123, Gondokusuman, Yogyakarta 55223', 'Kalau bisa kirim hari Senin. Terima kasih!', '2026-11-23 22:48:37.302+00', '2026-11-22 22:48:37.302+00', '2026-11-22 23:31:13.985+00'),
	('01a221b4-f6a2-7000-84dd-98c48fe388bd', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-citra', 1, 275000, 'IDR', 'confirmed', 'Citra Kirana, Jl. Ahmad Yani 63, Banjarmasin Timur, Banjarmasin, Kalimantan Selatan 70236', NULL, NULL, '2026-11-23 00:37:50.511+00', '2026-11-23 01:00:28.584+00'),
	('01a221b4-f6b5-7000-a759-3fa284bd730b', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-utami', 1, 179000, 'IDR', 'confirmed', 'Utami Rahayu, Jl. Letjen Suprapto 87, Sumbersari, Jember, Jawa Timur 68121', 'Boleh minta sampel Kopi Subuh satu vial?', NULL, '2026-11-23 02:05:51.966+00', '2026-11-23 02:10:41.5+00'),
	('01a221b4-f697-7000-afc6-ed559bfee907', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-beni', 2, 358000, 'IDR', 'confirmed', 'Beni Latuconsina, Jl. A.Y. Patty 28, Sirimau, Ambon, Maluku 97124', 'Tolong hubungi lewat chat sebelum dikirim.', NULL, '2026-11-23 00:36:52.999+00', '2026-11-23 03:49:07.375+00'),
	('01a221b4-f6ae-7000-a4c3-f18502721cf7', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-taufik', 1, 185000, 'IDR', 'confirmed', 'Taufik Akbar, Jl. Khatib Sulaiman 52, Padang Utara, Padang, Sumatera Barat 25137', 'Pagar hijau, sebelah warung Bu Tini.', '2026-11-24 00:52:31.914+00', '2026-11-23 00:52:31.914+00', '2026-11-23 04:45:48.514+00'),
	('01a221b4-f6bf-7000-af25-2fca4b71dcba', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-olivia', 3, 177000, 'IDR', 'confirmed', 'Olivia Tumbelaka, Jl. Sam Ratulangi 48, Wenang, Manado, Sulawesi Utara 95111', 'Tolong hubungi lewat chat sebelum dikirim.', '2026-11-24 03:48:14.331+00', '2026-11-23 03:48:14.331+00', '2026-11-23 06:44:30.644+00'),
	('01a221b4-f6d5-7000-965c-c3f91f128e7c', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-bimo', 2, 370000, 'IDR', 'confirmed', 'Bimo Aryo Seto, Jl. Pandanaran 118, Mugassari, Semarang, Jawa Tengah 50249', 'Batch kemarin wanginya enak sekali, jadi beli lagi.', '2026-11-24 06:45:19.233+00', '2026-11-23 06:45:19.233+00', '2026-11-23 07:37:30.035+00'),
	('01a221b4-f6e3-7000-8203-af25afc285c6', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-joko', 2, 118000, 'IDR', 'confirmed', 'Joko Susilo, Dusun Krajan RT 05 RW 02, Ambarawa, Semarang, Jawa Tengah 50612', NULL, '2026-11-24 09:16:36.369+00', '2026-11-23 09:16:36.369+00', '2026-11-23 11:31:17.439+00'),
	('01a221b4-f70b-7000-a046-340bf0b00e56', '01a221b4-f6f0-7000-b4cd-58141383f535', 'demo-buyer-diah', 1, 485000, 'IDR', 'confirmed', 'Ni Made Diah Paramita, Jl. Raya Ubud 45, Ubud, Gianyar, Bali 80571', 'Alamat kantor, terima paket jam 08.00 sampai 16.00.', '2026-11-23 23:44:42.327+00', '2026-11-23 11:44:42.327+00', '2026-11-23 12:21:10.938+00'),
	('01a221b4-f708-7000-9fe0-d15cc4708043', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-hendra', 1, 179000, 'IDR', 'confirmed', 'Hendra Gunawan, Jl. Gajah Mada 77, Pontianak Selatan, Pontianak, Kalimantan Barat 78121', 'Mohon sertakan kartu ucapan: "Selamat ulang tahun, Mas Dimas".', NULL, '2026-11-23 11:40:19.358+00', '2026-11-23 14:00:30.337+00'),
	('01a221b4-f6ea-7000-852f-708c465f7250', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-rizky', 3, 555000, 'IDR', 'confirmed', 'Rizky Ramadhan, Jl. Setia Budi Gg. Rahmat 22, Medan Selayang, Medan, Sumatera Utara 20132', 'Semoga slotnya penuh ya!', '2026-11-24 10:23:04.639+00', '2026-11-23 10:23:04.639+00', '2026-11-23 14:43:15.087+00'),
	('01a221b4-f71a-7000-9ab7-0e20d1bc2d78', '01a221b4-f6f0-7000-b4cd-58141383f535', 'demo-buyer-hana', 1, 485000, 'IDR', 'confirmed', 'Hana Wijaya, Jl. Pakuan 8, Bogor Tengah, Bogor, Jawa Barat 16143', NULL, '2026-11-24 01:22:45.529+00', '2026-11-23 13:22:45.529+00', '2026-11-23 17:55:51.275+00'),
	('01a221b4-f73e-7000-ab91-53a3b12b0c2d', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-fajar', 1, 185000, 'IDR', 'confirmed', 'Fajar Hidayat, Jl. Tebet Barat Dalam IV No. 7, Tebet, Jakarta Selatan 12810', NULL, '2026-11-24 18:02:14.464+00', '2026-11-23 18:02:14.464+00', '2026-11-23 19:38:21.139+00'),
	('01a221b4-f72b-7000-82e8-9812a1a7d578', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-farah', 3, 597000, 'IDR', 'confirmed', 'Farah Diba, Jl. Mulawarman 33, Balikpapan Kota, Balikpapan, Kalimantan Timur 76114', NULL, NULL, '2026-11-23 17:02:31.226+00', '2026-11-23 19:44:02.327+00'),
	('01a221b4-f736-7000-bf9c-f7312876056d', '01a221b4-f6f0-7000-b4cd-58141383f535', 'demo-buyer-citra', 2, 970000, 'IDR', 'confirmed', 'Citra Kirana, Jl. Ahmad Yani 63, Banjarmasin Timur, Banjarmasin, Kalimantan Selatan 70236', NULL, '2026-11-24 05:23:36.294+00', '2026-11-23 17:23:36.294+00', '2026-11-23 19:59:14.189+00'),
	('01a221b4-f74a-7000-bfd1-549701eae125', '01a221b4-f6f0-7000-b4cd-58141383f535', 'demo-buyer-yuni', 1, 485000, 'IDR', 'confirmed', 'Yuni Kartikasari, Jl. Kartini 71, Tanjung Karang Pusat, Bandar Lampung, Lampung 35111', 'Semoga slotnya penuh ya!', '2026-11-24 07:09:42.407+00', '2026-11-23 19:09:42.407+00', '2026-11-23 22:01:06.977+00'),
	('01a221b4-f770-7000-b617-bf2d4abe8702', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-rani', 3, 177000, 'IDR', 'confirmed', 'Rani Puspitasari, Jl. Kaliurang Km 5,6 Gg. Pandega 12, Sleman, DI Yogyakarta 55281', 'Boleh minta sampel Kopi Subuh satu vial?', '2026-11-24 23:48:51.011+00', '2026-11-23 23:48:51.011+00', '2026-11-24 03:20:04.363+00'),
	('01a221b4-f76d-7000-b5d6-1c105656367d', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-nanda', 1, 179000, 'IDR', 'confirmed', 'Nanda Prasetya, Jl. Veteran 102, Purwokerto Timur, Banyumas, Jawa Tengah 53111', NULL, NULL, '2026-11-23 23:28:37.035+00', '2026-11-24 04:12:50.269+00'),
	('01a221b4-f763-7000-97f9-69494c922cec', '01a221b4-f6f0-7000-b4cd-58141383f535', 'demo-buyer-restu', 1, 485000, 'IDR', 'cancelled', 'Restu Adi Wibowo, Jl. Raya Ciawi 240, Ciawi, Bogor, Jawa Barat 16720', 'Tolong hubungi lewat chat sebelum dikirim.', '2026-11-24 11:15:29.369+00', '2026-11-23 23:15:29.369+00', '2026-11-24 11:15:29.769+00'),
	('01a221b4-f78e-7000-9ca4-219e0534ae98', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-intan', 1, 199000, 'IDR', 'confirmed', 'Intan Permatasari, Jl. Jenderal Sudirman 205, Ilir Timur I, Palembang, Sumatera Selatan 30126', 'Mohon sertakan kartu ucapan: "Selamat ulang tahun, Mas Dimas".', NULL, '2026-11-24 10:08:29.018+00', '2026-11-24 12:05:59.948+00'),
	('01a221b4-f7bf-7000-b899-1b2cd3b7c010', '01a221b4-f6f0-7000-b4cd-58141383f535', 'demo-buyer-utami', 1, 485000, 'IDR', 'confirmed', 'Utami Rahayu, Jl. Letjen Suprapto 87, Sumbersari, Jember, Jawa Timur 68121', 'Alamat kantor, terima paket jam 08.00 sampai 16.00.', '2026-11-25 03:59:25.519+00', '2026-11-24 15:59:25.519+00', '2026-11-24 16:59:58.431+00'),
	('01a221b4-f7e3-7000-8afe-e58799475ec1', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-elang', 3, 177000, 'IDR', 'confirmed', 'Elang Mahardika, Jl. Buah Batu 190, Lengkong, Bandung, Jawa Barat 40265', 'Titip ke satpam kalau rumah kosong.', '2026-11-25 20:06:03.556+00', '2026-11-24 20:06:03.556+00', '2026-11-24 20:40:10.598+00'),
	('01a221b4-f81e-7000-a131-05843eb553a4', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-nadia', 1, 179000, 'IDR', 'confirmed', 'Nadia Safitri, Apartemen Kalibata City Tower Ebony 12BX, Pancoran, Jakarta Selatan 12750', NULL, NULL, '2026-11-25 02:12:30.221+00', '2026-11-25 02:22:58.762+00'),
	('01a221b4-f873-7000-b5ca-7528dfec8f3a', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-yuni', 1, 179000, 'IDR', 'cancelled', 'Yuni Kartikasari, Jl. Kartini 71, Tanjung Karang Pusat, Bandar Lampung, Lampung 35111', NULL, NULL, '2026-11-25 07:01:40.614+00', '2026-11-25 07:30:40.614+00'),
	('01a221b4-f8ba-7000-a1db-4c6107516519', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-olivia', 1, 185000, 'IDR', 'confirmed', 'Olivia Tumbelaka, Jl. Sam Ratulangi 48, Wenang, Manado, Sulawesi Utara 95111', NULL, '2026-11-26 10:31:46.434+00', '2026-11-25 10:31:46.434+00', '2026-11-25 11:39:58.512+00'),
	('01a221b4-f8d9-7000-accf-8c4894344678', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-jihan', 3, 537000, 'IDR', 'confirmed', 'Jihan Almira, Jl. Basuki Rahmat 16, Samarinda Ulu, Samarinda, Kalimantan Timur 75124', NULL, NULL, '2026-11-25 13:17:55.49+00', '2026-11-25 13:28:21.936+00'),
	('01a221b4-f8c6-7000-a1d4-58f8c14381f9', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-dewi', 1, 179000, 'IDR', 'confirmed', 'Dewi Anggraini, Jl. Cihampelas 88 Blok C2, Bandung Wetan, Bandung, Jawa Barat 40116', NULL, NULL, '2026-11-25 10:53:10.445+00', '2026-11-25 14:05:51.188+00'),
	('01a221b4-f893-7000-bcef-bab19e85b8ae', '01a221b4-f408-7000-82c4-7b1f9431d69a', 'demo-buyer-vina', 1, 159000, 'IDR', 'confirmed', 'Vina Panggabean, Jl. Sisingamangaraja 12, Siantar Barat, Pematangsiantar, Sumatera Utara 21112', 'Titip ke satpam kalau rumah kosong.', NULL, '2026-11-25 10:17:45.074+00', '2026-11-25 14:13:45.357+00'),
	('01a221b4-f913-7000-8c71-9b2cbc7d4b42', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-prima', 1, 199000, 'IDR', 'confirmed', 'Prima Yudhistira, Cluster Anggrek Loka A7/11, Serpong, Tangerang Selatan, Banten 15310', NULL, NULL, '2026-11-25 15:47:58.14+00', '2026-11-25 15:58:03.217+00'),
	('01a221b4-f942-7000-88fd-e1527d029a47', '01a221b4-f6f0-7000-b4cd-58141383f535', 'demo-buyer-galih', 1, 485000, 'IDR', 'cancelled', 'Galih Permana, Kp. Cikole RT 02 RW 08, Lembang, Bandung Barat, Jawa Barat 40391', NULL, '2026-11-26 16:39:24.585+00', '2026-11-26 04:39:24.585+00', '2026-11-26 16:39:24.985+00'),
	('01a221b4-f9b6-7000-af9b-6a7c62440ab1', '01a221b4-f6f0-7000-b4cd-58141383f535', 'demo-buyer-arum', 2, 970000, 'IDR', 'confirmed', 'Arum Sekar Jati, Jl. Bhayangkara 9, Serengan, Surakarta, Jawa Tengah 57155', NULL, '2026-11-27 05:35:00.153+00', '2026-11-26 17:35:00.153+00', '2026-11-26 18:32:25.197+00'),
	('01a221b4-f9c6-7000-be38-91a03d039ec5', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-dewi', 1, 185000, 'IDR', 'confirmed', 'Dewi Anggraini, Jl. Cihampelas 88 Blok C2, Bandung Wetan, Bandung, Jawa Barat 40116', NULL, '2026-11-27 18:49:23.479+00', '2026-11-26 18:49:23.479+00', '2026-11-26 19:02:54.626+00'),
	('01a221b4-f9d7-7000-9aed-7ccc80b39d8f', '01a221b4-f52e-7000-bb73-ac44ada59ada', 'demo-buyer-prima', 1, 275000, 'IDR', 'confirmed', 'Prima Yudhistira, Cluster Anggrek Loka A7/11, Serpong, Tangerang Selatan, Banten 15310', NULL, NULL, '2026-11-26 20:30:35.336+00', '2026-11-26 20:30:35.736+00'),
	('01a221b4-f9f6-7000-ac62-2535a9e9804e', '01a221b4-f408-7000-82c4-7b1f9431d69a', 'demo-buyer-wahyu', 3, 477000, 'IDR', 'confirmed', 'Wahyu Setiawan, Jl. Margonda Raya Gg. Kober 4, Beji, Depok, Jawa Barat 16424', NULL, NULL, '2026-11-26 21:50:29.096+00', '2026-11-27 02:21:09.687+00'),
	('01a221b4-f9ff-7000-933a-27856f9ca61b', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-restu', 2, 118000, 'IDR', 'confirmed', 'Restu Adi Wibowo, Jl. Raya Ciawi 240, Ciawi, Bogor, Jawa Barat 16720', 'Mohon sertakan kartu ucapan: "Selamat ulang tahun, Mas Dimas".', '2026-11-28 00:47:51.15+00', '2026-11-27 00:47:51.15+00', '2026-11-27 04:18:28.811+00'),
	('01a221b4-fa0e-7000-a1f4-e9483dd22bf6', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-zaki', 3, 555000, 'IDR', 'confirmed', 'Zaki Mubarak, Jl. Kesambi Dalam 30, Kesambi, Cirebon, Jawa Barat 45134', NULL, '2026-11-28 03:20:38.413+00', '2026-11-27 03:20:38.413+00', '2026-11-27 06:29:31.486+00'),
	('01a221b4-fa18-7000-8492-3a0d3180176b', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-ayu', 2, 118000, 'IDR', 'confirmed', 'Ayu Lestari, Jl. Dr. Soetomo 56, Klojen, Malang, Jawa Timur 65119', NULL, '2026-11-28 06:21:48.358+00', '2026-11-27 06:21:48.358+00', '2026-11-27 07:17:56.186+00'),
	('01a221b4-fa61-7000-819e-df18367cc9e1', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-prima', 3, 555000, 'IDR', 'confirmed', 'Prima Yudhistira, Cluster Anggrek Loka A7/11, Serpong, Tangerang Selatan, Banten 15310', NULL, '2026-11-28 10:38:47.867+00', '2026-11-27 10:38:47.867+00', '2026-11-27 11:58:54.891+00'),
	('01a221b4-fa82-7000-ba21-17436e60d638', '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 'demo-buyer-olivia', 2, 250000, 'IDR', 'confirmed', 'Olivia Tumbelaka, Jl. Sam Ratulangi 48, Wenang, Manado, Sulawesi Utara 95111', NULL, NULL, '2026-11-27 12:13:25.228+00', '2026-11-27 14:39:26.87+00'),
	('01a221b4-fa87-7000-96af-e2a7965eb1f5', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-utami', 2, 370000, 'IDR', 'confirmed', 'Utami Rahayu, Jl. Letjen Suprapto 87, Sumbersari, Jember, Jawa Timur 68121', 'Titip ke satpam kalau rumah kosong.', '2026-11-28 12:59:41.851+00', '2026-11-27 12:59:41.851+00', '2026-11-27 14:51:14.487+00'),
	('01a221b4-fa77-7000-8b63-10024897d9d5', '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 'demo-buyer-gita', 1, 125000, 'IDR', 'confirmed', 'Gita Savitri, Jl. Pahlawan 58, Rembiga, Mataram, Nusa Tenggara Barat 83124', 'Jangan ditekuk, isinya mau dijadikan hantaran.', NULL, '2026-11-27 11:33:59.657+00', '2026-11-27 15:00:20.979+00'),
	('01a221b4-fac4-7000-8d72-8797878fd47f', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-yoga', 3, 537000, 'IDR', 'pending_payment', 'I Putu Yoga Pratama, Jl. Tukad Badung XX No. 3, Renon, Denpasar, Bali 80226', NULL, NULL, '2026-11-27 15:02:22.704+00', '2026-11-27 15:02:22.704+00'),
	('01a221b4-facf-7000-8f5c-344e15361cfa', '01a221b4-f408-7000-82c4-7b1f9431d69a', 'demo-buyer-galih', 3, 477000, 'IDR', 'pending_payment', 'Galih Permana, Kp. Cikole RT 02 RW 08, Lembang, Bandung Barat, Jawa Barat 40391', NULL, NULL, '2026-11-27 15:23:51.765+00', '2026-11-27 15:23:51.765+00'),
	('01a221b4-fa6e-7000-b51d-041cb2e4ac27', '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 'demo-buyer-arum', 1, 125000, 'IDR', 'confirmed', 'Arum Sekar Jati, Jl. Bhayangkara 9, Serengan, Surakarta, Jawa Tengah 57155', NULL, NULL, '2026-11-27 10:58:38.603+00', '2026-11-27 15:25:41.909+00'),
	('01a221b4-fac8-7000-96d5-1cd199edd550', '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 'demo-buyer-lia', 1, 169000, 'IDR', 'confirmed', 'Lia Amelia, Jl. Raya Kuta 101, Kuta, Badung, Bali 80361', 'Titip ke satpam kalau rumah kosong.', NULL, '2026-11-27 15:06:24.157+00', '2026-11-27 15:31:19.984+00'),
	('01a221b4-faee-7000-a1a4-829b9e09dbd8', '01a221b4-f643-7000-92d3-c93f206c4a65', 'demo-buyer-lia', 1, 179000, 'IDR', 'pending_payment', 'Lia Amelia, Jl. Raya Kuta 101, Kuta, Badung, Bali 80361', 'Alamat kantor, terima paket jam 08.00 sampai 16.00.', NULL, '2026-11-27 16:28:00.925+00', '2026-11-27 16:28:00.925+00'),
	('01a221b4-fae5-7000-a767-e1083bd8cb65', '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 'demo-buyer-ayu', 1, 125000, 'IDR', 'confirmed', 'Ayu Lestari, Jl. Dr. Soetomo 56, Klojen, Malang, Jawa Timur 65119', NULL, NULL, '2026-11-27 15:58:49.176+00', '2026-11-27 19:23:22.78+00'),
	('01a221b4-fafe-7000-9ed8-243de1b59c6d', '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 'demo-buyer-rani', 1, 125000, 'IDR', 'confirmed', 'Rani Puspitasari, Jl. Kaliurang Km 5,6 Gg. Pandega 12, Sleman, DI Yogyakarta 55281', 'Semoga slotnya penuh ya!', NULL, '2026-11-27 18:02:52.585+00', '2026-11-27 20:24:29.509+00'),
	('01a221b4-fb0f-7000-af92-91f2b26263d5', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-hana', 1, 185000, 'IDR', 'pending_payment', 'Hana Wijaya, Jl. Pakuan 8, Bogor Tengah, Bogor, Jawa Barat 16143', NULL, '2026-11-28 21:00:00.412+00', '2026-11-27 21:00:00.412+00', '2026-11-27 21:00:00.412+00'),
	('01a221b4-faf8-7000-b7da-34c07a379565', '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 'demo-buyer-beni', 1, 169000, 'IDR', 'confirmed', 'Beni Latuconsina, Jl. A.Y. Patty 28, Sirimau, Ambon, Maluku 97124', NULL, NULL, '2026-11-27 16:57:07.192+00', '2026-11-27 21:04:55.862+00'),
	('01a221b4-fb1a-7000-ac04-60c6889aa7bf', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-sinta', 1, 199000, 'IDR', 'pending_payment', 'Sinta Maharani, Perum Griya Asri B5/19, Waru, Sidoarjo, Jawa Timur 61256', NULL, NULL, '2026-11-27 21:44:58.061+00', '2026-11-27 21:44:58.061+00'),
	('01a221b4-fb20-7000-a137-687d57257085', '01a221b4-f408-7000-82c4-7b1f9431d69a', 'demo-buyer-zaki', 3, 477000, 'IDR', 'pending_payment', 'Zaki Mubarak, Jl. Kesambi Dalam 30, Kesambi, Cirebon, Jawa Barat 45134', NULL, NULL, '2026-11-27 22:13:59.898+00', '2026-11-27 22:13:59.898+00'),
	('01a221b4-fb27-7000-be72-0892705265b5', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-beni', 2, 118000, 'IDR', 'pending_payment', 'Beni Latuconsina, Jl. A.Y. Patty 28, Sirimau, Ambon, Maluku 97124', 'Kalau bisa kirim hari Senin. Terima kasih!', '2026-11-28 23:31:00.782+00', '2026-11-27 23:31:00.782+00', '2026-11-27 23:31:00.782+00'),
	('01a221b4-fb2e-7000-ace1-4a7185d7c48c', '01a221b4-f45e-7000-b856-eb042feab4cd', 'demo-buyer-nanda', 2, 398000, 'IDR', 'pending_payment', 'Nanda Prasetya, Jl. Veteran 102, Purwokerto Timur, Banyumas, Jawa Tengah 53111', NULL, NULL, '2026-11-28 00:09:00.375+00', '2026-11-28 00:09:00.375+00'),
	('01a221b4-fb35-7000-8bea-7c5fcae1f98e', '01a221b4-f370-7000-beb0-77892f74237c', 'demo-buyer-arum', 2, 118000, 'IDR', 'pending_payment', 'Arum Sekar Jati, Jl. Bhayangkara 9, Serengan, Surakarta, Jawa Tengah 57155', NULL, '2026-11-29 00:41:00.543+00', '2026-11-28 00:41:00.543+00', '2026-11-28 00:41:00.543+00'),
	('01a221b4-fb3c-7000-b492-d4933faffadd', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-arum', 1, 185000, 'IDR', 'pending_payment', 'Arum Sekar Jati, Jl. Bhayangkara 9, Serengan, Surakarta, Jawa Tengah 57155', NULL, '2026-11-29 03:10:41.182+00', '2026-11-28 03:10:41.182+00', '2026-11-28 03:10:41.182+00'),
	('01a221b4-fb48-7000-8941-94b02fc6a7e0', '01a221b4-f89e-7000-a22c-6c0d5b8efdd6', 'demo-buyer-kartika', 1, 125000, 'IDR', 'pending_payment', 'Kartika Sari Dewi, Jl. Diponegoro 34, Tegalsari, Surabaya, Jawa Timur 60241', 'Gabung bareng teman kos, alamatnya jadi satu.', NULL, '2026-11-28 03:44:58.47+00', '2026-11-28 03:44:58.47+00'),
	('01a221b4-fb4e-7000-a41f-cbc9f7f0b72d', '01a221b4-f6f0-7000-b4cd-58141383f535', 'demo-buyer-kartika', 1, 485000, 'IDR', 'pending_payment', 'Kartika Sari Dewi, Jl. Diponegoro 34, Tegalsari, Surabaya, Jawa Timur 60241', NULL, '2026-11-28 16:29:33.072+00', '2026-11-28 04:29:33.072+00', '2026-11-28 04:29:33.072+00'),
	('01a221b4-fb54-7000-851d-1895109f0a6d', '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 'demo-buyer-taufik', 1, 169000, 'IDR', 'pending_payment', 'Taufik Akbar, Jl. Khatib Sulaiman 52, Padang Utara, Padang, Sumatera Barat 25137', NULL, NULL, '2026-11-28 07:24:35.254+00', '2026-11-28 07:24:35.254+00'),
	('01a221b4-fb57-7000-b3d5-59672daf1fd4', '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 'demo-buyer-vina', 1, 169000, 'IDR', 'pending_payment', 'Vina Panggabean, Jl. Sisingamangaraja 12, Siantar Barat, Pematangsiantar, Sumatera Utara 21112', NULL, NULL, '2026-11-28 09:10:47.748+00', '2026-11-28 09:10:47.748+00'),
	('01a221b4-fb5c-7000-94fd-8a93e5cef028', '01a221b4-f4ce-7000-8bc3-08a68ed50f3c', 'demo-buyer-rani', 3, 555000, 'IDR', 'pending_payment', 'Rani Puspitasari, Jl. Kaliurang Km 5,6 Gg. Pandega 12, Sleman, DI Yogyakarta 55281', NULL, '2026-11-29 09:56:20.799+00', '2026-11-28 09:56:20.799+00', '2026-11-28 09:56:20.799+00'),
	('01a221b4-fb65-7000-bebd-cb8a5ecf9d4f', '01a221b4-f408-7000-82c4-7b1f9431d69a', 'demo-buyer-bimo', 1, 159000, 'IDR', 'pending_payment', 'Bimo Aryo Seto, Jl. Pandanaran 118, Mugassari, Semarang, Jawa Tengah 50249', NULL, NULL, '2026-11-28 10:24:24.509+00', '2026-11-28 10:24:24.509+00'),
	('01a221b5-16df-7000-9e50-b902ec8f1dbd', '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 'luar-1', 1, 169000, 'IDR', 'pending_payment', 'Jl. Melati No. 5, Sleman, DI Yogyakarta 55281', NULL, NULL, '2026-11-28 10:30:45.729+00', '2026-11-28 10:30:45.729+00');


--
-- Data for Name: people; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.people VALUES
	('demo-operator', 'account', 'Sekar Arum', 'operator@demo.sambatan.test', true, 'operator', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.2+00', '2026-11-28 10:30:35.2+00'),
	('demo-seller-rumah-melati', 'account', 'Rumah Melati', 'rumah-melati@demo.sambatan.test', true, 'seller', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.203+00', '2026-11-28 10:30:35.203+00'),
	('demo-seller-laras-wangi', 'account', 'Laras Wangi', 'laras-wangi@demo.sambatan.test', true, 'seller', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.203+00', '2026-11-28 10:30:35.203+00'),
	('demo-seller-tirta-gaharu', 'account', 'Tirta Gaharu', 'tirta-gaharu@demo.sambatan.test', true, 'seller', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.203+00', '2026-11-28 10:30:35.203+00'),
	('demo-seller-kebun-aroma', 'account', 'Kebun Aroma', 'kebun-aroma@demo.sambatan.test', true, 'seller', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.203+00', '2026-11-28 10:30:35.203+00'),
	('demo-seller-rempah-banda', 'account', 'Rempah Banda', 'rempah-banda@demo.sambatan.test', true, 'seller', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-seller-samudra-wangi', 'account', 'Samudra Wangi', 'samudra-wangi@demo.sambatan.test', true, 'seller', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-buyer-rani', 'account', 'Rani Puspitasari', 'rani@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-buyer-bagas', 'account', 'Bagas Nugroho', 'bagas@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-buyer-dewi', 'account', 'Dewi Anggraini', 'dewi@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-buyer-fajar', 'account', 'Fajar Hidayat', 'fajar@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, true, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-buyer-sinta', 'account', 'Sinta Maharani', 'sinta@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-buyer-yoga', 'account', 'I Putu Yoga Pratama', 'yoga@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-buyer-laras', 'account', 'Larasati Wulandari', 'laras@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-buyer-rizky', 'account', 'Rizky Ramadhan', 'rizky@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-buyer-ayu', 'account', 'Ayu Lestari', 'ayu@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-buyer-andi', 'account', 'Andi Baso Mappasessu', 'andi@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.204+00', '2026-11-28 10:30:35.204+00'),
	('demo-buyer-nadia', 'account', 'Nadia Safitri', 'nadia@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, true, NULL, '2026-11-28 10:30:35.205+00', '2026-11-28 10:30:35.205+00'),
	('demo-buyer-hendra', 'account', 'Hendra Gunawan', 'hendra@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.205+00', '2026-11-28 10:30:35.205+00'),
	('demo-buyer-mega', 'account', 'Mega Oktaviani', 'mega@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.205+00', '2026-11-28 10:30:35.205+00'),
	('demo-buyer-bimo', 'account', 'Bimo Aryo Seto', 'bimo@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.205+00', '2026-11-28 10:30:35.205+00'),
	('demo-buyer-citra', 'account', 'Citra Kirana', 'citra@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.205+00', '2026-11-28 10:30:35.205+00'),
	('demo-buyer-galih', 'account', 'Galih Permana', 'galih@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.205+00', '2026-11-28 10:30:35.205+00'),
	('demo-buyer-intan', 'account', 'Intan Permatasari', 'intan@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-joko', 'account', 'Joko Susilo', 'joko@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, true, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-kartika', 'account', 'Kartika Sari Dewi', 'kartika@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-lukman', 'account', 'Lukman Hakim', 'lukman@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-maria', 'account', 'Maria Goreti Seran', 'maria@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-nanda', 'account', 'Nanda Prasetya', 'nanda@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-olivia', 'account', 'Olivia Tumbelaka', 'olivia@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-prima', 'account', 'Prima Yudhistira', 'prima@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-qori', 'account', 'Qori Aina', 'qori@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, true, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-restu', 'account', 'Restu Adi Wibowo', 'restu@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-sari', 'account', 'Sari Widyaningrum', 'sari@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-taufik', 'account', 'Taufik Akbar', 'taufik@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.212+00', '2026-11-28 10:30:35.212+00'),
	('demo-buyer-utami', 'account', 'Utami Rahayu', 'utami@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-vina', 'account', 'Vina Panggabean', 'vina@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-wahyu', 'account', 'Wahyu Setiawan', 'wahyu@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-yuni', 'account', 'Yuni Kartikasari', 'yuni@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, true, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-zaki', 'account', 'Zaki Mubarak', 'zaki@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-arum', 'account', 'Arum Sekar Jati', 'arum@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-beni', 'account', 'Beni Latuconsina', 'beni@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-diah', 'account', 'Ni Made Diah Paramita', 'diah@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-elang', 'account', 'Elang Mahardika', 'elang@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-farah', 'account', 'Farah Diba', 'farah@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-gita', 'account', 'Gita Savitri', 'gita@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, true, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-hana', 'account', 'Hana Wijaya', 'hana@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.213+00', '2026-11-28 10:30:35.213+00'),
	('demo-buyer-ilham', 'account', 'Ilham Saputra', 'ilham@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.218+00', '2026-11-28 10:30:35.218+00'),
	('demo-buyer-jihan', 'account', 'Jihan Almira', 'jihan@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.218+00', '2026-11-28 10:30:35.218+00'),
	('demo-buyer-krisna', 'account', 'Krisna Bayu', 'krisna@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.218+00', '2026-11-28 10:30:35.218+00'),
	('demo-buyer-lia', 'account', 'Lia Amelia', 'lia@demo.sambatan.test', true, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:35.218+00', '2026-11-28 10:30:35.218+00'),
	('01a221b5-08e7-7000-a88a-da7ee456ef37', 'account', 'Budi Santoso', 'budi@release.test', false, 'buyer', false, 'id', NULL, NULL, false, NULL, '2026-11-28 10:30:42.151+00', '2026-11-28 10:30:42.151+00'),
	('01a221b5-01a4-7000-bd10-6ea123cb2f07', 'account', 'Sri Wahyuni', 'sri@release.test', true, 'operator', true, 'en', '+6281234567890', NULL, false, NULL, '2026-11-28 10:30:40.292+00', '2026-11-28 10:30:41.664+00');


--
-- Data for Name: photo_blobs; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.photo_blobs VALUES
	('30dfc06e736c6195193e81652ad4fffc', '{480,960,1600}', NULL);


--
-- Data for Name: products; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.products VALUES
	('01a221b4-ee5f-7000-a64b-cbd47e99ac32', 'demo-seller-rumah-melati', 'Melati Senja, Eau de Parfum 50 ml', 'Di gang kecil belakang Pasar Gede, melati dipetik menjelang magrib, saat kuncupnya baru mau membuka. Dari jam yang singkat itulah Melati Senja lahir: manis, sedikit hijau, dan hangat seperti tembok rumah yang seharian kena matahari.

Puncak: bergamot, daun jeruk purut
Hati: melati gambir, kenanga, teh putih
Dasar: cendana, vanila, kesturi putih

Diracik Rumah Melati di Solo, satu panci untuk setiap batch. Tahan enam sampai delapan jam di kulit.', 245000, 'IDR', '/assets/demo/melati-senja.svg', true, '2026-09-26 09:30:35.336+00', '2026-09-26 09:30:35.336+00'),
	('01a221b4-f04e-7000-a182-cd3cd316549a', 'demo-seller-laras-wangi', 'Kopi Subuh, Eau de Parfum 50 ml', 'Bunyi sendok di gelas belimbing, asap tipis dari tungku, langit yang masih biru tua. Kopi Subuh kami racik untuk orang-orang yang bangun sebelum kota ramai.

Puncak: kapulaga, kulit jeruk
Hati: robusta Temanggung yang disangrai gelap, gula aren
Dasar: tembakau Srinthil, kayu jati, sedikit kulit

Biji kopinya kami rendam sendiri selama tiga minggu. Karena itu jumlahnya selalu terbatas dan setiap batch bisa sedikit berbeda. Laras Wangi, Yogyakarta.', 235000, 'IDR', '/assets/demo/kopi-subuh.svg', true, '2026-10-11 16:30:35.336+00', '2026-10-11 16:30:35.336+00'),
	('01a221b4-f0ea-7000-8e3a-77402f71a5fa', 'demo-seller-rempah-banda', 'Pala Banda, Eau de Parfum 50 ml', 'Dulu kapal-kapal datang dari ujung dunia demi buah sebesar kelereng ini. Pala kami dipetik dari pohon tua di lereng Banda Neira dan fulinya dijemur di depan rumah.

Puncak: pala, jahe emprit
Hati: fuli, cengkih, kayu manis
Dasar: labdanum, garam laut, kayu kenari

Rempah yang hangat tanpa terasa seperti dapur. Sebagian hasil penjualan kembali ke kelompok tani pala di pulau. Rempah Banda, Banda Neira.', 210000, 'IDR', '/assets/demo/pala-banda.svg', true, '2026-10-18 08:30:35.336+00', '2026-10-18 08:30:35.336+00'),
	('01a221b4-f1ef-7000-accf-1fa0f57b5fc5', 'demo-seller-tirta-gaharu', 'Jeruk Kasturi, Eau de Cologne 100 ml', 'Di Pontianak kami menyebutnya jeruk sambal: kecil, hijau, dan asamnya bikin melek. Kulitnya kami peras dingin pada hari yang sama supaya wanginya tetap garing.

Puncak: jeruk kasturi, jeruk bali, serai
Hati: daun pandan, neroli
Dasar: kayu cedar, kesturi ringan

Untuk siang yang gerah di garis khatulistiwa. Tirta Gaharu, Pontianak.', 165000, 'IDR', '/assets/demo/jeruk-kasturi.svg', true, '2026-10-28 14:30:35.336+00', '2026-10-28 14:30:35.336+00'),
	('01a221b4-f2a3-7000-a656-e6dc24bf74fa', 'demo-seller-rumah-melati', 'Cempaka Malam, Eau de Parfum 50 ml', 'Cempaka kuning paling wangi setelah pukul sembilan malam, ketika halaman sudah sepi dan lampu teras dipadamkan. Bunganya kami beli langsung dari para pemetik di Boyolali dan kami olah malam itu juga.

Puncak: aprikot, buah ara
Hati: cempaka kuning, sedap malam, ylang-ylang
Dasar: amber, cendana, kakao

Mewah, sedikit misterius, untuk malam yang panjang. Tergantung panen, jadi tidak selalu ada. Rumah Melati, Solo.', 265000, 'IDR', '/assets/demo/cempaka-malam.svg', true, '2026-11-05 23:30:35.336+00', '2026-11-05 23:30:35.336+00'),
	('01a221b4-f322-7000-bfdd-c12c110d8244', 'demo-seller-laras-wangi', 'Hujan Pertama, Eau de Parfum 50 ml', 'Ada wangi yang hanya muncul sekali setahun: saat hujan pertama jatuh ke halaman yang berbulan-bulan kering. Kami mengejarnya selama dua musim dan akhirnya menemukannya pada akar wangi dari Garut.

Puncak: daun jambu, mentimun, ozon
Hati: tanah basah, bunga kamboja
Dasar: akar wangi Garut, lumut, kayu apung

Tenang dan lapang. Cocok untuk hari kerja maupun sore di teras. Laras Wangi, Yogyakarta.', 225000, 'IDR', '/assets/demo/hujan-pertama.svg', true, '2026-11-11 10:30:35.336+00', '2026-11-11 10:30:35.336+00'),
	('01a221b4-f482-7000-9484-11058a7f7e45', 'demo-seller-samudra-wangi', 'Cendana Wening, Eau de Parfum 50 ml', 'Wening artinya jernih. Parfum ini dibuat untuk duduk diam sebentar: cendana Timor yang lembut seperti susu, dupa yang nyaris padam, dan nasi yang baru tanak.

Puncak: kapulaga putih, pir
Hati: cendana Timor, uap nasi, bunga padi
Dasar: dupa, kasmir, vanila kering

Cendananya dari kebun warga di Timor Tengah Selatan, lengkap dengan izin tebang. Samudra Wangi, Makassar.', 340000, 'IDR', '/assets/demo/cendana-wening.svg', true, '2026-11-18 18:30:35.336+00', '2026-11-18 18:30:35.336+00'),
	('01a221b4-f627-7000-ba7f-86aa05eeafe5', 'demo-seller-tirta-gaharu', 'Gaharu Lawas, Extrait de Parfum 30 ml', 'Gaharu yang baik tidak bisa diburu-buru. Kayunya dari kebun budidaya di Sanggau, disuling pelan selama empat hari, lalu minyaknya didiamkan setahun sebelum menyentuh alkohol.

Puncak: safron, lada hitam
Hati: gaharu suling, mawar kering
Dasar: benzoin, amber, akar wangi

Pekat, dalam, dan tidak berisik. Setetes di pergelangan cukup sampai malam. Setiap botol bernomor dan disertai surat asal kayu. Tirta Gaharu, Pontianak.', 650000, 'IDR', '/assets/demo/gaharu-lawas.svg', true, '2026-11-22 05:30:35.336+00', '2026-11-22 05:30:35.336+00'),
	('01a221b4-f784-7000-86b0-9b693cb462aa', 'demo-seller-kebun-aroma', 'Teh Pagi, Eau de Cologne 100 ml', 'Kabut turun sampai ke lutut, keranjang pemetik mulai penuh, dan udara Lembang berbau daun yang baru patah. Teh Pagi adalah cologne ringan yang boleh dipakai sesuka hati.

Puncak: jeruk nipis, daun mint
Hati: pucuk teh hijau, melati
Dasar: kayu putih, kesturi bersih

Segar dua sampai tiga jam, semprot lagi kapan saja. Botol kaca bisa diisi ulang di bengkel kami. Kebun Aroma, Lembang.', 175000, 'IDR', '/assets/demo/teh-pagi.svg', true, '2026-11-24 05:30:35.336+00', '2026-11-24 05:30:35.336+00'),
	('01a221b4-f80e-7000-a79c-f087a03eaec3', 'demo-seller-samudra-wangi', 'Garam Laut, Eau de Parfum 50 ml', 'Pelabuhan Paotere menjelang sore: layar digulung, tali basah, dan garam yang mengering di lengan. Ini parfum laut yang sungguh laut, bukan sabun.

Puncak: garam, limau, rumput laut
Hati: bunga ketapang, kelapa muda
Dasar: kayu kapal, ambroksan, getah damar

Racikan akhir masih kami uji bersama teman-teman nelayan. Samudra Wangi, Makassar.', 230000, 'IDR', '/assets/demo/garam-laut.svg', false, '2026-11-25 01:30:35.336+00', '2026-11-25 01:30:35.336+00');


--
-- Data for Name: scheduler_runs; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.scheduler_runs VALUES
	('01a221b5-16ea-7000-85ea-50f905da64d9', 'api', 'vm:2688', '2026-11-28 10:30:45.745+00', '2026-11-28 10:30:45.763+00', 0, 0, NULL);


--
-- Data for Name: scheduler_state; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.scheduler_state VALUES
	(true, NULL, NULL, NULL, NULL);


--
-- Data for Name: schema_functions; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.schema_functions VALUES
	('functions/audit/enqueue_outbox.sql', 'b4f2987e8ceaf9d5f9ec21954e7fb4444b21f02ce2afca1301b0d233b28cb324', '2026-11-28 10:30:33.428475+00'),
	('functions/audit/keep_forever.sql', '63a0bf5c418712a98920c8303ca7d35ede1d4990700f2d45e45987fa035b0d89', '2026-11-28 10:30:33.432374+00'),
	('functions/audit/record_event.sql', 'f90981287c9d201f5d40589c08aac53091ed37deb68a0d27df7c3bb93b0a61ae', '2026-11-28 10:30:33.438086+00'),
	('functions/campaigns/cancel_sambatan_campaign.sql', '5d84207a6ce9b72bca6d5a53e606ab95bf4065390217cdbc8c7fc106bb29c862', '2026-11-28 10:30:33.439605+00'),
	('functions/campaigns/close_campaigns.sql', '745fb0273c8c411c16ac2db3895138dd6ccb7bb5fff3dfc7ad886b562ec8f33a', '2026-11-28 10:30:33.443767+00'),
	('functions/campaigns/complete_sambatan_campaign.sql', 'd68065d6d07f7f684ae6a6c394fae75f1d6d08a8048802bc836f970a85e24725', '2026-11-28 10:30:33.446773+00'),
	('functions/campaigns/extend_sambatan_campaign.sql', 'a8887a63ce9c8b054b335377bbaa41e3df3162c9d9915ec732730bcc41c3f973', '2026-11-28 10:30:33.447921+00'),
	('functions/campaigns/fail_sambatan_campaign.sql', 'd56115ff609d089c9d3c94689d527389a6b98895b146c2407eb5fd361906c81f', '2026-11-28 10:30:33.45276+00'),
	('functions/campaigns/get_sambatan_campaign_progress.sql', '538217306368fa310bc94d0eb3d95ef8dfee9803911a6001974b0c482b7c5d56', '2026-11-28 10:30:33.462088+00'),
	('functions/campaigns/guard_campaign_transition.sql', '342fd681876df66bf187aec5fbc14a326399d1958faf067cca34bbc9568e0e34', '2026-11-28 10:30:33.464615+00'),
	('functions/campaigns/latest_deadline.sql', '78d528a3cd9c3fecad45beb85150bc8297e7cb6080487c98e639b9578d3b6208', '2026-11-28 10:30:33.466034+00'),
	('functions/campaigns/publish_sambatan_campaign.sql', '3b702aa3fdf2ef1dbb4d51d21a2af7754b01940c97b031570f2eab0e945f25fa', '2026-11-28 10:30:33.473684+00'),
	('functions/campaigns/refuse_far_deadline.sql', '3a9fa76cd65567cd2d70629e4ed50057611d75c83ada67bdb04c552aa06edc9b', '2026-11-28 10:30:33.475393+00'),
	('functions/campaigns/update_sambatan_progress.sql', '2d73db5891558a0ccffb886951b5dbb0fc613fcbee91ec860188204bbdfc2cfe', '2026-11-28 10:30:33.477074+00'),
	('functions/core/actor.sql', '965041cb2574dc1c4c637f13e8f140c1db5dacfd3d49971a883e0036d8069717', '2026-11-28 10:30:33.481831+00'),
	('functions/core/is_reserved_id.sql', '9d4c038c27886b1b3e6f9a66f151df4b245cbe0981b2e0c5ad8069a296997598', '2026-11-28 10:30:33.489394+00'),
	('functions/core/now.sql', '1edcfedac13bbcf747e4e734ac14e80061133bf0c38522ad10d33654f6078d3d', '2026-11-28 10:30:33.493338+00'),
	('functions/core/refuse.sql', '9985d7e6a611b9aaed516aac58518418c8828eef7bfdbda94bb522dd10468a86', '2026-11-28 10:30:33.497263+00'),
	('functions/identity/count_attempt.sql', '30d8a32c70c379f8e497445ecd9b48ad25752454b71740a63df319ecafeb7f84', '2026-11-28 10:30:33.498918+00'),
	('functions/identity/find_sessions.sql', '5b0566083eff2d1fc6a7772403d20d27763632ea2ec928338b4a3cd83deace70', '2026-11-28 10:30:33.503987+00'),
	('functions/identity/record_access.sql', '5dc23cd651d5e04f3e7f23b662c6829815124ac7bbf0816b747fbf396e2447a2', '2026-11-28 10:30:33.506673+00'),
	('functions/identity/see_people.sql', 'bd38f995e5ca515e2e301148c24f95b4b59bf074a8d37605f58822b83b9f4ae2', '2026-11-28 10:30:33.519155+00'),
	('functions/lifecycle/advance_campaigns.sql', 'cd2be09906a1008b2fbff2150f31495806ae7ea950199567ef5ad3a5bba27157', '2026-11-28 10:30:33.52207+00'),
	('functions/lifecycle/campaign_outcome.sql', 'dd981c0db4655ed736bbe08c92fe2ef1bf44eedd5495c40765e87cf631a040fe', '2026-11-28 10:30:33.523152+00'),
	('functions/lifecycle/check_sambatan_deadlines.sql', 'eb77f7360e0d16ec3b744bf822eb721e3279e4434ab3847cc922f79733d1ef2c', '2026-11-28 10:30:33.525223+00'),
	('functions/lifecycle/due_campaigns.sql', 'eeecd624613cb2c76d35e0243f7fd159b05808c4e8a7574595508f09c556b41e', '2026-11-28 10:30:33.542806+00'),
	('functions/lifecycle/expire_holds.sql', '3f43e116ac97e660ac5be0779f5eae79dcf5ab6511eda59304dc74082f39a6cb', '2026-11-28 10:30:33.544226+00'),
	('functions/lifecycle/hold_lapses.sql', 'a63fcbc3bb70abf175f3cdc8de0a69ca10f7353061adea5ca6cd6f581db9c13d', '2026-11-28 10:30:33.545746+00'),
	('functions/lifecycle/is_failing.sql', '83c5300ae53ed22441560c1269f8b725eb6d2fd18b27b3a162775e726fc55b34', '2026-11-28 10:30:33.547026+00'),
	('functions/lifecycle/lock_due_campaigns.sql', 'a9f18e2f9597fecfaf447afb2fca3c5589c1edb12e95addad2427dc6d03af4a0', '2026-11-28 10:30:33.548237+00'),
	('functions/lifecycle/next_sambatan_due_at.sql', 'e02aa854789e248ff9ce9fd593a7a175f58cd41a0425931510250c431757c3ab', '2026-11-28 10:30:33.552451+00'),
	('functions/lifecycle/preview_sambatan_lifecycle.sql', 'a053972d2ad0d0461be6ba8cece7041e54a488a505b4f26efa674326f9fa5b40', '2026-11-28 10:30:33.554515+00'),
	('functions/lifecycle/take_lifecycle_lease.sql', 'be6dcd096c086766e299e793c155caf736e503e0c479f459c6de60d9e2acfc3f', '2026-11-28 10:30:33.565393+00'),
	('functions/participations/cancel_sambatan_participation.sql', '028e2d7810424b11bb3d8ed5bab50372dd7bce56496db0edd7e9b4d471392be3', '2026-11-28 10:30:33.568874+00'),
	('functions/participations/change_sambatan_participation.sql', '1606f04155ef5213c43b926fe9a6217d3cbf41d04fabf2cf41768ad7536aa311', '2026-11-28 10:30:33.569759+00'),
	('functions/participations/confirm_sambatan_participation.sql', '93eb0c838e72848642cd22400398f22e5d1acc86b51b3fe904f53e9328a4d4f9', '2026-11-28 10:30:33.572571+00'),
	('functions/participations/confirm_sambatan_participations.sql', 'a816479c65aa6efcdbe589b7bcce9372994265ad5b7bebbf6893adc66aec78f3', '2026-11-28 10:30:33.576188+00'),
	('functions/participations/count_participants.sql', 'e68bdb8c308f0d28e4e8523e190ab6532d46c12483b4edf1f027be043212d5fa', '2026-11-28 10:30:33.578768+00'),
	('functions/participations/decide_joins.sql', '5fb906e3d97e2c59aa301ae6deac06fab204ea1dc7df36f07b6a800b906ac359', '2026-11-28 10:30:33.579526+00'),
	('functions/participations/fulfil_sambatan_participation.sql', 'f03aa51bb6ce41156386917d187d49130e68343afd1af2f8bf790e4b55707a3b', '2026-11-28 10:30:33.580024+00'),
	('functions/participations/guard_participation_transition.sql', '7a1d8b07567771e0398b986fe48c178ea6795ab85d5819de7534fb03bc127d49', '2026-11-28 10:30:33.584083+00'),
	('functions/participations/is_live.sql', '6eaee8aa5231f07980eff08fffc440a4562c2dd16d14868798a763a973b28c01', '2026-11-28 10:30:33.588473+00'),
	('functions/participations/join_sambatan_campaigns.sql', 'f316aed0b8dff2717dd318b8c7005dfcd26fa4653d66a44fd3401ec1b84be06e', '2026-11-28 10:30:33.594166+00'),
	('functions/participations/lock_participation.sql', '855035a370f6e7410cc1720c9e77251b7d5802cf51504ffefdcfed3d93328be1', '2026-11-28 10:30:33.595768+00'),
	('functions/participations/move_participation.sql', '3ce6f45d33dc4058a8f2c8fdb7539e09ddbc49fc2b6f24ba742638f69afd4292', '2026-11-28 10:30:33.596871+00'),
	('functions/participations/refund_sambatan_participation.sql', 'ec0e4ff6cbeb2ea3c2a591f471b3802fbaf0918f55b5502e7f87c3fd9045158d', '2026-11-28 10:30:33.59848+00'),
	('functions/people/erase_person.sql', 'db611b7c01b73c50ebfc9b72da4e55b81b0c6c47548c6b2810a4e0eec8c19e6f', '2026-11-28 10:30:33.601982+00'),
	('functions/people/erasure_obstacles.sql', 'c4b7983fad8485ec58b31ae8897100497c13a8b5e259f1007cba1083c923053c', '2026-11-28 10:30:33.607194+00'),
	('functions/people/wipe_erased.sql', 'e20db4e32ad6230175636e283273ecf82143949e9e71f2ab9456976b12fb8220', '2026-11-28 10:30:33.608325+00'),
	('functions/photos/add_campaign_photo.sql', 'f97f96fa96d4b1f24b98bf17c1ca4be6bb71ec5075de415489b20194817bb6a9', '2026-11-28 10:30:33.611606+00'),
	('functions/photos/begin_campaign_photo.sql', '0cb5ed8eabf2c93476a80df80f8c56e587ac9bc32f0345e09a7eb9397d025179', '2026-11-28 10:30:33.61284+00'),
	('functions/photos/describe_campaign_photo.sql', '10ada18dc3a73462062f4be22e9a4b3507681ded522400a5b3c68613f7934f3c', '2026-11-28 10:30:33.615718+00'),
	('functions/photos/erase_photos_of.sql', '10b2a714399a1dd67abe1a2c59f37433afa681508033c2b4a76fd2000dbea4de', '2026-11-28 10:30:33.622082+00'),
	('functions/photos/lock_campaign_for_photos.sql', 'efeeb122db62fec1a44c9c737f7d46413fd99b704de083e5297a22fc7e709ad4', '2026-11-28 10:30:33.623152+00'),
	('functions/photos/next_photo_position.sql', '888cc8486b269fb699414e6a50ce1e08cb6ed4fa58528d909864de89b08966c1', '2026-11-28 10:30:33.624566+00'),
	('functions/photos/order_campaign_photos.sql', 'c042e1a786eb79dc89889fbead4dc9b7ac902aa4a3ec6b33329cc6eee7c13764', '2026-11-28 10:30:33.625839+00'),
	('functions/photos/remove_campaign_photo.sql', 'c7d521914380746136554eb6a42491ba980edaa0e0febb8acb5e2f1edc1b6ea0', '2026-11-28 10:30:33.63097+00'),
	('functions/search/displayed_name.sql', '46ee7538363650a9831a2c314e3b24e6cd53cd70935ceea9a750bc61b7445a0e', '2026-11-28 10:30:33.632228+00'),
	('functions/search/folded.sql', '8c92b817ace89abb70d6390304edde79e45999089637db3cc9e1737e64f32959', '2026-11-28 10:30:33.635022+00'),
	('functions/search/index_added_campaigns.sql', '89fd895c38ed333ffaa3e661f0a4ea90bf9ae35e8688f59f8e8ad6d9fc0dca26', '2026-11-28 10:30:33.638205+00'),
	('functions/search/index_campaigns.sql', '55d6134f605ec6914cac1ff2e83d9097ff7328e02c9b2c6f691dc1aff4d80eea', '2026-11-28 10:30:33.642529+00'),
	('functions/search/index_changed_campaign.sql', '2a280199ae2ef44f3fbc4e0da137adb06858b9fa70d110cb103b3e6098f9b3e9', '2026-11-28 10:30:33.644182+00'),
	('functions/search/index_product_name.sql', '7683818fe00b9181416c8ca38f36c5cce55a0e12d71a64b2dae0336bfe379121', '2026-11-28 10:30:33.646067+00'),
	('functions/search/index_seller_name.sql', 'dfbf057bd64aea36debdae6c8d026d86d9d198fbcbb70699a9c71b7d47e9013f', '2026-11-28 10:30:33.658095+00'),
	('functions/search/search_patterns.sql', '3edd4cc2b44804843b090be99046c6e4664425b4127ba735b9b9160e2631f227', '2026-11-28 10:30:33.659175+00'),
	('functions/search/search_query.sql', '9324eb01092c0ac2bd8162630bd8f7e2d3534de20cf857ee75d016a0ccfcd0ce', '2026-11-28 10:30:33.66217+00'),
	('functions/search/search_words.sql', '2983b753ad96980edc3165538bda6c1a83b882b24c08bc3fa93a3c1d07e79736', '2026-11-28 10:30:33.665669+00'),
	('functions/slots/admission_details.sql', '36bd6fc2fdf73b5c0d3a967b7c434fb9f12761042242be274673f7ca9fffa725', '2026-11-28 10:30:33.673648+00'),
	('functions/slots/admission_refusal.sql', '865a563436b17d3aa9a3a9e1d14760a04e7a5196b8f17d40d840aa5da9610da0', '2026-11-28 10:30:33.675052+00'),
	('functions/slots/give_back_slots.sql', '73f2d9f6fac82588ba0889ac2693e4dac4c06d5998c562743c5f5745a4cbbec5', '2026-11-28 10:30:33.676237+00'),
	('functions/slots/lock_campaign.sql', '0ec52574bbbef8547aaad8b36352b0c4160d8e361b4ca7959cfff3343d22062e', '2026-11-28 10:30:33.677378+00'),
	('functions/slots/release_sambatan_slots.sql', '58fdfa8dae225f37da25f815e726eafdfb7e6657e3a0b705c3601c902ea27dd7', '2026-11-28 10:30:33.678357+00'),
	('functions/slots/reserve_sambatan_slots.sql', 'cb3fb6bfe33b92eb554e6375f9cba2be2e4a573b171f7644e5c2ed50e288ea68', '2026-11-28 10:30:33.678997+00'),
	('functions/slots/take_slots.sql', 'd029360d68e8d701810076b605b58950cd4b7457b8f2c4c21323ad0864545e17', '2026-11-28 10:30:33.67969+00');


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.schema_migrations VALUES
	(1, '0001_engine', 'b40c29bdfe71800a5a5778004e5db7889ff34c4884a1d63b7de2562a179cf8e7', '2026-11-28 10:30:33.194901+00'),
	(2, '0002_identity', '9e7a8f351b521b9b254864fbdeaabf05947731fd2472459e5a86e601aeb9a08e', '2026-11-28 10:30:33.282723+00'),
	(3, '0003_photos', '2a1f508e35dce3e4a1716a9d55cd8fab0a788aee82899a778dca431843195538', '2026-11-28 10:30:33.318267+00'),
	(4, '0004_exploring', 'bcfb7cd3ba0213bf72bc28761e4ace222b1cf0407dc418001883876ea348e067', '2026-11-28 10:30:33.331585+00'),
	(5, '0005_seller_search', '69ce85df373ffad42314c126753a033e66b489dbe14686f68a87376ca633e99a', '2026-11-28 10:30:33.339713+00'),
	(6, '0006_limits', '716c05f115ec7789c631421d1e3e0aa8ec8b31b46d91885a85788e4e90c601c1', '2026-11-28 10:30:33.365705+00'),
	(7, '0007_machine_ids', '5efdfaea050b13c0ab18b63353a8d610d385032c9021b072aea763e9545c155a', '2026-11-28 10:30:33.395561+00'),
	(8, '0008_phone_numbers', '0882f6f8a3e2e5ed39d488c08aa57ea7fbd5394391e0f8f365d6bdb7954fd897', '2026-11-28 10:30:33.40734+00'),
	(9, '0009_search', '52b2fe7cfa7fbc9aac95d9b125ad81e31ba2e6d3cc349d0d07383e73c03c063d', '2026-11-28 10:30:33.42142+00');


--
-- Data for Name: sessions; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.sessions VALUES
	('01a221b5-0705-7000-a24d-da5178bb1346', 'Br1qGIRpensoOmnc8x6VutRvswNbAtI4', '01a221b5-01a4-7000-bd10-6ea123cb2f07', '', 'lightMyRequest', '2026-12-28 10:30:41.669+00', '2026-11-28 10:30:41.669+00', '2026-11-28 10:30:41.669+00'),
	('01a221b5-0a91-7000-a820-91abd4563a3b', '7UjZdLUYM35IuXUXsg9prZ9CYSGLy09s', '01a221b5-08e7-7000-a88a-da7ee456ef37', '', 'lightMyRequest', '2026-12-28 10:30:42.576+00', '2026-11-28 10:30:42.576+00', '2026-11-28 10:30:42.576+00');


--
-- Data for Name: share_images; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.share_images VALUES
	('f8f99a21f9282755c1292f1b4dc1ed29', '01a221b4-fa95-7000-bf73-b40f4ae01bb3', 'id', '2026-11-28 10:30:45.718+00');


--
-- Data for Name: two_factors; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.two_factors VALUES
	('01a221b5-06dd-7000-83c0-75d2d1c2f510', '01a221b5-01a4-7000-bd10-6ea123cb2f07', '$ba$1491598457$98e52f7f6a9485fbd28c4328c59ee3f6f67e26410d98a4f1001206dcaaf714f1df84f148af6714925fdd5d9daaaa3c4906cd36bd59006821c3c62dc6b8d00b80c3ebb25d147d4987', '$ba$1491598457$4e0e044e9b230b74d9a938f6352ebfd4d78889a1c8dbea0f81649477a8de618de7e27a4715b1691efff068a5a88dd30303557886805f3de81a4e9c801812237b369433955e5a62dcfe77c0d1c818807af622b792615ff1e852f964f5337d99daebf6b012068592dfd63dc8f0095a5584825682555728b21c4a6a59cc3e6c5e84d9145a26abeb1b18a52d8a67f14e085fde524902253acc426c0a7c0f539727dc95176fe8768b6a825614b0c8bb8f6a43c927038fd6', true, 0, NULL);


--
-- Data for Name: verifications; Type: TABLE DATA; Schema: sambatan; Owner: -
--

INSERT INTO sambatan.verifications VALUES
	('01a221b5-0acb-7000-8c76-ba4034928eb6', '8LSv8ePS2X4hi6nrzEfxWxSSo_6QbdjY8VHnhLPy_pk', '01a221b5-08e7-7000-a88a-da7ee456ef37', '2026-11-28 11:30:42.634+00', '2026-11-28 10:30:42.635+00', '2026-11-28 10:30:42.635+00');


--
-- Name: access_logs_id_seq; Type: SEQUENCE SET; Schema: sambatan; Owner: -
--

SELECT pg_catalog.setval('sambatan.access_logs_id_seq', 8, true);


--
-- Name: audit_logs_id_seq; Type: SEQUENCE SET; Schema: sambatan; Owner: -
--

SELECT pg_catalog.setval('sambatan.audit_logs_id_seq', 454, true);


--
-- Name: access_logs access_logs_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.access_logs
    ADD CONSTRAINT access_logs_pkey PRIMARY KEY (id);


--
-- Name: accounts accounts_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);


--
-- Name: accounts accounts_provider_id_account_id_key; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.accounts
    ADD CONSTRAINT accounts_provider_id_account_id_key UNIQUE (provider_id, account_id);


--
-- Name: addresses addresses_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.addresses
    ADD CONSTRAINT addresses_pkey PRIMARY KEY (id);


--
-- Name: api_keys api_keys_hash_key; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.api_keys
    ADD CONSTRAINT api_keys_hash_key UNIQUE (hash);


--
-- Name: api_keys api_keys_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);


--
-- Name: api_keys api_keys_prefix_key; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.api_keys
    ADD CONSTRAINT api_keys_prefix_key UNIQUE (prefix);


--
-- Name: attempts attempts_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (bucket);


--
-- Name: audit_logs audit_logs_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.audit_logs
    ADD CONSTRAINT audit_logs_pkey PRIMARY KEY (id);


--
-- Name: campaign_photos campaign_photos_blob_key_key; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.campaign_photos
    ADD CONSTRAINT campaign_photos_blob_key_key UNIQUE (blob_key);


--
-- Name: campaign_photos campaign_photos_content_key; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.campaign_photos
    ADD CONSTRAINT campaign_photos_content_key UNIQUE (campaign_id, content_hash);


--
-- Name: campaign_photos campaign_photos_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.campaign_photos
    ADD CONSTRAINT campaign_photos_pkey PRIMARY KEY (id);


--
-- Name: campaign_photos campaign_photos_position_key; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.campaign_photos
    ADD CONSTRAINT campaign_photos_position_key UNIQUE (campaign_id, "position") DEFERRABLE;


--
-- Name: campaign_search campaign_search_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.campaign_search
    ADD CONSTRAINT campaign_search_pkey PRIMARY KEY (campaign_id);


--
-- Name: campaigns campaigns_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.campaigns
    ADD CONSTRAINT campaigns_pkey PRIMARY KEY (id);


--
-- Name: campaigns campaigns_slug_key; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.campaigns
    ADD CONSTRAINT campaigns_slug_key UNIQUE (slug);


--
-- Name: idempotency_keys idempotency_keys_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (scope, key);


--
-- Name: known_devices known_devices_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.known_devices
    ADD CONSTRAINT known_devices_pkey PRIMARY KEY (token_hash, person_id);


--
-- Name: lifecycle_failures lifecycle_failures_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.lifecycle_failures
    ADD CONSTRAINT lifecycle_failures_pkey PRIMARY KEY (campaign_id);


--
-- Name: mailbox mailbox_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.mailbox
    ADD CONSTRAINT mailbox_pkey PRIMARY KEY (id);


--
-- Name: operator_codes operator_codes_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.operator_codes
    ADD CONSTRAINT operator_codes_pkey PRIMARY KEY (hash);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (audit_id);


--
-- Name: participants participants_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.participants
    ADD CONSTRAINT participants_pkey PRIMARY KEY (id);


--
-- Name: people people_email_key; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.people
    ADD CONSTRAINT people_email_key UNIQUE (email);


--
-- Name: people people_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);


--
-- Name: photo_blobs photo_blobs_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.photo_blobs
    ADD CONSTRAINT photo_blobs_pkey PRIMARY KEY (key);


--
-- Name: products products_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (id);


--
-- Name: scheduler_runs scheduler_runs_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.scheduler_runs
    ADD CONSTRAINT scheduler_runs_pkey PRIMARY KEY (id);


--
-- Name: scheduler_state scheduler_state_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.scheduler_state
    ADD CONSTRAINT scheduler_state_pkey PRIMARY KEY (singleton);


--
-- Name: schema_functions schema_functions_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.schema_functions
    ADD CONSTRAINT schema_functions_pkey PRIMARY KEY (path);


--
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);


--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);


--
-- Name: sessions sessions_token_key; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.sessions
    ADD CONSTRAINT sessions_token_key UNIQUE (token);


--
-- Name: share_images share_images_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.share_images
    ADD CONSTRAINT share_images_pkey PRIMARY KEY (key);


--
-- Name: two_factors two_factors_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.two_factors
    ADD CONSTRAINT two_factors_pkey PRIMARY KEY (id);


--
-- Name: two_factors two_factors_user_id_key; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.two_factors
    ADD CONSTRAINT two_factors_user_id_key UNIQUE (user_id);


--
-- Name: verifications verifications_pkey; Type: CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.verifications
    ADD CONSTRAINT verifications_pkey PRIMARY KEY (id);


--
-- Name: access_logs_person_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX access_logs_person_idx ON sambatan.access_logs USING btree (person_id, id);


--
-- Name: accounts_user_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX accounts_user_idx ON sambatan.accounts USING btree (user_id);


--
-- Name: addresses_default_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE UNIQUE INDEX addresses_default_idx ON sambatan.addresses USING btree (person_id) WHERE is_default;


--
-- Name: addresses_person_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX addresses_person_idx ON sambatan.addresses USING btree (person_id, id);


--
-- Name: attempts_window_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX attempts_window_idx ON sambatan.attempts USING btree (window_ends_at);


--
-- Name: audit_logs_actor_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX audit_logs_actor_idx ON sambatan.audit_logs USING btree (actor, created_at, id) WHERE ((event <> 'participant_joined'::text) OR (metadata ? 'on_behalf'::text));


--
-- Name: audit_logs_campaign_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX audit_logs_campaign_idx ON sambatan.audit_logs USING btree (campaign_id, id);


--
-- Name: audit_logs_campaign_own_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX audit_logs_campaign_own_idx ON sambatan.audit_logs USING btree (campaign_id, id) WHERE (participant_id IS NULL);


--
-- Name: audit_logs_created_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX audit_logs_created_idx ON sambatan.audit_logs USING btree (created_at, id);


--
-- Name: audit_logs_event_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX audit_logs_event_idx ON sambatan.audit_logs USING btree (event, created_at, id) WHERE (event <> 'participant_joined'::text);


--
-- Name: audit_logs_participant_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX audit_logs_participant_idx ON sambatan.audit_logs USING btree (participant_id, id) WHERE (event <> 'participant_joined'::text);


--
-- Name: campaign_search_words_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX campaign_search_words_idx ON sambatan.campaign_search USING gin (words);


--
-- Name: campaigns_deadline_due_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX campaigns_deadline_due_idx ON sambatan.campaigns USING btree (deadline) WHERE (status = ANY (ARRAY['active'::sambatan.sambatan_status, 'locked'::sambatan.sambatan_status]));


--
-- Name: campaigns_deadline_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX campaigns_deadline_idx ON sambatan.campaigns USING btree (deadline, id);


--
-- Name: campaigns_locked_due_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX campaigns_locked_due_idx ON sambatan.campaigns USING btree (locked_at) WHERE (status = 'locked'::sambatan.sambatan_status);


--
-- Name: campaigns_opening_due_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX campaigns_opening_due_idx ON sambatan.campaigns USING btree (opens_at) WHERE (status = 'scheduled'::sambatan.sambatan_status);


--
-- Name: campaigns_price_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX campaigns_price_idx ON sambatan.campaigns USING btree (price_per_slot, id);


--
-- Name: campaigns_product_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX campaigns_product_idx ON sambatan.campaigns USING btree (product_id, id);


--
-- Name: campaigns_seller_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX campaigns_seller_idx ON sambatan.campaigns USING btree (seller_id, id);


--
-- Name: campaigns_status_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX campaigns_status_idx ON sambatan.campaigns USING btree (status, id);


--
-- Name: idempotency_keys_created_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX idempotency_keys_created_idx ON sambatan.idempotency_keys USING brin (created_at);


--
-- Name: known_devices_person_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX known_devices_person_idx ON sambatan.known_devices USING btree (person_id, seen_at);


--
-- Name: known_devices_seen_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX known_devices_seen_idx ON sambatan.known_devices USING btree (seen_at);


--
-- Name: lifecycle_failures_retry_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX lifecycle_failures_retry_idx ON sambatan.lifecycle_failures USING btree (retry_at);


--
-- Name: mailbox_expires_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX mailbox_expires_idx ON sambatan.mailbox USING btree (expires_at);


--
-- Name: mailbox_person_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX mailbox_person_idx ON sambatan.mailbox USING btree (person_id);


--
-- Name: participants_campaign_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX participants_campaign_idx ON sambatan.participants USING btree (campaign_id, id);


--
-- Name: participants_hold_due_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX participants_hold_due_idx ON sambatan.participants USING btree (hold_expires_at) WHERE ((status = 'pending_payment'::sambatan.sambatan_participant_status) AND (hold_expires_at IS NOT NULL));


--
-- Name: participants_user_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX participants_user_idx ON sambatan.participants USING btree (user_id, campaign_id);


--
-- Name: people_erased_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX people_erased_idx ON sambatan.people USING btree (id) WHERE (erased_at IS NOT NULL);


--
-- Name: people_role_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX people_role_idx ON sambatan.people USING btree (role, id) WHERE (role <> 'buyer'::text);


--
-- Name: people_search_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX people_search_idx ON sambatan.people USING gin (sambatan.search_words(((name || ' '::text) || COALESCE(email, ''::text))));


--
-- Name: photo_blobs_unused_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX photo_blobs_unused_idx ON sambatan.photo_blobs USING btree (unused_since) WHERE (unused_since IS NOT NULL);


--
-- Name: products_search_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX products_search_idx ON sambatan.products USING gin (sambatan.search_words(name));


--
-- Name: products_seller_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX products_seller_idx ON sambatan.products USING btree (seller_id, id);


--
-- Name: scheduler_runs_started_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX scheduler_runs_started_idx ON sambatan.scheduler_runs USING btree (started_at DESC);


--
-- Name: sessions_expires_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX sessions_expires_idx ON sambatan.sessions USING btree (expires_at);


--
-- Name: sessions_user_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX sessions_user_idx ON sambatan.sessions USING btree (user_id);


--
-- Name: share_images_campaign_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX share_images_campaign_idx ON sambatan.share_images USING btree (campaign_id, language, drawn_at);


--
-- Name: share_images_drawn_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX share_images_drawn_idx ON sambatan.share_images USING btree (drawn_at);


--
-- Name: verifications_expires_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE INDEX verifications_expires_idx ON sambatan.verifications USING btree (expires_at);


--
-- Name: verifications_identifier_idx; Type: INDEX; Schema: sambatan; Owner: -
--

CREATE UNIQUE INDEX verifications_identifier_idx ON sambatan.verifications USING btree (identifier);


--
-- Name: participants count_participants_added; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER count_participants_added AFTER INSERT ON sambatan.participants REFERENCING NEW TABLE AS added FOR EACH STATEMENT WHEN ((current_setting('sambatan.counted_by_caller'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION sambatan.count_participants();


--
-- Name: participants count_participants_changed; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER count_participants_changed AFTER UPDATE ON sambatan.participants REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sambatan.count_participants();


--
-- Name: audit_logs enqueue_outbox; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER enqueue_outbox AFTER INSERT ON sambatan.audit_logs REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sambatan.enqueue_outbox();


--
-- Name: campaigns guard_campaign_transition; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER guard_campaign_transition BEFORE UPDATE OF status ON sambatan.campaigns FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION sambatan.guard_campaign_transition();


--
-- Name: participants guard_participation_transition; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER guard_participation_transition BEFORE UPDATE OF status ON sambatan.participants FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION sambatan.guard_participation_transition();


--
-- Name: campaigns index_added_campaigns; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER index_added_campaigns AFTER INSERT ON sambatan.campaigns REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sambatan.index_added_campaigns();


--
-- Name: campaigns index_changed_campaign; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER index_changed_campaign AFTER UPDATE OF title, description, product_id, seller_id ON sambatan.campaigns FOR EACH ROW WHEN (((((old.title IS DISTINCT FROM new.title) OR (old.description IS DISTINCT FROM new.description)) OR (old.product_id IS DISTINCT FROM new.product_id)) OR (old.seller_id IS DISTINCT FROM new.seller_id))) EXECUTE FUNCTION sambatan.index_changed_campaign();


--
-- Name: products index_product_name; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER index_product_name AFTER UPDATE OF name ON sambatan.products FOR EACH ROW WHEN ((old.name IS DISTINCT FROM new.name)) EXECUTE FUNCTION sambatan.index_product_name();


--
-- Name: people index_seller_name_added; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER index_seller_name_added AFTER INSERT ON sambatan.people FOR EACH ROW WHEN ((new.name <> ''::text)) EXECUTE FUNCTION sambatan.index_seller_name();


--
-- Name: people index_seller_name_changed; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER index_seller_name_changed AFTER UPDATE OF name ON sambatan.people FOR EACH ROW WHEN ((old.name IS DISTINCT FROM new.name)) EXECUTE FUNCTION sambatan.index_seller_name();


--
-- Name: access_logs keep_access_forever; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER keep_access_forever BEFORE DELETE OR UPDATE OR TRUNCATE ON sambatan.access_logs FOR EACH STATEMENT EXECUTE FUNCTION sambatan.keep_forever();


--
-- Name: audit_logs keep_audit_forever; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER keep_audit_forever BEFORE DELETE OR UPDATE OR TRUNCATE ON sambatan.audit_logs FOR EACH STATEMENT EXECUTE FUNCTION sambatan.keep_forever();


--
-- Name: campaigns keep_campaigns_forever; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER keep_campaigns_forever BEFORE DELETE OR TRUNCATE ON sambatan.campaigns FOR EACH STATEMENT EXECUTE FUNCTION sambatan.keep_forever();


--
-- Name: participants keep_participants_forever; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER keep_participants_forever BEFORE DELETE OR TRUNCATE ON sambatan.participants FOR EACH STATEMENT EXECUTE FUNCTION sambatan.keep_forever();


--
-- Name: campaigns trigger_update_sambatan_progress; Type: TRIGGER; Schema: sambatan; Owner: -
--

CREATE TRIGGER trigger_update_sambatan_progress BEFORE INSERT OR UPDATE OF filled_slots, total_slots ON sambatan.campaigns FOR EACH ROW EXECUTE FUNCTION sambatan.update_sambatan_progress();


--
-- Name: accounts accounts_user_id_fkey; Type: FK CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.accounts
    ADD CONSTRAINT accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES sambatan.people(id) ON DELETE CASCADE;


--
-- Name: addresses addresses_person_id_fkey; Type: FK CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.addresses
    ADD CONSTRAINT addresses_person_id_fkey FOREIGN KEY (person_id) REFERENCES sambatan.people(id) ON DELETE CASCADE;


--
-- Name: campaign_photos campaign_photos_blob_key_fkey; Type: FK CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.campaign_photos
    ADD CONSTRAINT campaign_photos_blob_key_fkey FOREIGN KEY (blob_key) REFERENCES sambatan.photo_blobs(key);


--
-- Name: campaign_photos campaign_photos_campaign_id_fkey; Type: FK CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.campaign_photos
    ADD CONSTRAINT campaign_photos_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES sambatan.campaigns(id);


--
-- Name: campaigns campaigns_product_id_fkey; Type: FK CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.campaigns
    ADD CONSTRAINT campaigns_product_id_fkey FOREIGN KEY (product_id) REFERENCES sambatan.products(id);


--
-- Name: known_devices known_devices_person_id_fkey; Type: FK CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.known_devices
    ADD CONSTRAINT known_devices_person_id_fkey FOREIGN KEY (person_id) REFERENCES sambatan.people(id) ON DELETE CASCADE;


--
-- Name: sessions sessions_user_id_fkey; Type: FK CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES sambatan.people(id) ON DELETE CASCADE;


--
-- Name: two_factors two_factors_user_id_fkey; Type: FK CONSTRAINT; Schema: sambatan; Owner: -
--

ALTER TABLE ONLY sambatan.two_factors
    ADD CONSTRAINT two_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES sambatan.people(id) ON DELETE CASCADE;


--
-- Name: access_logs; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.access_logs ENABLE ROW LEVEL SECURITY;

--
-- Name: accounts; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.accounts ENABLE ROW LEVEL SECURITY;

--
-- Name: addresses; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.addresses ENABLE ROW LEVEL SECURITY;

--
-- Name: api_keys; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.api_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: attempts; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.attempts ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_logs; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.audit_logs ENABLE ROW LEVEL SECURITY;

--
-- Name: campaign_photos; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.campaign_photos ENABLE ROW LEVEL SECURITY;

--
-- Name: campaign_search; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.campaign_search ENABLE ROW LEVEL SECURITY;

--
-- Name: campaigns; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.campaigns ENABLE ROW LEVEL SECURITY;

--
-- Name: idempotency_keys; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.idempotency_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: known_devices; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.known_devices ENABLE ROW LEVEL SECURITY;

--
-- Name: lifecycle_failures; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.lifecycle_failures ENABLE ROW LEVEL SECURITY;

--
-- Name: mailbox; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.mailbox ENABLE ROW LEVEL SECURITY;

--
-- Name: operator_codes; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.operator_codes ENABLE ROW LEVEL SECURITY;

--
-- Name: outbox; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.outbox ENABLE ROW LEVEL SECURITY;

--
-- Name: participants; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.participants ENABLE ROW LEVEL SECURITY;

--
-- Name: people; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.people ENABLE ROW LEVEL SECURITY;

--
-- Name: photo_blobs; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.photo_blobs ENABLE ROW LEVEL SECURITY;

--
-- Name: products; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.products ENABLE ROW LEVEL SECURITY;

--
-- Name: scheduler_runs; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.scheduler_runs ENABLE ROW LEVEL SECURITY;

--
-- Name: scheduler_state; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.scheduler_state ENABLE ROW LEVEL SECURITY;

--
-- Name: schema_functions; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.schema_functions ENABLE ROW LEVEL SECURITY;

--
-- Name: schema_migrations; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.schema_migrations ENABLE ROW LEVEL SECURITY;

--
-- Name: sessions; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.sessions ENABLE ROW LEVEL SECURITY;

--
-- Name: share_images; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.share_images ENABLE ROW LEVEL SECURITY;

--
-- Name: two_factors; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.two_factors ENABLE ROW LEVEL SECURITY;

--
-- Name: verifications; Type: ROW SECURITY; Schema: sambatan; Owner: -
--

ALTER TABLE sambatan.verifications ENABLE ROW LEVEL SECURITY;

--
-- PostgreSQL database dump complete
--


