/** The buyers of a campaign as their seller writes to them: who waits, with the message that is theirs, and who was written to. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import type { Language } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'
import { whatsAppChat } from '../../kernel/phone.ts'
import { Problem } from '../../kernel/problem.ts'
import { type ParticipationDbStatus, participationStatus } from '../../kernel/status.ts'
import { cut, onOneLine } from '../../kernel/text.ts'
import { writtenMoney, writtenTime } from '../../kernel/written.ts'
import { filledIn, type Values } from './placeholders.ts'
import { presentMessage } from './record.ts'
import type {
  BuyerMessage,
  MessageGroup,
  MessageListEntry,
  MessageProgress,
  MessageState,
  TemplateName,
} from './shapes.ts'
import { textsOf } from './templates.ts'

/** Whom the list is of: a group, or some who were chosen. */
export interface Whom {
  campaign: { id: string; seller_id: string }
  template: TemplateName
  group: MessageGroup
  ids?: string[] | undefined
}

interface Row {
  participation_id: string
  user_id: string
  buyer_name: string | null
  buyer_phone: string | null
  takes_letters: boolean
  language: Language
  state: MessageState
  here: StoredMessage | null
  last: StoredMessage | null
  product_name: string
  campaign_title: string
  seller_name: string
  deadline: Date
  hold_expires_at: Date | null
  status: ParticipationDbStatus
  quantity: number
  amount: number
  currency: string
}

/** Whoever calls themselves more gets a message all the same. */
const nameLengthMax = 60

type StoredMessage = Parameters<typeof presentMessage>[0]

/**
 * `unpaid`: who has reserved, and who is confirmed and has not paid all of it, as the money book says and not the status. Nobody is
 * asked for money who says that it is paid, and waits for the seller to look.
 */
const groups: Record<MessageGroup, RawBuilder<boolean>> = {
  unpaid: sql`(p.status = 'pending_payment' or p.owed_by_buyer > 0) and not exists (
    select from sambatan.payment_claims l where l.participation_id = p.id and l.answered_at is null)`,
  all: sql`p.status in ('pending_payment', 'confirmed', 'fulfilled')`,
  offered: sql`p.status = 'offered'`,
}

/** Everybody of the list with how they stand in this round of the template. */
function listOf({ campaign, template, group, ids }: Whom): RawBuilder<Row> {
  const meant = ids === undefined ? groups[group] : sql`p.id = any (${ids}::uuid[])`
  return sql<Row>`
    select p.id as participation_id, p.user_id, nullif(buyer.name, '') as buyer_name, buyer.phone as buyer_phone,
      coalesce(sambatan.is_reachable(buyer, 'email'), false) as takes_letters,
      coalesce(buyer.locale, 'id') as language,
      case when not sambatan.takes_messages(buyer.phone) then 'unreachable' when here.kind = 'opened' then 'messaged'
        when here.kind = 'skipped' then 'skipped' else 'waiting' end as state,
      to_jsonb(here) as here, to_jsonb(latest) as last,
      product.name as product_name, c.title as campaign_title, coalesce(seller.name, '') as seller_name,
      c.deadline, p.hold_expires_at, p.status, p.quantity,
      -- Whoever has paid some of it is asked for the rest.
      case when p.status = 'pending_payment' or p.owed_by_buyer > 0 then p.owed_by_buyer
        else coalesce(p.final_amount, p.amount) end as amount, c.currency
    from sambatan.participants p
    join sambatan.campaigns c on c.id = p.campaign_id
    join sambatan.products product on product.id = c.product_id
    left join sambatan.people buyer on buyer.id = p.user_id and buyer.erased_at is null
    left join sambatan.people seller on seller.id = c.seller_id
    left join sambatan.message_rounds round on round.campaign_id = c.id and round.template = ${template}
    left join lateral (
      select m.* from sambatan.buyer_messages m
      where m.participant_id = p.id and m.undone_at is null and m.template = ${template} and m.id > coalesce(round.after_id, 0)
      order by m.id desc limit 1) here on true
    left join lateral (
      select m.* from sambatan.buyer_messages m
      where m.participant_id = p.id and m.undone_at is null and m.kind = 'opened'
      order by m.id desc limit 1) latest on true
    where p.campaign_id = ${campaign.id} and ${meant}`
}

/** Who waits comes in the order of joining; who was written to or skipped, the last first. */
export async function listMessages(
  db: Kysely<DB>,
  publicUrl: string,
  whom: Whom,
  page: { state: MessageState; limit: number; cursor?: string | undefined },
): Promise<Page<MessageListEntry>> {
  const { state, limit, cursor } = page
  const isDone = state === 'messaged' || state === 'skipped'
  const after = cursor === undefined ? undefined : decodeCursor(cursor, [isDone ? 'number' : 'uuid'])[0]
  const order = isDone ? sql`(here ->> 'id')::bigint desc` : sql`participation_id`
  const beyond = isDone ? sql`(here ->> 'id')::bigint < ${after}::bigint` : sql`participation_id > ${after}::uuid`
  const { rows } = await sql<Row>`
    select * from (${listOf(whom)}) list
    where state = ${state} and ${after === undefined ? sql`true` : beyond}
    order by ${order} limit ${limit + 1}`.execute(db)
  const texts = await textsOf(db, whom.campaign.seller_id, whom.template)
  const found = toPage(
    rows,
    limit,
    (row) => row,
    (row) => [isDone ? row.here!.id : row.participation_id],
  )
  return { ...found, items: found.items.map((row) => present(row, messageFor(row, texts[row.language], publicUrl))) }
}

export async function countMessages(db: Kysely<DB>, whom: Whom): Promise<MessageProgress> {
  const { rows } = await sql<MessageProgress & { began_at: Date | null }>`
    select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'messaged') as messaged,
      count(*) filter (where state = 'skipped') as skipped, count(*) filter (where state = 'unreachable') as unreachable,
      (select r.began_at from sambatan.message_rounds r
        where r.campaign_id = ${whom.campaign.id} and r.template = ${whom.template}) as began_at
    from (${listOf(whom)}) list`.execute(db)
  const { waiting, messaged, skipped, unreachable, began_at } = rows[0]!
  return {
    waiting: Number(waiting),
    messaged: Number(messaged),
    skipped: Number(skipped),
    unreachable: Number(unreachable),
    began_at: began_at?.toISOString() ?? null,
  }
}

/** The message to one buyer, in the seller's words or in those that are being tried; and what opens the chat with it. */
export async function messageTo(
  db: Kysely<DB>,
  publicUrl: string,
  { participationId, ...whom }: Omit<Whom, 'group' | 'ids'> & { participationId: string },
  tried?: { text: string; language: Language },
): Promise<{ text: string; chat: string | null }> {
  const { rows } = await listOf({ ...whom, group: 'all', ids: [participationId] }).execute(db)
  const row = rows[0]
  if (row === undefined) throw new Problem('participation_not_found', { participation_id: participationId })
  const texts = tried === undefined ? await textsOf(db, whom.campaign.seller_id, whom.template) : undefined
  const text = messageFor(
    tried === undefined ? row : { ...row, language: tried.language },
    tried?.text ?? texts![row.language],
    publicUrl,
  )
  return { text, chat: chatWith(row.buyer_phone, text) }
}

function messageFor(row: Row, template: string, publicUrl: string): string {
  const { product_name, campaign_title, quantity, language } = row
  const end = holdEnd(row) ?? row.deadline
  const values: Values = {
    name: cut(onOneLine(row.buyer_name ?? say(language, 'message_name_unknown')), nameLengthMax),
    order: say(language, 'message_order', { count: quantity, product: product_name }),
    amount: writtenMoney(Number(row.amount), row.currency, language),
    deadline: writtenTime(end, language, { withYear: false }),
    link: new URL(`/me/${row.participation_id}`, publicUrl).href,
    campaign: campaign_title,
    seller: onOneLine(row.seller_name) || say(language, 'notice_a_seller'),
  }
  return filledIn(template, values)
}

/** Until when slots are held for somebody, as an order or as an offer; null: for as long as they take part. */
function holdEnd({ status, hold_expires_at: end }: Row): Date | null {
  return status === 'pending_payment' || status === 'offered' ? end : null
}

function chatWith(phone: string | null, text: string): string | null {
  const chat = whatsAppChat(phone)
  return chat && `${chat}?text=${encodeURIComponent(text)}`
}

function present(row: Row, text: string): MessageListEntry {
  const message = (stored: StoredMessage | null): BuyerMessage | null => stored && presentMessage(stored)
  return {
    participation_id: row.participation_id,
    user_id: row.user_id,
    quantity: row.quantity,
    amount: Number(row.amount),
    currency: row.currency,
    status: participationStatus.toApi(row.status),
    hold_expires_at: holdEnd(row)?.toISOString() ?? null,
    buyer_name: row.buyer_name,
    buyer_phone: row.buyer_phone,
    takes_letters: row.takes_letters,
    language: row.language,
    text,
    chat: chatWith(row.buyer_phone, text),
    state: row.state,
    here: message(row.here),
    last: message(row.last),
  }
}
