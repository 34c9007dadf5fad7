import { expect, it } from 'vitest'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { findProduct, listProducts, updateProduct } from '../../src/modules/products/index.ts'
import { onEachDatabase } from '../support/databases.ts'
import { joined, makeCampaign, makeProduct, refusalOf, runPasses, stateOf } from '../support/engine.ts'

onEachDatabase('a product', (test) => {
  it('is found as it was made', async () => {
    const product = await makeProduct(test.db, { description: 'Bunga malam', image_url: '/melati.svg' })
    expect(product).toMatchObject({ currency: 'IDR', base_price: 250_000, sambatan_enabled: true })
    expect(await findProduct(test.db.read, product.id)).toEqual(product)
    expect(await refusalOf(findProduct(test.db.read, uuidv7()))).toBe('product_not_found')
  })

  it('is changed in what is given, and nothing else', async () => {
    const product = await makeProduct(test.db, { description: 'lama' })
    const patched = await test.db.tx((tx) => updateProduct(tx, product.id, { description: 'baru' }))
    expect(patched).toMatchObject({ description: 'baru', name: product.name, base_price: product.base_price })
    expect(await refusalOf(test.db.tx((tx) => updateProduct(tx, uuidv7(), { name: 'x' })))).toBe('product_not_found')
  })

  it('that is disabled lets its running campaigns go on', async () => {
    const product = await makeProduct(test.db)
    const { id } = await makeCampaign(test.db, { product_id: product.id, total_slots: 1 })
    await test.db.tx((tx) => updateProduct(tx, product.id, { sambatan_enabled: false }))
    await joined(test.db, id)
    await runPasses(test.db)
    expect((await stateOf(test.db, id)).status).toBe('fulfilled')
    expect(await refusalOf(makeCampaign(test.db, { product_id: product.id }))).toBe('product_not_enabled')
  })
})

onEachDatabase('lists of products', (test) => {
  it('page through all, newest first, each once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.unshift((await makeProduct(test.db, { seller_id: 'pager' })).id)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listProducts(test.db.read, { seller_id: 'pager', limit: 2, cursor })
      seen.push(...page.items.map((item) => item.id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(ids)
  })

  it('filter by whether sambatan is enabled', async () => {
    const off = await makeProduct(test.db, { sambatan_enabled: false })
    const page = await listProducts(test.db.read, { sambatan_enabled: false, limit: 10 })
    expect(page.items.map((item) => item.id)).toEqual([off.id])
  })
})
