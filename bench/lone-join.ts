/** A join that is alone on an idle node: it must wait for nobody. Measured inside the process, from call to commit. */
import { migrate, openDatabase } from '../src/db/index.ts'
import { createCampaign } from '../src/modules/campaigns/index.ts'
import { createJoinQueue } from '../src/modules/participations/index.ts'
import { createProduct } from '../src/modules/products/index.ts'
import { percentile, type Section } from './support/report.ts'

const joins = 500

export async function benchLoneJoin(url: string): Promise<Section> {
  const db = await openDatabase({ url })
  try {
    await migrate(db)
    const campaign = await db.tx(async (tx) => {
      const product = await createProduct(tx, {
        seller_id: 'bench',
        name: 'Bench',
        base_price: 1,
        sambatan_enabled: true,
      })
      return createCampaign(tx, {
        product_id: product.id,
        title: 'Lone join',
        total_slots: 1_000_000,
        price_per_slot: 1,
        deadline: new Date(Date.now() + 86_400_000),
      })
    })
    const queue = createJoinQueue({ db, queueMax: 1000, onJoined() {}, onBatch() {} })
    const samples: number[] = []
    for (let i = 0; i < joins; i++) {
      const startedAt = performance.now()
      await queue.join(campaign.id, {
        user_id: `buyer-${i}`,
        quantity: 1,
        shipping_address: 'Jalan Melati No. 5, Sleman',
        actor: 'service',
        idempotency: { scope: 'service', key: `lone-${i}`, requestHash: '00'.repeat(32) },
      })
      samples.push(performance.now() - startedAt)
    }
    return {
      name: 'lone',
      title: 'A lone join on an idle node',
      note: `${joins} joins, one after another, from the call to the answer after the commit.`,
      rows: [{ joins, 'p50 ms': percentile(samples, 0.5), 'p99 ms': percentile(samples, 0.99) }],
    }
  } finally {
    await db.close()
  }
}
