/** How it is paid: what sellers say to those who have joined, for all of their campaigns or for one. */
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { codeOf } from '../../kernel/order-code.ts'
import { Problem } from '../../kernel/problem.ts'
import type { HowToPay, OwnInstructions, PaymentAccount, PaymentInstructions } from './shapes.ts'

export interface AccountWish {
  kind: PaymentAccount['kind']
  provider: string | null
  number: string | null
  holder: string | null
  /** Of a code to pay by. */
  picture_id: string | null
}

export interface InstructionsWish {
  accounts: AccountWish[]
  words: string
  /** Whether orders made from now on get some rupiah more, by which their exact sums name them; left out: no. */
  unique_amounts?: boolean | undefined
}

interface Row {
  campaign_id: string | null
  accounts: (AccountWish & { width: number | null; height: number | null })[]
  words: string
  unique_amounts: boolean
  changed_at: Date
}

/** The accounts with the sizes of their pictures; `i` are the instructions. */
const columns = sql`i.campaign_id, i.words, i.unique_amounts, i.changed_at, coalesce((
  select jsonb_agg(a.account || jsonb_build_object('width', p.width, 'height', p.height) order by a.place)
  from jsonb_array_elements(i.accounts) with ordinality a (account, place)
  left join sambatan.private_pictures p on p.id = (a.account ->> 'picture_id')::uuid), '[]') as accounts`

function presentAccount({ kind, provider, number, holder, picture_id, width, height }: Row['accounts'][number]) {
  const picture = picture_id === null || width === null || height === null ? null : { id: picture_id, width, height }
  return { kind, provider, number, holder, picture }
}

/** What a seller says to all who have joined. */
export async function instructionsOfSeller(db: Kysely<DB>, sellerId: string): Promise<PaymentInstructions> {
  const { rows } = await sql<Row>`
    select ${columns} from sambatan.payment_instructions i
    where i.seller_id = ${sellerId} and i.campaign_id is null`.execute(db)
  return present(rows[0])
}

/** All that a seller says, for all and for single campaigns. */
export async function allInstructionsOf(db: Kysely<DB>, sellerId: string): Promise<OwnInstructions[]> {
  const { rows } = await sql<Row>`
    select ${columns} from sambatan.payment_instructions i
    where i.seller_id = ${sellerId} order by i.campaign_id nulls first`.execute(db)
  return rows.map((row) => ({ campaign_id: row.campaign_id, ...present(row) }))
}

/** How one campaign is paid: what is said of it alone, else of all of its seller's. */
export async function instructionsOfCampaign(db: Kysely<DB>, campaignId: string): Promise<PaymentInstructions> {
  const { rows } = await sql<Row>`
    select ${columns} from sambatan.campaigns c cross join lateral sambatan.instructions_of(c) i
    where c.id = ${campaignId} and i.id is not null`.execute(db)
  return present(rows[0])
}

function present(row: Row | undefined): PaymentInstructions {
  if (row === undefined) return { of: 'nobody', accounts: [], words: '', unique_amounts: false, changed_at: null }
  return {
    of: row.campaign_id === null ? 'seller' : 'campaign',
    accounts: row.accounts.map(presentAccount),
    words: row.words,
    unique_amounts: row.unique_amounts,
    changed_at: row.changed_at.toISOString(),
  }
}

/**
 * What a buyer is to pay, and how: exact, with the time until when. Nothing of an order that is over: nobody is to pay for it.
 * @throws Problem participation_not_found
 */
export async function howToPay(db: Kysely<DB>, participationId: string): Promise<HowToPay> {
  const { rows } = await sql<{
    campaign_id: string
    number: number
    amount_to_pay: number
    unique_part: number | null
    currency: string
    pay_until: Date | null
    live: boolean
  }>`
    select p.campaign_id, p.number, p.owed_by_buyer as amount_to_pay, p.currency,
      case when p.owed_by_buyer > 0 and p.paid_amount = 0 then p.unique_part end as unique_part, sambatan.pay_until(p, c) as pay_until,
      sambatan.is_live(p.status) as live
    from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
    where p.id = ${participationId}`.execute(db)
  const [row] = rows
  if (!row) throw new Problem('participation_not_found', { participation_id: participationId })
  const said = row.live ? await instructionsOfCampaign(db, row.campaign_id) : present(undefined)
  return {
    participation_id: participationId,
    code: codeOf(Number(row.number)),
    amount_to_pay: Number(row.amount_to_pay),
    currency: row.currency,
    unique_part: row.unique_part,
    pay_until: row.pay_until?.toISOString() ?? null,
    accounts: said.accounts,
    words: said.words,
    changed_at: said.changed_at,
  }
}

export interface OfWhom {
  sellerId: string
  /** Null: for all of the seller's campaigns that have no instructions of their own. */
  campaignId: string | null
}

/**
 * Says how it is paid, or with `null` takes back what was said; whoever has still to pay is told of a change.
 * @throws Problem picture_not_found
 */
export async function changeInstructions(
  tx: Tx,
  { sellerId, campaignId }: OfWhom,
  wish: InstructionsWish | null,
): Promise<PaymentInstructions> {
  const accounts = wish && JSON.stringify(wish.accounts)
  await sql`
    select sambatan.change_payment_instructions(
      ${uuidv7()}, ${sellerId}, ${campaignId}, ${accounts}::jsonb, ${wish?.words ?? null},
      ${wish?.unique_amounts ?? false})`.execute(tx)
  return campaignId === null ? instructionsOfSeller(tx, sellerId) : instructionsOfCampaign(tx, campaignId)
}

/**
 * Whose business a picture of the money book is: whoever sent it, and those to whom it is shown. A code to pay by is shown to who has
 * joined a campaign that is paid by it, a proof to its buyer and to the seller.
 * @returns ids of people; an empty list where there is no such picture
 */
export async function whoSeesPicture(db: Kysely<DB>, pictureId: string, asker: string | undefined): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select substr(p.owner, 6) as person_id from sambatan.private_pictures p where p.id = ${pictureId} and p.owner like 'user:%'
    union
    select unnest(array[p.user_id, c.seller_id]) from sambatan.payment_claims l
    join sambatan.participants p on p.id = l.participation_id join sambatan.campaigns c on c.id = l.campaign_id
    where l.picture_id = ${pictureId}
    union
    select i.seller_id from sambatan.payment_instructions i where i.picture_ids @> array[${pictureId}::uuid]
    union
    select p.user_id from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
    cross join lateral sambatan.instructions_of(c) i
    where p.user_id = ${asker ?? null} and sambatan.is_live(p.status) and i.picture_ids @> array[${pictureId}::uuid]`.execute(
    db,
  )
  return rows.map(({ person_id }) => person_id)
}
