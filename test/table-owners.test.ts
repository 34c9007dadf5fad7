/**
 * Each table has one module that writes it. Who else does is listed with a reason, so that a new way of writing what is
 * another's is seen, and asked about: an invariant holds where all that could break it is in one place.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Folders of `src/modules` and of `sql/functions` are called alike; `jobs`, `seed` and `db` are folders of `src`. */
const owners: Record<string, string> = {
  access_logs: 'identity',
  accounts: 'identity',
  addresses: 'people',
  api_keys: 'identity',
  attempts: 'identity',
  audit_logs: 'audit',
  buyer_messages: 'messaging',
  campaign_due: 'lifecycle',
  campaign_items: 'campaigns',
  campaign_photos: 'photos',
  campaign_search: 'search',
  campaigns: 'campaigns',
  due_kinds: 'migrations',
  email_suppressions: 'mail',
  fan_out_state: 'migrations',
  follows: 'sellers',
  idempotency_keys: 'idempotency',
  item_tiers: 'campaigns',
  known_devices: 'identity',
  lifecycle_failures: 'lifecycle',
  mailbox: 'mail',
  message_rounds: 'messaging',
  message_templates: 'messaging',
  money_records: 'money',
  money_reports: 'money',
  notification_deliveries: 'notifications',
  notification_kinds: 'migrations',
  notification_preferences: 'notifications',
  notifications: 'notifications',
  operator_codes: 'identity',
  outbox: 'audit',
  participants: 'participations',
  payment_claims: 'money',
  payment_instructions: 'money',
  people: 'identity',
  photo_blobs: 'photos',
  private_pictures: 'photos',
  products: 'products',
  push_keys: 'notifications',
  push_subscriptions: 'notifications',
  refund_accounts: 'money',
  scheduler_runs: 'lifecycle',
  scheduler_state: 'lifecycle',
  schema_functions: 'db',
  schema_migrations: 'db',
  search_backlog: 'search',
  seller_pages: 'sellers',
  sessions: 'identity',
  share_images: 'sharing',
  statement_lines: 'statements',
  trouble_told: 'notifications',
  two_factors: 'identity',
  unique_amounts: 'money',
  verifications: 'identity',
  volume_prices: 'campaigns',
  waiting_entries: 'waiting',
  webhook_attempts: 'webhooks',
  webhook_deliveries: 'webhooks',
  webhook_endpoints: 'webhooks',
  whatsapp_consents: 'notifications',
  whatsapp_refusals: 'notifications',
  wordings: 'wordings',
}

const erasing = 'erasing somebody is one function, which forgets everything of them in one transaction'
const batch =
  'many events at once, in the statement that makes them: one call of record_event each would be a look-up each'
const demo = 'the people of the demo have passwords and ages that nobody could sign up with'

/** Writers that are not the owner: `table: writer`, and why. */
const exceptions: Record<string, string> = {
  'accounts: people': erasing,
  'accounts: seed': demo,
  'addresses: seed': demo,
  'audit_logs: campaigns': batch,
  'audit_logs: lifecycle': batch,
  'audit_logs: money': batch,
  'audit_logs: participations': batch,
  'audit_logs: pricing': batch,
  'audit_logs: waiting': batch,
  'campaign_due: participations': 'a hold falls due from the moment of its join, on the hot path',
  'campaign_items: pricing':
    'units move with the orders that take them, and prices settle with the campaign, under its lock',
  'campaigns: lifecycle': 'opening is a pass over many campaigns in one statement',
  'campaigns: participations': 'the trigger that counts participations keeps the numbers on the campaign',
  'campaigns: photos': 'a changed photo is a change of what the campaign shows: its updated_at',
  'campaigns: waiting': 'the triggers that count those who wait keep the number on the campaign',
  'campaigns: wordings': 'changed photos are changed words: since when they are what they are',
  'campaigns: pricing': 'that lines are kept from now on is set with the first of them, in one transaction',
  'campaigns: slots': 'the only two functions that move filled_slots; they stand before campaigns',
  'follows: notifications': erasing,
  'idempotency_keys: lifecycle': 'it forgets old keys of every kind, at the end of a run',
  'idempotency_keys: participations': 'a join remembers its key in its own batch, on the hot path',
  'email_suppressions: people': erasing,
  'item_tiers: pricing': 'early birds are taken in the statement that takes the units of their item',
  'known_devices: people': erasing,
  'lifecycle_failures: campaigns': 'what has ended by any hand fails no more',
  'lifecycle_failures: seed':
    'a campaign of the demo that could not be advanced once: nothing that fails is part of it',
  'mailbox: people': erasing,
  'money_records: people': erasing,
  'money_reports: people': erasing,
  'notification_deliveries: seed': 'the past of the demo is not sent to anybody',
  'outbox: notifications': 'the fan-out forgets what it has handed on, in the transaction that does so',
  'participants: money':
    'the trigger that keeps the sums of an order those of its records, and the hold that money keeps',
  'participants: people': erasing,
  'participants: pricing':
    'what orders hold and finally cost is settled for a whole campaign in one statement, under its lock',
  'participants: waiting': 'an offer is a participation, made and claimed with the entry that it is for',
  'photo_blobs: wordings': erasing,
  'people: people':
    'profiles: how somebody is shown and reached; who they are and what they may is written by identity',
  'people: seed': demo,
  'refund_accounts: people': erasing,
  'trouble_told: seed': 'what goes wrong in a public demo that was set back has been told to nobody',
  'scheduler_state: seed': 'a public demo that is set back runs again, whoever paused it',
  'scheduler_state: jobs': 'pausing and resuming, which are of the scheduler and not of a run',
  'seller_pages: people': erasing,
  'sessions: people': erasing,
  'sessions: seed': 'a start that closes the accounts of the demo ends their sessions',
  'share_images: photos': erasing,
  'statement_lines: people': erasing,
  'two_factors: people': erasing,
  'verifications: people': erasing,
  'waiting_entries: people': erasing,
  'waiting_entries: pricing': 'that lines are kept from now on is set for who waits too, in one transaction',
  'webhook_attempts: people': erasing,
  'webhook_deliveries: people': erasing,
  'webhook_endpoints: people': erasing,
  'whatsapp_refusals: people': erasing,
  'verifications: seed': 'a start that closes the accounts of the demo ends their mailed links',
}

const inSql =
  /\b(?:insert\s+into|update(?:\s+only)?|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+sambatan\.(\w+)/gi
const inKysely = /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'(\w+)/g

/** Comments name tables too. */
const codeOf = (file: string, text: string) =>
  file.endsWith('.sql') ? text.replace(/--.*$/gm, '') : text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

interface Write {
  table: string
  writer: string
  file: string
}

function filesOf(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith(ending) && !/\.(test|gen)\./.test(name))
}

function writesOf(file: string, text: string): Write[] {
  const writer = /^(?:sql\/functions|src\/modules|src)\/(\w+)/.exec(file)![1]!
  const code = codeOf(file, text)
  return [...code.matchAll(inSql), ...code.matchAll(inKysely)].map(([, table]) => ({ table: table!, writer, file }))
}

const writes = [...filesOf('sql/functions', '.sql'), ...filesOf('src', '.ts')].flatMap((file) =>
  writesOf(file, readFileSync(join(root, file), 'utf8')),
)

describe('tables', () => {
  it('are written by their module, and by whom the list of exceptions names', () => {
    const foreign = writes.filter(
      ({ table, writer }) => owners[table] !== writer && !Object.hasOwn(exceptions, `${table}: ${writer}`),
    )
    expect(foreign).toEqual([])
  })

  it('all have an owner, and none that is not there has one', () => {
    const schema = readFileSync(join(root, 'sql/schema.sql'), 'utf8')
    const tables = [...schema.matchAll(/^create table sambatan\.(\w+)/gim)].map(([, table]) => table!)
    expect(tables.length).toBeGreaterThan(25)
    expect(Object.keys(owners).sort()).toEqual(tables.sort())
  })

  it('have no exception that nobody needs any more', () => {
    const made = new Set(writes.map(({ table, writer }) => `${table}: ${writer}`))
    expect(Object.keys(exceptions).filter((one) => !made.has(one))).toEqual([])
  })

  it('are seen to be written, in whichever way', () => {
    expect(writes.length).toBeGreaterThan(80)
    const ways = [
      'insert into sambatan.people (id) values (1)',
      'UPDATE only sambatan.people set x = 1',
      'delete\n  from sambatan.people',
      "tx.updateTable('people as p')",
    ]
    for (const way of ways) {
      expect(writesOf('src/modules/photos/x.ts', way)).toMatchObject([{ table: 'people', writer: 'photos' }])
    }
    expect(writesOf('sql/functions/photos/x.sql', '-- delete from sambatan.people')).toEqual([])
  })
})
