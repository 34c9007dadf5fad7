import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { createCampaign } from '../../src/modules/campaigns/index.ts'
import { cancelParticipation } from '../../src/modules/participations/index.ts'
import { createProduct } from '../../src/modules/products/index.ts'
import { readSheet } from '../support/zip.ts'
import { onEachInstallation, sambatan } from './installation.ts'

onEachInstallation(
  'migrate',
  (place) => {
    it('is asked for by commands that need it, applies everything once, and then has nothing to do', async () => {
      await place.look((db) => db.query('select 1'))
      const early = await sambatan(['audit', 'x'], place.env)
      expect(early.code).toBe(1)
      expect(early.stderr).toContain('Run "sambatan migrate" first.')
      expect((await sambatan(['doctor'], place.env)).code).toBe(1)

      const first = await sambatan(['migrate'], place.env)
      expect(first).toMatchObject({ code: 0, stderr: '' })
      expect(first.stdout).toContain('applied migration 0001_engine')
      const second = await sambatan(['migrate'], place.env)
      expect(second.code).toBe(0)
      expect(second.stdout).toMatch(/^Nothing to do: the database is at version \d+\.\n$/)
    }, 90_000)
  },
  { empty: true },
)

onEachInstallation('seed', (place) => {
  it('fills an empty database with campaigns in every state, once, and leaves doctor content', async () => {
    const first = await sambatan(['seed'], place.env)
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).toContain('Seeded 6 sellers, 10 products, 23 campaigns')
    const before = await place.look(contents)
    expect(before.statuses).toEqual(['active', 'cancelled', 'draft', 'expired', 'fulfilled', 'locked', 'scheduled'])

    const again = await sambatan(['seed'], place.env)
    expect(again).toMatchObject({ code: 0, stdout: 'The database holds data already: nothing was changed.\n' })
    expect(await place.look(contents)).toEqual(before)

    const doctor = await sambatan(['doctor'], place.env)
    expect(doctor.stdout).toContain('Everything is in order')
    expect(doctor.code).toBe(0)
    // Three processes, each of which opens the database anew.
  }, 90_000)

  it('gives every product a picture that ships with the project', async () => {
    const urls = await place.look((db) => db.query<{ image_url: string }>('select image_url from sambatan.products'))
    const root = new URL('../../', import.meta.url)
    for (const { image_url } of urls) {
      const picture = readFileSync(new URL(`.${image_url}`, root), 'utf8')
      expect(picture).toContain('<svg xmlns="http://www.w3.org/2000/svg"')
      expect(picture).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/)
      // Labels are drawn as outlines, so that no font is needed.
      expect(picture.length).toBeLessThan(12_000)
    }
  })
})

onEachInstallation(
  'seed by several at once',
  (place) => {
    it('happens once', async () => {
      const outcomes = await Promise.all([1, 2, 3].map(() => sambatan(['seed'], place.env)))
      expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0])
      const { products } = await place.look(contents)
      expect(products).toBe(10)
    }, 120_000)
  },
  // The embedded database lets one process in: the others come after it, as above.
  { only: 'PostgreSQL' },
)

async function contents(db: Database): Promise<{ products: number; events: number; statuses: string[] }> {
  const [row] = await db.query<{ products: number; events: number; statuses: string[] }>(`
    select (select count(*) from sambatan.products) as products, (select count(*) from sambatan.audit_logs) as events,
      (select array_agg(distinct status::text order by status::text) from sambatan.campaigns) as statuses`)
  return row!
}

const nasty = {
  user: '=cmd|calc',
  address: 'Jl. "Mawar", No. 5\nBandung',
  note: '+62 \u001b[31mtelepon dulu',
}

onEachInstallation(
  'audit and export',
  (place) => {
    let folder: string
    let campaign: { id: string; slug: string }

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'sambatan-test-export-'))
      campaign = await place.look(makeCampaign)
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    it('tell the whole story, newest last, with nothing that steers the terminal', async () => {
      const bySlug = await sambatan(['audit', campaign.slug], place.env)
      expect(bySlug).toMatchObject({ code: 0, stderr: '' })
      const lines = bySlug.stdout.split('\n').filter((line) => /^\d{4}-/.test(line))
      expect(lines).toHaveLength(1206)
      expect(lines[0]).toContain('Campaign created')
      expect(lines[1]).toContain('draft → open')
      expect(lines[2]).toMatch(/Joined .*2 slots for IDR 370,000/)
      expect(lines.at(-1)).toContain('reason: “berubah pikiran [2J”')
      expect(lines.at(-1)).toContain('reserved → cancelled')
      expect(bySlug.stdout).not.toContain('\u001b')
      expect(await sambatan(['audit', campaign.id], place.env)).toEqual(bySlug)
    })

    it('give events to programs as one JSON object a line', async () => {
      const { code, stdout } = await sambatan(['audit', campaign.slug, '--json'], place.env)
      expect(code).toBe(0)
      const events = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(events).toHaveLength(1206)
      expect(events[0]).toMatchObject({ campaign_id: campaign.id, event: 'campaign_created', actor: 'test' })
    })

    it('quote what CSV needs quoted and disarm formulas', async () => {
      const { code, stdout, stderr } = await sambatan(['export', campaign.slug, '--csv'], place.env)
      const left = 'Left out 1 participation, cancelled or refunded. --all includes them.\n'
      expect({ code, stderr }).toEqual({ code: 0, stderr: left })
      const [header, ...lines] = stdout.split('\r\n')
      expect(header).toBe(
        'id,campaign_id,user_id,quantity,amount,currency,status,shipping_address,note,hold_expires_at,joined_at,updated_at,buyer_name,buyer_phone,payment_status,paid_amount,returned_amount,owed_to_buyer,owed_by_buyer,unique_part',
      )
      const line = lines.find((text) => text.includes('cmd'))
      expect(line).toContain(`,'=cmd|calc,2,370000,IDR,reserved,"Jl. ""Mawar"", No. 5\nBandung",'+62 `)
      expect(lines.filter((text) => text !== '')).toHaveLength(1202)
    })

    it('write a file whole, private, with a mark for Excel, of the statuses asked for', async () => {
      const file = join(folder, 'peserta.csv')
      const args = ['export', campaign.slug, '--csv', '--bom', '--status', 'cancelled', '-o', file]
      const { code, stdout, stderr } = await sambatan(args, place.env)
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
      expect(stderr).toContain('Wrote 1 participation ')
      const text = readFileSync(file, 'utf8')
      expect(text.startsWith('\ufeffid,')).toBe(true)
      expect(text.split('\r\n')).toHaveLength(3)
      expect(statSync(file).mode & 0o077).toBe(0)
      expect(readdirSync(folder)).toEqual(['peserta.csv'])
    })

    it('write everybody, as a workbook or with semicolons, for whoever asks so', async () => {
      const file = join(folder, 'peserta.xlsx')
      const { code, stderr } = await sambatan(['export', campaign.slug, '--xlsx', '--all', '-o', file], place.env)
      expect({ code, stderr }).toEqual({
        code: 0,
        stderr: `Wrote 1,203 participations of "${campaign.slug}" to ${file}.\n`,
      })
      const [header, ...rows] = readSheet(readFileSync(file))
      expect(header!.map(({ value }) => value)).toContain('Joined (WIB)')
      expect(rows).toHaveLength(1203)
      const [first] = await place.look((db) =>
        db.query<{ id: string; joined_at: Date }>('select id, joined_at from sambatan.participants limit 1'),
      )
      const row = rows.find((cells) => cells.some(({ value }) => value === first!.id))!
      // Spreadsheets count days since the end of 1899; seven hours are Jakarta's.
      const days = (first!.joined_at.getTime() + 7 * 3_600_000) / 86_400_000 + 25_569
      expect(row.map(({ value }) => Number(value).toFixed(4))).toContain(days.toFixed(4))
      expect(rows.flat().map(({ kind }) => kind)).not.toContain('formula')
      rmSync(file)
      const { stdout } = await sambatan(['export', campaign.slug, '--semicolon', '--all'], place.env)
      expect(stdout).toMatch(/^id;campaign_id;user_id;/)
      expect(stdout).toContain(`;'=cmd|calc;2;370000;IDR;reserved;`)
    })

    it('say when there is no such campaign or no such place', async () => {
      for (const args of [
        ['audit', 'tidak-ada'],
        ['export', '019a0000-0000-7000-8000-000000000000'],
      ]) {
        const { code, stderr } = await sambatan(args, place.env)
        expect(code).toBe(1)
        expect(stderr).toContain(`There is no campaign "${args[1]}"`)
      }
      const lost = await sambatan(['export', campaign.slug, '--out', join(folder, 'none', 'x.csv')], place.env)
      expect(lost.code).toBe(1)
      expect(lost.stderr).toContain('cannot be written')
    })
  },
  { only: 'one' },
)

/** A campaign with 1203 participations, the first of them nasty and one of them cancelled: several pages of each. */
async function makeCampaign(db: Database): Promise<{ id: string; slug: string }> {
  const made = await db.tx(
    async (tx) => {
      const product = await createProduct(tx, { seller_id: 's', name: 'P', base_price: 1, sambatan_enabled: true })
      return createCampaign(tx, {
        product_id: product.id,
        title: 'Uji ekspor',
        total_slots: 5000,
        price_per_slot: 185_000,
        deadline: new Date(Date.now() + 86_400_000),
      })
    },
    { actor: 'test' },
  )
  const request = (index: number) => ({
    campaign_id: made.id,
    id: uuidv7(),
    user_id: index === 0 ? nasty.user : `pembeli-${index}`,
    quantity: index === 0 ? 2 : 1,
    shipping_address: nasty.address,
    note: nasty.note,
    actor: 'test',
  })
  const requests = Array.from({ length: 1203 }, (_, index) => request(index))
  for (let from = 0; from < requests.length; from += 401) {
    await db.query('select count(*) from sambatan.join_sambatan_campaigns($1::jsonb)', [
      JSON.stringify(requests.slice(from, from + 401)),
    ])
  }
  await db.tx((tx) => cancelParticipation(tx, requests.at(-1)!.id, 'berubah pikiran\r\n\u001b[2J'))
  return made
}
