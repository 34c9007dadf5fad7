/**
 * Demo data: small Indonesian perfume makers with campaigns in every state, for an empty database, once. All of it goes
 * through the engine's own functions in the order of time, so that every invariant holds for it and its audit trail
 * reads like a real one. Apart from ids and dates it is the same everywhere.
 */
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import type { Database, Tx } from '../db/index.ts'
import { assert } from '../kernel/assert.ts'
import type { Secrets } from '../kernel/secrets.ts'
import type { Photos } from '../modules/photos/index.ts'
import { createProduct } from '../modules/products/index.ts'
import type { Storage } from '../storage/index.ts'
import { campaigns } from './campaigns.ts'
import { followSteps } from './follows.ts'
import { replay, runDue, type Step, setMoment } from './history.ts'
import { letterSteps, openPost } from './letters.ts'
import { type DemoPictures, paymentSteps, sendPictures } from './payment.ts'
import { addPeople, hashDemoPassword } from './people.ts'
import { type KeptPhotos, storePhotos } from './photos.ts'
import { campaignSteps } from './plan.ts'
import { type DemoProduct, products } from './products.ts'
import { createRandom } from './random.ts'
import { troubleSteps } from './trouble.ts'
import { fanOut, webhookSteps } from './webhook.ts'

export { demoPassword } from '../kernel/public-demo.ts'
export { demoIds } from './people.ts'

export interface SeedSummary {
  sellers: number
  products: number
  campaigns: number
  participations: number
  events: number
}

interface Options {
  /** What the demo's people sign in with; unset: none of them can. */
  password?: string | undefined
  /** Told after every step how many of all are done. */
  onProgress?(done: number, total: number): void
  /** Told within the transaction, when all is there. */
  onFilled?(tx: Tx): Promise<void>
}

export interface DemoServices {
  db: Database
  /** Where links in letters lead; unset: there are no letters. */
  config?: Pick<Config, 'publicUrl'> | undefined
  /** Unset: it has no private pictures. */
  photos?: Photos | undefined
  /** They seal the secret of the demo's webhook and an account; unset: it has neither. */
  secrets?: Secrets | undefined
  /** Where the photos of its sizes lie; unset: they have none. */
  storage?: Storage | undefined
}

/** Held while seeding, so that of several first nodes one does it; any number that nothing else locks. */
const lockKey = 7_262_282_617
const seed = 1945
const hourMs = 3_600_000

/**
 * Fills an empty database; returns undefined, and changes nothing, when it holds anything already.
 * It is one transaction: a crash in the middle leaves nothing behind.
 */
export async function seedDemo(services: DemoServices, options: Options = {}): Promise<SeedSummary | undefined> {
  const { db } = services
  if (!(await isEmpty(db.read))) return undefined
  const { fill } = await prepareFilling(services, options)
  return db.tx(
    async (tx) => {
      await takeLease(tx)
      // Asked again now that no other node can be seeding.
      if (!(await isEmpty(tx))) return undefined
      await fill(tx)
      await options.onFilled?.(tx)
      return summarize(tx)
    },
    { statementTimeoutMs: 60_000 },
  )
}

/**
 * Waits for whoever fills the database; of several nodes that want to one does it, and the others find it done. And for whoever makes of
 * events what people are told: the filling does so itself, and would be skipped while another is at it.
 */
export async function takeLease(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(lockKey)})`.execute(tx)
  await sql`select from sambatan.fan_out_state for update`.execute(tx)
}

export interface Filling {
  /** Of photos that lie in the storage already. */
  photoKeys: string[]
  /** Into a database that holds nothing. */
  fill(tx: Tx): Promise<void>
}

/** What takes long or is outside of the database comes before the transaction. */
export async function prepareFilling(
  { config, secrets, photos, storage }: Omit<DemoServices, 'db'>,
  options: Options,
): Promise<Filling> {
  const passwordHash = options.password === undefined ? undefined : await hashDemoPassword(options.password)
  const pictures = photos && (await sendPictures(photos))
  const files = campaigns.flatMap(({ photo, items = [] }) =>
    photo ? [photo.file, ...items.flatMap((item) => item.photo ?? [])] : [],
  )
  const itemPhotos: KeptPhotos = storage ? await storePhotos(storage, files) : new Map()
  return {
    photoKeys: [...itemPhotos.values()].map(({ key }) => key),
    async fill(tx) {
      // A thousand small calls: compiling the plan of one can take longer (150 ms) than running all of them.
      await sql`set local jit = off`.execute(tx)
      await addPeople(tx, passwordHash)
      await fill(tx, { secrets, publicUrl: config?.publicUrl, pictures, itemPhotos }, options)
    },
  }
}

async function isEmpty(db: Tx | Database['read']): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from sambatan.products) and not exists (select from sambatan.campaigns)
      and not exists (select from sambatan.people) as empty`.execute(db)
  return rows[0]!.empty
}

interface Means {
  secrets: Secrets | undefined
  publicUrl: string | undefined
  /** Of what is private. */
  pictures: DemoPictures | undefined
  itemPhotos: KeptPhotos
}

async function fill(
  tx: Tx,
  { secrets, publicUrl, pictures, itemPhotos }: Means,
  { onProgress }: Options,
): Promise<void> {
  const { rows } = await sql<{ now: Date }>`select sambatan.now() as now`.execute(tx)
  const now = rows[0]!.now
  const moment = (hours: number) => new Date(now.getTime() + Math.round(hours * hourMs))
  const random = createRandom(seed)

  const made = new Map(
    products.map(({ slug, sellerId, name }) => [slug, { id: '', sellerId, name: name.split(',')[0]! }]),
  )
  const steps: Step[] = products.map((product) => ({
    at: moment(firstCampaignAt(product) - random.between(20, 90)),
    actor: `user:${product.sellerId}`,
    async run(tx) {
      made.get(product.slug)!.id = await addProduct(tx, product)
    },
  }))
  const post = openPost(secrets, publicUrl)
  steps.push(...paymentSteps(pictures, moment), ...followSteps(moment), ...letterSteps(post, moment))
  for (const plan of campaigns) {
    const product = made.get(plan.product)
    assert(product, `the product ${plan.product} exists`)
    steps.push(...campaignSteps(plan, product, { random, moment, photos: itemPhotos, pictures, secrets, post }))
  }
  if (secrets) steps.push(...troubleSteps(secrets, post, moment), ...webhookSteps(secrets, moment))
  await replay(tx, steps, (done) => onProgress?.(done, steps.length))
  await runDue(tx, now)
  await tellEverybody(tx, now)
}

/** By now people have read what they were told until yesterday, and of that nothing is sent any more. */
async function tellEverybody(tx: Tx, now: Date): Promise<void> {
  await setMoment(tx, now, 'scheduler')
  await fanOut(tx)
  await sql`
    select sambatan.read_notifications(n.person_id, null, max(n.last_event_id)) from sambatan.notifications n
    where n.updated_at < sambatan.now() - interval '1 day' group by n.person_id order by n.person_id`.execute(tx)
  await sql`
    update sambatan.notification_deliveries d
    set state = 'dropped', done_at = sambatan.now(), last_error = 'it happened before this demo began'
    from sambatan.notifications n
    where n.id = d.notification_id and n.read_at is not null and d.state = 'pending'
      -- But for the newest of each kind: the mailbox shows what each letter looks like.
      and n.id <> (select max(newest.id) from sambatan.notifications newest where newest.kind = n.kind)`.execute(tx)
}

function firstCampaignAt(product: DemoProduct): number {
  return Math.min(...campaigns.filter((plan) => plan.product === product.slug).map((plan) => plan.createdAt))
}

async function addProduct(tx: Tx, product: DemoProduct): Promise<string> {
  const { id } = await createProduct(tx, {
    seller_id: product.sellerId,
    name: product.name,
    description: product.description,
    base_price: product.basePrice,
    image_url: `/assets/demo/${product.slug}.svg`,
    sambatan_enabled: product.enabled ?? true,
  })
  return id
}

async function summarize(tx: Tx): Promise<SeedSummary> {
  const { rows } = await sql<SeedSummary>`
    select (select count(distinct seller_id) from sambatan.products) as sellers,
      (select count(*) from sambatan.products) as products,
      (select count(*) from sambatan.campaigns) as campaigns,
      (select count(*) from sambatan.participants) as participations,
      (select count(*) from sambatan.audit_logs) as events`.execute(tx)
  return rows[0]!
}
