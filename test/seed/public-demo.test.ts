/** A public demo: what visitors leave is taken away every few hours, and never from a database that holds anything else. */
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type Database, SetupError } from '../../src/db/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { demoPassword } from '../../src/kernel/public-demo.ts'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import { passwordEffort } from '../../src/modules/identity/index.ts'
import { createPhotos } from '../../src/modules/photos/index.ts'
import { endPublicDemo, filledAt, openPublicDemo, resetDemo } from '../../src/seed/public.ts'
import { prepareDemo } from '../../src/seed/start.ts'
import { openStorage } from '../../src/storage/index.ts'
import { accountSecret, signedIn } from '../support/accounts.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { joined, makeCampaign, makeProduct, sqlstateOf } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { silentLog } from '../support/log.ts'
import { jpeg } from '../support/pictures.ts'

const dayMs = 86_400_000

/** What a start of a public demo works with, on a database; and who was told of what. */
function servicesOn(db: Database, dir: string) {
  const config = readConfig({ SAMBATAN_DEMO: 'reset', SAMBATAN_DEMO_RESET_HOURS: '24' })
  const storage = openStorage({ kind: 'folder', dir }, { clock: systemClock, log: silentLog })
  const told: string[] = []
  return {
    ...{ config, db, storage, log: silentLog, secrets: parseSecrets(accountSecret), told },
    photos: createPhotos({ db, storage }),
    identity: {
      everybodyChanged: () => told.push('everybody'),
      personChanged: () => {},
      apiKeyChanged: () => {},
    },
    live: { announceAnew: () => told.push('anew') },
  }
}

/** How many rows each of these tables has. */
async function counts(db: Database): Promise<Record<string, number>> {
  const tables = ['people', 'accounts', 'products', 'campaigns', 'participants', 'audit_logs', 'access_logs']
  const more = ['campaign_photos', 'photo_blobs', 'webhook_endpoints', 'money_records']
  const counted = [...tables, ...more].map((name) => `(select count(*)::int from sambatan.${name}) as ${name}`)
  // How many letters lie there depends on the hour; of which kinds does not.
  counted.push('(select count(distinct template)::int from sambatan.mailbox) as letters')
  // Who looks at the same moment has sent pictures that nothing shows, which go after a day as any others do.
  counted.push('(select count(*)::int from sambatan.private_pictures where unused_since is null) as pictures')
  const [row] = await db.query<Record<string, number>>(`select ${counted.join(', ')}`)
  return row!
}

onEachDatabase(
  'a public demo',
  (test) => {
    const dir = mkdtempSync(joinPath(tmpdir(), 'sambatan-test-'))
    let services: ReturnType<typeof servicesOn>
    beforeAll(() => {
      services = servicesOn(test.db, dir)
    })
    afterAll(() => rm(dir, { recursive: true }))

    /** What somebody leaves there who tries everything. */
    async function visit() {
      const { db } = test
      const visitor = await signedIn(db, 'seller')
      const campaign = await makeCampaign(db, { seller_id: visitor.id })
      const joins = await joined(db, campaign.id)
      const photo = await services.photos.add(
        { campaignId: campaign.id, file: await jpeg({ seed: 1 }), alt: 'punya tamu' },
        `user:${visitor.id}`,
      )
      const picture = await services.photos.addPrivate(await jpeg({ seed: 2 }), `user:${visitor.id}`)
      await db.query('update sambatan.private_pictures set unused_since = null where id = $1', [picture.id])
      await db.query(`update sambatan.scheduler_state set paused_at = now(), paused_by = 'user:demo-operator'`)
      await db.query(`update sambatan.accounts set password = 'somebody else knows' where user_id = 'demo-operator'`)
      return { visitor, campaign, joins, photo, picture }
    }

    it('fills an empty database, says so on record, and leaves it until its time', async () => {
      expect(await openPublicDemo(services)).toBe(true)
      expect(await openPublicDemo(services)).toBe(false)
      expect(await filledAt(test.db.read)).toBeInstanceOf(Date)
      expect(await resetDemo(services)).toBe(false)
    }, 120_000)

    it('is set back once, whoever looks, while others read and write, with all that visitors left', async () => {
      const { db } = test
      const first = await counts(db)
      const left = await visit()
      const blobs = await db.query<{ key: string }>(
        `select blob_key as key from sambatan.campaign_photos where campaign_id = $1
       union all select 'private/' || blob_key from sambatan.private_pictures where id = $2`,
        [left.campaign.id, left.picture.id],
      )
      expect(blobs).toHaveLength(2)
      const files = [`${blobs[0]!.key}/480.webp`, `${blobs[1]!.key}.webp`]
      for (const file of files) expect(await services.storage.get(file), file).toBeDefined()
      await advanceClock(db, dayMs)

      const resets = Promise.all([resetDemo(services), resetDemo(services)])
      // They wait, or come before or after; none fails for it.
      const meanwhile = Array.from({ length: 20 }, async (_, i) => {
        await new Promise((wait) => setTimeout(wait, i * 100))
        if (i % 2 === 0) await makeProduct(db, { seller_id: `tamu-${i}` }).then(() => 'written')
        return (await db.query<{ n: number }>('select count(*)::int as n from sambatan.campaigns'))[0]!.n
      })
      const seen = await Promise.all(meanwhile)
      expect((await resets).sort()).toEqual([false, true])
      expect(services.told).toEqual(['everybody', 'anew'])
      // Nobody saw it empty or half filled.
      for (const campaigns of seen) expect([first.campaigns!, first.campaigns! + 1]).toContain(campaigns)

      // Those who wrote while it went on may have come after it.
      const late = await db.query<{ n: number }>(
        `select count(*)::int as n from sambatan.products where seller_id like 'tamu-%'`,
      )
      const now = await counts(db)
      expect({ ...now, products: now.products! - late[0]!.n }).toMatchObject({
        ...first,
        audit_logs: expect.any(Number),
      })
      expect(await db.query('select from sambatan.campaigns where id = $1', [left.campaign.id])).toEqual([])
      expect(await db.query('select from sambatan.sessions')).toEqual([])
      expect(await db.query('select from sambatan.scheduler_state where paused_at is null')).toHaveLength(1)
      const [account] = await db.query<{ password: string }>(
        `select password from sambatan.accounts where user_id = 'demo-operator'`,
      )
      expect(await passwordEffort.verify({ hash: account!.password, password: demoPassword })).toBe(true)
      for (const file of files) expect(await services.storage.get(file), file).toBeUndefined()
      const kept = await db.query<{ key: string; width: number }>(
        'select key, widths[1] as width from sambatan.photo_blobs',
      )
      for (const { key, width } of kept) expect(await services.storage.get(`${key}/${width}.webp`)).toBeDefined()
      for (const { key } of await db.query<{ key: string }>('select blob_key as key from sambatan.private_pictures'))
        expect(await services.storage.get(`private/${key}.webp`)).toBeDefined()
      expect(await violations(db)).toEqual([])
      expect(await resetDemo(services), 'its time has not come again').toBe(false)
    }, 240_000)

    it('keeps what is on record for ever from everybody else, as before', async () => {
      for (const statement of ['truncate sambatan.audit_logs', 'delete from sambatan.access_logs'])
        expect(await sqlstateOf(test.db.query(statement)), statement).toBe('SB001')
    })

    it('is none any more for good, as soon as a start wants anything else of it', async () => {
      const { db } = test
      await prepareDemo({ ...services, config: { ...services.config, demo: 'published' } })
      expect(await filledAt(db.read)).toBeUndefined()
      expect(await endPublicDemo(services)).toBe(false)
      await advanceClock(db, dayMs)
      const before = await counts(db)
      expect(await resetDemo(services)).toBe(false)
      await expect(openPublicDemo(services)).rejects.toThrow(SetupError)
      expect(await counts(db)).toEqual(before)
    })
  },
  // Visitors wait for as long as it takes to fill it, which on a busy machine is more than what a statement has.
  { database: { statementTimeoutMs: 120_000 } },
)

onEachDatabase('a database with anything in it', (test) => {
  it('is refused by a start that would take it away, and is as it was', async () => {
    const { db } = test
    const services = servicesOn(db, joinPath(tmpdir(), 'never-made'))
    await makeProduct(db)
    const refused = expect(openPublicDemo(services)).rejects
    await refused.toMatchObject({ code: 'demo_not_public', message: expect.stringContaining('products (1)') })
    expect(await resetDemo(services)).toBe(false)
    expect(await db.query('select from sambatan.products')).toHaveLength(1)
  })
})
