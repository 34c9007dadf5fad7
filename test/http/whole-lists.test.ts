/** What does not fit a page is found on another: no list ends without a word where there is more. */
import { beforeAll, describe, expect, it } from 'vitest'
import { signedIn, type TestAccount } from '../support/accounts.ts'
import { onEachNode } from './node.ts'
import { address, newCampaign, newParticipation, newProduct } from './things.ts'

onEachNode('lists longer than a page', (node) => {
  let operator: TestAccount
  beforeAll(async () => {
    operator = await signedIn(node.services.db, 'operator')
  })

  const open = async (path: string, { headers }: TestAccount) => {
    const page = await node.app.inject({ url: path, headers })
    expect(page.statusCode, path).toBe(200)
    return page.body
  }

  /** The address of the link that an expression finds, from the page it stands on. */
  const linkIn = (html: string, link: RegExp, path: string) => {
    const href = link.exec(html)?.[1]?.replaceAll('&amp;', '&')
    if (href === undefined) return undefined
    const { pathname, search } = new URL(href, `http://page${path}`)
    return pathname + search
  }
  const nextPage = /href="([^"]*)"[^>]*rel="next"/
  const earlier = /<a href="([^"]*)"[^>]*>Yang lebih lama<\/a>/

  /** All pages of a list, from a path on, as far as links lead. */
  async function walk(start: string, person: TestAccount, onward: RegExp): Promise<string[]> {
    const pages: string[] = []
    let path: string | undefined = start
    while (path !== undefined) {
      expect(pages.length, `${start} comes to an end`).toBeLessThan(25)
      const body = await open(path, person)
      pages.push(body)
      path = linkIn(body, onward, path)
    }
    return pages
  }

  /** So many campaigns of a seller as plain SQL brings them; `$3` is what its number says of their state. */
  async function campaigns(seller: TestAccount, count: number, title: string, columns: Record<string, string> = {}) {
    const { id } = await newProduct(node, { seller_id: seller.id })
    const [names, values] = [Object.keys(columns), Object.values(columns)].map((each) => each.map((one) => `, ${one}`))
    return node.services.db.query<{ id: string }>(
      `insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots, created_at
          ${columns.status ? '' : ', status'}${columns.minimum_slots ? '' : ', minimum_slots'}
          ${columns.deadline ? '' : ', deadline'}${columns.updated_at ? '' : ', updated_at'}${names!.join('')})
        select gen_random_uuid(), gen_random_uuid()::text, $1, $2, $3 || ' ' || i, 1, 10, now()
          ${columns.status ? '' : ", 'active'"}${columns.minimum_slots ? '' : ', 10'}
          ${columns.deadline ? '' : ", now() + interval '30 days'"}${columns.updated_at ? '' : ', now()'}${values!.join('')}
        from generate_series(1, ${count}) i returning id`,
      [id, seller.id, title],
    )
  }

  const namesIn = (pages: string[], name: RegExp) => new Set(pages.flatMap((page) => page.match(name) ?? []))

  describe('the story of an order', () => {
    let buyer: TestAccount
    let id: string
    beforeAll(async () => {
      buyer = await signedIn(node.services.db)
      const campaign = await newCampaign(node, { total_slots: 1 })
      id = (await newParticipation(node, campaign.id, { user_id: buyer.id })).id
      await node.ask('POST', `/participations/${id}/confirm`)
      await node.services.db.query(
        `insert into sambatan.audit_logs (campaign_id, event, actor, metadata, created_at)
          select $1, 'campaign_extended', 'service', jsonb_build_object('reason', 'alasan ' || i), sambatan.now()
          from generate_series(1, 230) i`,
        [campaign.id],
      )
      await node.ask('POST', '/lifecycle/run')
    })

    it.each(['buyer', 'operator'] as const)('is read to its beginning, the end first, by its %s', async (role) => {
      const [path, person] = role === 'buyer' ? [`/me/${id}`, buyer] : [`/operator/participations/${id}`, operator]
      const pages = await walk(path, person, earlier)
      expect(pages.length).toBe(3)
      expect(pages[0]).toContain('alasan 230')
      expect(pages[0]).not.toContain('alasan 1<')
      expect(namesIn(pages, /alasan \d+/g).size).toBe(230)
      const joined = role === 'buyer' ? 'Kamu memesan' : 'Ikut sambatan'
      expect(pages.map((page) => page.includes(joined))).toEqual([false, false, true])
      for (const page of pages.slice(1)) expect(page).toContain('Kembali ke yang terbaru')
    })

    it('says of the money what happened long before', async () => {
      expect(await open(`/me/${id}`, buyer)).toContain('dipakai untuk membuat batch ini')
    })
  })

  it('lead to all that keeps somebody from being erased', async () => {
    const seller = await signedIn(node.services.db, 'seller')
    const ids = (await campaigns(seller, 104, 'Rintangan')).map(({ id }) => id)
    await node.services.db.query(
      `insert into sambatan.participants (id, campaign_id, user_id, quantity, amount, currency, status, shipping_address,
          joined_at, updated_at)
        select gen_random_uuid(), id, $2, 1, 1, 'IDR', 'confirmed', $3, now(), now() from unnest($1::uuid[]) id`,
      [ids, seller.id, address],
    )
    const own = await open('/me/privacy/erase', seller)
    const operators = await open(`/operator/people/${seller.id}/erase`, operator)
    for (const [page, words, person] of [
      [own, /href="([^"]+)"[^>]*>[^<]*lihat semua pesananmu/, seller],
      [own, /href="([^"]+)"[^>]*>[^<]*lihat semua sambatanmu/, seller],
      [operators, /href="([^"]+)"[^>]*>[^<]*lihat semua keikutsertaan/, operator],
      [operators, /href="([^"]+)"[^>]*>[^<]*lihat semua sambatannya/, operator],
    ] as const) {
      const start = linkIn(page, words, '/')
      expect(start, String(words)).toBeDefined()
      expect(namesIn(await walk(start!, person, nextPage), /Rintangan \d+/g).size, start).toBe(104)
    }
    expect(operators).toContain('100+')
  })

  it('lead to all that needs a seller', async () => {
    const seller = await signedIn(node.services.db, 'seller')
    await campaigns(seller, 130, 'Terbengkalai', { status: "'draft'", updated_at: "now() - i * interval '2 days'" })
    const home = await open('/sell', seller)
    const start = linkIn(home, /href="([^"]+)"[^>]*>Semua yang perlu kamu urus/, '/sell')
    const pages = await walk(start!, seller, nextPage)
    expect(pages.length).toBe(3)
    expect(namesIn(pages, /Terbengkalai \d+/g).size).toBe(130)
    const wrong = await node.ask('GET', `/sellers/${seller.id}/attention?cursor=salah`)
    expect(wrong.body).toMatchObject({ code: 'cursor_invalid' })
  })

  it('lead from the overview to every campaign that is in danger, however many close before it', async () => {
    const seller = await signedIn(node.services.db, 'seller')
    const soon = "now() + i * interval '1 minute' + interval "
    await campaigns(seller, 60, 'Aman', {
      minimum_slots: '1',
      filled_slots: '2',
      progress: '20',
      deadline: `${soon}'1 hour'`,
    })
    await campaigns(seller, 33, 'Genting', { deadline: `${soon}'4 hours'` })
    const home = await open('/operator', operator)
    expect(namesIn([home], /Genting \d+/g).size).toBe(5)
    const start = linkIn(home, /href="([^"]+)"[^>]*>Semua yang belum mencapai target/, '/operator')
    const pages = await walk(start!, operator, nextPage)
    expect(namesIn(pages, /Genting \d+/g).size).toBe(33)
    expect(namesIn(pages, /Aman \d+/g).size).toBe(0)
  })

  it('lead to all that time will bring, and to all that a run has done', async () => {
    const seller = await signedIn(node.services.db, 'seller')
    await campaigns(seller, 40, 'Pekan', { deadline: "now() + interval '2 days' + i * interval '1 minute'" })
    const path = '/operator/scheduler/run'
    const all = linkIn(await open(path, operator), /href="([^"]+)"[^>]*>Tampilkan semua untuk tujuh hari/, path)
    expect(namesIn([await open(all!, operator)], /Pekan \d+/g).size).toBe(40)

    await campaigns(seller, 503, 'Lewat', { deadline: "now() - interval '1 minute'" })
    const run = await node.app.inject({
      method: 'POST',
      url: path,
      headers: {
        ...operator.headers,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      payload: 'key=putaran-panjang&again=1',
    })
    expect(run.body).toContain('3 perubahan lain')
    const trail = linkIn(run.body, /href="([^"]+)"[^>]*>Lihat semuanya di jejak audit/, path)
    const pages = await walk(trail!, operator, nextPage)
    expect(namesIn(pages, /audit\?campaign_id=[^"]+"/g).size).toBeGreaterThanOrEqual(503)
  })

  it('say how many campaigns cannot be advanced besides those that are named', async () => {
    const seller = await signedIn(node.services.db, 'seller')
    const ids = (await campaigns(seller, 60, 'Macet')).map(({ id }) => id)
    await node.services.db.query(
      `insert into sambatan.lifecycle_failures (campaign_id, attempts, error, failed_at, retry_at)
        select id, 3, 'XX000 rusak', now(), now() + interval '1 hour' from unnest($1::uuid[]) id`,
      [ids],
    )
    expect(await open('/operator', operator)).toContain('dan 55 sambatan lain yang tidak bisa dilanjutkan')
    expect(await open('/operator/scheduler', operator)).toContain('Masih ada 10 sambatan lain')
  })
})
