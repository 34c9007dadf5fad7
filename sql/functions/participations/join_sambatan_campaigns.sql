-- Purpose: the hot path. Many joins of one campaign in one transaction: the row is locked once, every request is decided
-- in the order of the array with exactly the outcome it would have had alone, and all that was accepted is written at
-- once: participants, audit events (their outbox rows follow), idempotency keys, and one update of the campaign.
--
-- requests: an array of 1 to 500 objects, all of one campaign:
--   {campaign_id, id, user_id, quantity | lines, expected_amount?, shipping_address, note?, actor?, scope?, key?, request_hash?}
--   `id` is the new participation's UUID; `lines` is [{item_id, units}]; whoever says an `expected_amount` joins for no more than that;
--   scope, key and request_hash (SHA-256, hex) come together or not at all.
-- Returns one row per request, in order: ord (from 1), outcome, detail, the participation when there is one, and how
--   many slots the whole batch left.
--   outcome `joined`, or `replayed` (the key was used for this same request before: the first answer again), or a
--   refusal: nothing was written for this request, and its neighbours are not touched.
-- Refusals of a request, in order of precedence: request_invalid, lines_required, idempotency_mismatch, campaign_not_found,
--   campaign_not_open, campaign_closed, campaign_full, own_campaign, hold_ended_recently, item_unavailable, item_limit,
--   already_joined_limit, below_min_per_buyer, insufficient_slots, price_changed.
-- Refuses as a whole: requests_invalid (not an array of 1 to 500 objects of one campaign), campaign_behind (what fell due for the
--   campaign could not be done; a run will try again).
--
-- A hold counts from the first: whoever joins again before theirs has ended goes on with it. Where confirmed slots alone count it
-- ends with the settlement at the latest.
--
-- Locks, in order: the campaign's row, then its participants, where something fell due; then the unique amounts of its seller, where
-- they are wished; then the new participants, then the idempotency keys in their own order. A key taken meanwhile by another campaign's batch raises unique_violation: the caller runs
-- the batch anew and then sees it.
--
-- Plans: every look-up must stay an index probe per request. A plan made while a table was small is a sequential scan
-- (or a hash of the whole table) that stays in the session while the table grows: 3 ms a batch became 586 ms. Scans
-- and whole-table joins are therefore off in this function, which pins the nested loop over the index. With that every plan
-- is the same one, and planning anew for each call would be most of the work of a join that comes alone.
drop function if exists sambatan.join_sambatan_campaigns(jsonb);
create or replace function sambatan.join_sambatan_campaigns(requests jsonb)
returns table (
  ord integer, outcome text, detail jsonb, participation_id uuid, amount bigint, currency text,
  hold_expires_at timestamptz, joined_at timestamptz, slots_left integer, quantity integer, lines jsonb, number bigint,
  unique_part integer)
language plpgsql
set enable_seqscan = off
set jit = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  campaign sambatan.campaigns;
  at_time timestamptz;
  refusal text;
  limited boolean;
  -- When the hold of whoever joins now for the first time ends, and the earliest end among those that go on with theirs.
  hold_ends timestamptz;
  counted_ends timestamptz;
  request sambatan.join_request[];
  outcomes text[];
  details jsonb[];
  all_fit boolean;
  one_campaign boolean;
  slots integer;
  participations integer;
  contribution bigint;
  -- Of a campaign that sells items: what was ordered, and by the place of each request its slots, its lines and what they cost.
  ordered sambatan.order_line[];
  priced sambatan.priced_line[];
  order_slots integer[];
  order_lines jsonb[];
  order_amounts bigint[];
  order_numbers bigint[];
  unique_parts integer[];
begin
  if jsonb_typeof(requests) is distinct from 'array' or jsonb_array_length(requests) not between 1 and 500 then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;

  select * into campaign from sambatan.campaigns where id = (requests -> 0 ->> 'campaign_id')::uuid for no key update;
  if found and sambatan.catch_up_campaign(campaign.id) then
    select * into campaign from sambatan.campaigns where id = campaign.id;
  end if;
  at_time := sambatan.now();
  if campaign.id is null then
    refusal := 'campaign_not_found';
  else
    refusal := sambatan.admission_refusal(campaign, at_time);
  end if;
  if campaign.itemized then
    select o.lines, o.quantities into ordered, order_slots from sambatan.read_orders(campaign.id, requests) o;
  end if;
  limited := campaign.max_per_buyer is not null or campaign.min_per_buyer > 1;
  hold_ends := least(at_time + campaign.hold_minutes * interval '1 minute', case when campaign.goal_counts = 'confirmed'
    then campaign.deadline + campaign.settlement_minutes * interval '1 minute' end);

  -- One look at everything. Requests are alone with the campaign's row locked, so what is read here stays true.
  with asked as materialized (
    select r.*, q.slots,
      -- Never null: bool_and below passes over a null, and what is missing would count as valid.
      coalesce(r.user_id <> '' and length(r.user_id) <= 128 and not sambatan.is_reserved_id(r.user_id)
        and r.id is not null and case when campaign.itemized then q.slots >= 0 else q.slots between 1 and 1000000 end
        and length(r.shipping_address) <= 240 and coalesce(length(r.note), 0) <= 160
        and (r.key is null) = (r.scope is null) and (r.key is null) = (r.request_hash is null)
        and coalesce(length(r.key), 1) between 1 and 255, false) as valid,
      (select k from sambatan.idempotency_keys k where k.scope = r.scope and k.key = r.key) as known,
      case when limited then (
        select coalesce(sum(p.quantity), 0)::int from sambatan.participants p
        where p.user_id = r.user_id and p.campaign_id = campaign.id and sambatan.holds_slots(p.status)
      ) end as held,
      case when campaign.hold_minutes is not null then sambatan.hold_counted_until(campaign.id, r.user_id) end as counted_until
    from rows from (jsonb_to_recordset(requests) as (
      campaign_id uuid, id uuid, user_id text, quantity integer, shipping_address text, note text, actor text,
      scope text, key text, request_hash text, lines jsonb, expected_amount bigint)) with ordinality
      as r (campaign_id, id, user_id, quantity, shipping_address, note, actor, scope, key, request_hash, lines, expected_amount, ord)
    cross join lateral (
      select case when campaign.itemized then order_slots[r.ord]
        -- The call costs a join that says its quantity nothing.
        when r.lines is null then r.quantity
        -- Of what there is not nobody can say what it sells: it is refused as not found.
        when campaign.id is null then coalesce(r.quantity, 1)
        else sambatan.only_units(campaign.id, r.lines, r.quantity) end as slots
    ) q
  ), seen as (
    select a.*,
      (a.known).scope is not null as is_known,
      (a.known).request_hash = decode(a.request_hash, 'hex') and (a.known).participant_id is not null as is_same
    from asked a
  )
  -- Ordered in the aggregates themselves: from PostgreSQL 16 on, a count(distinct ...) beside them may sort their input.
  select
    array_agg(row(s.ord, coalesce(case when s.is_known then (s.known).participant_id end, s.id), s.user_id, s.slots,
      s.shipping_address, s.note, coalesce(s.actor, sambatan.actor()), s.scope, s.key, decode(s.request_hash, 'hex'),
      s.valid, s.is_known, coalesce(s.is_same, false), s.held, s.counted_until, null, s.expected_amount)::sambatan.join_request
      order by s.ord),
    array_agg(case when s.is_known then 'replayed' else 'joined' end order by s.ord),
    bool_and(s.campaign_id is not distinct from (requests -> 0 ->> 'campaign_id')::uuid),
    -- The case of almost every batch: all of it can be written as it is, and nothing needs deciding one by one.
    refusal is null
      and bool_and(s.valid and case
        when s.is_known then s.is_same
        when s.user_id = campaign.seller_id or s.counted_until > at_time - interval '1 hour' and s.counted_until <= at_time then false
        when s.slots = 0 then false
        when limited then s.held + s.slots between campaign.min_per_buyer and coalesce(campaign.max_per_buyer, 1000000)
        else true end)
      and (campaign.itemized or bool_and(s.is_known or s.expected_amount is null or sambatan.quote(campaign, s.slots) <= s.expected_amount))
      and coalesce(sum(s.slots) filter (where not s.is_known), 0) <= sambatan.available_slots(campaign)
      and count(s.key) = count(distinct (s.scope, s.key)) filter (where s.key is not null)
      and (not limited or count(distinct s.user_id) = count(*))
  into request, outcomes, one_campaign, all_fit
  from seen s;

  if not one_campaign then
    perform sambatan.refuse('requests_invalid', jsonb_build_object('maximum', 500));
  end if;
  if campaign.itemized and all_fit then
    priced := sambatan.price_joins(campaign.id, ordered, outcomes, at_time);
    select array_agg(one.lines order by one.ord), array_agg(one.amount order by one.ord) into order_lines, order_amounts
    from sambatan.priced_requests(priced, cardinality(request)) one;
    all_fit := sambatan.items_fit(campaign.id, ordered, order_amounts, request, outcomes);
  end if;
  if all_fit is not true then
    select d.outcomes, d.details, d.requests into outcomes, details, request
    from sambatan.decide_joins(request, campaign, refusal, at_time, ordered) d;
    if 'request_invalid' = any (outcomes) then
      for place in 1 .. cardinality(request) loop
        -- Items are known here alone; the rest a caller can check for itself.
        if outcomes[place] = 'request_invalid' and request[place].quantity is null then
          details[place] := sambatan.order_fault(campaign, requests -> (place - 1));
        end if;
      end loop;
    end if;
    if campaign.itemized then
      priced := sambatan.price_joins(campaign.id, ordered, outcomes, at_time);
      select array_agg(one.lines order by one.ord), array_agg(one.amount order by one.ord) into order_lines, order_amounts
      from sambatan.priced_requests(priced, cardinality(request)) one;
    end if;
  end if;

  select coalesce(sum(r.quantity) filter (where r.outcome = 'joined'), 0), count(*) filter (where r.outcome = 'joined'),
    coalesce(sum(case when campaign.itemized then order_amounts[r.ord] else sambatan.quote(campaign, r.quantity) end)
      filter (where r.outcome = 'joined'), 0),
    min(r.counted_until) filter (where r.outcome = 'joined' and r.counted_until > at_time),
    array_agg(case when r.outcome = 'joined' then nextval('sambatan.order_numbers') end order by r.ord)
  into slots, participations, contribution, counted_ends, order_numbers
  from unnest(request, outcomes) as r (
    ord, id, user_id, quantity, shipping_address, note, actor, scope, key, request_hash, valid, is_known, is_same, held,
    counted_until, lines, expected_amount, outcome);

  -- Last of the locks before those of what is new: who wants no unique amounts pays for one look at an empty index.
  if slots > 0 and exists (
    select from sambatan.payment_instructions i where i.seller_id = campaign.seller_id and i.unique_amounts) then
    unique_parts := sambatan.unique_parts_of_joins(campaign,
      array(select r.id from unnest(request) r order by r.ord),
      array(
        select case when outcomes[r.ord] <> 'joined' then null when campaign.itemized then order_amounts[r.ord]
          else sambatan.quote(campaign, r.quantity) end
        from unnest(request) r order by r.ord),
      at_time);
  end if;

  if slots > 0 then
    -- The campaign is written once, below, with its slots and its count together.
    perform set_config('sambatan.counted_by_caller', 'on', true);
    with accepted as materialized (
      select r.*, coalesce(case when r.counted_until > at_time then r.counted_until end, hold_ends) as hold_expires_at,
        case when campaign.itemized then r.order_amount else sambatan.quote(campaign, r.quantity) end as amount,
        -- A person who joins for another: an operator, or the seller.
        r.actor like 'user:%' and r.actor <> 'user:' || r.user_id as on_behalf
      from unnest(request, outcomes, order_lines, order_amounts, order_numbers, unique_parts) as r (
        ord, id, user_id, quantity, shipping_address, note, actor, scope, key, request_hash, valid, is_known, is_same,
        held, counted_until, said, expected_amount, outcome, lines, order_amount, number, unique_part)
      where r.outcome = 'joined'
    ), new_participants as (
      insert into sambatan.participants (id, campaign_id, user_id, quantity, amount, currency, shipping_address, note,
        hold_expires_at, joined_at, updated_at, on_behalf, lines, number, unique_part)
      select a.id, campaign.id, a.user_id, a.quantity, a.amount, campaign.currency,
        a.shipping_address, a.note, a.hold_expires_at, at_time, at_time, a.on_behalf, a.lines, a.number, a.unique_part
      from accepted a
    ), new_events as (
      insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
      select campaign.id, a.id, 'participant_joined', a.actor,
        -- Those that were joined for by another are found by this mark; see audit_logs_actor_idx.
        case when a.on_behalf
          then jsonb_build_object('quantity', a.quantity, 'amount', a.amount, 'on_behalf', true)
          else jsonb_build_object('quantity', a.quantity, 'amount', a.amount) end,
        at_time
      from accepted a
    )
    insert into sambatan.idempotency_keys (scope, key, request_hash, participant_id, created_at)
    select a.scope, a.key, a.request_hash, a.id, at_time
    from accepted a
    where a.key is not null
    order by a.scope, a.key;

    if campaign.itemized then
      perform sambatan.take_units(campaign.id, priced);
    end if;
    perform set_config('sambatan.counted_by_caller', '', true);
    if campaign.filled_slots + slots = campaign.total_slots then
      -- The event of filling it is on record under whoever took the last slots.
      perform set_config('sambatan.actor', request[cardinality(request)].actor, true);
    end if;
    if campaign.hold_minutes is not null then
      insert into sambatan.campaign_due (campaign_id, kind, due_at)
      select campaign.id, k.kind, k.due_at
      from (values ('hold', least(hold_ends, counted_ends)),
        ('hold_ending', hold_ends - sambatan.hold_reminder_lead(campaign.hold_minutes))) k (kind, due_at)
      where k.due_at > at_time
      on conflict on constraint campaign_due_pkey do nothing;
      -- Those that come later end later, but for who goes on with an earlier hold, and where those before were given more time.
      update sambatan.campaign_due d set due_at = k.due_at
      from (values ('hold', least(hold_ends, counted_ends)),
        ('hold_ending', least(hold_ends, counted_ends) - sambatan.hold_reminder_lead(campaign.hold_minutes))) k (kind, due_at)
      where d.campaign_id = campaign.id and d.kind = k.kind and d.due_at > k.due_at
        and (counted_ends is not null or k.due_at > at_time);
    end if;
    campaign := sambatan.take_slots(campaign.id, slots, participations, contribution, at_time);
  end if;

  -- Only a repeat has to be read again; for what was written now everything is known.
  return query
  select r.ord, r.outcome, r.detail,
    case when r.outcome in ('joined', 'replayed') then r.id end,
    case when r.outcome <> 'joined' then coalesce(((r.first).first_order ->> 'amount')::bigint, (r.first).amount)
      when campaign.itemized then r.order_amount else sambatan.quote(campaign, r.quantity) end,
    campaign.currency,
    case when r.outcome = 'joined' then coalesce(case when r.counted_until > at_time then r.counted_until end, hold_ends)
      else (r.first).hold_expires_at end,
    case when r.outcome = 'joined' then at_time else (r.first).joined_at end,
    sambatan.available_slots(campaign),
    case when r.outcome = 'joined' then r.quantity
      else coalesce(((r.first).first_order ->> 'quantity')::integer, (r.first).quantity) end,
    case when r.outcome = 'joined' then r.lines
      when (r.first).first_order is null then (r.first).lines else nullif((r.first).first_order -> 'lines', 'null') end,
    case when r.outcome = 'joined' then r.number else (r.first).number end,
    case when r.outcome = 'joined' then r.unique_part else (r.first).unique_part end
  from (
    select a.*, case when a.outcome = 'replayed' then (
      select p from sambatan.participants p where p.id = a.id) end as first
    from unnest(request, outcomes, details, order_lines, order_amounts, order_numbers, unique_parts) as a (
      ord, id, user_id, quantity, shipping_address, note, actor, scope, key, request_hash, valid, is_known, is_same,
      held, counted_until, said, expected_amount, outcome, detail, lines, order_amount, number, unique_part)
    offset 0
  ) r
  order by r.ord;
end
$$;

comment on function sambatan.join_sambatan_campaigns(jsonb) is
  'Joins of one campaign, 1 to 500 in one transaction, decided in order as if each came alone; one outcome per request.';
