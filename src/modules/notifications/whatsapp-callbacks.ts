/** What WhatsApp tells of messages after it has taken them, signed with the app's secret over the bytes as they came. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../db/index.ts'
import { reason } from '../../kernel/reasons.ts'
import { callbackName, meaningOf } from './whatsapp.ts'

/** Whether it comes from whoever has the secret. */
export function isSigned(body: Buffer, header: string | undefined, appSecret: string): boolean {
  const given = /^sha256=([0-9a-f]{64})$/.exec(header ?? '')?.[1]
  if (given === undefined) return false
  return timingSafeEqual(Buffer.from(given, 'hex'), createHmac('sha256', appSecret).update(body).digest())
}

/** PostgreSQL stores no NUL in a text: one status that has it must not keep back all others of its callback. */
const told = z.string().transform((text) => text.replaceAll('\0', '\uFFFD'))

const status = z.object({
  id: z.string().max(500).pipe(told),
  status: z.enum(['sent', 'delivered', 'read', 'failed']),
  timestamp: z.coerce.number().int().min(1).max(4_102_444_800),
  biz_opaque_callback_data: z.string().max(200),
  pricing: z.object({ category: z.string().max(40).pipe(told) }).optional(),
  errors: z
    .array(z.object({ code: z.number().optional(), title: told.optional(), message: told.optional() }))
    .optional(),
})

const callback = z.object({
  entry: z.array(
    z.object({ changes: z.array(z.object({ value: z.object({ statuses: z.array(z.unknown()).optional() }) })) }),
  ),
})

/** Of what else it tells, as messages that people write to the number, nothing is kept. Returns how many were about messages of ours. */
export async function recordStatuses(tx: Tx, body: unknown): Promise<number> {
  const read = callback.safeParse(body)
  if (!read.success) return 0
  const statuses = read.data.entry.flatMap(({ changes }) => changes.flatMap(({ value }) => value.statuses ?? []))
  let known = 0
  for (const each of statuses) {
    const one = status.safeParse(each)
    const deliveryId = one.success ? deliveryOf(one.data.biz_opaque_callback_data) : undefined
    if (!one.success || deliveryId === undefined) continue
    const { id, status: stands, timestamp, pricing, errors } = one.data
    const { code, title, message } = errors?.[0] ?? {}
    const meaning = meaningOf(code)
    const { rows } = await sql<{ found: boolean }>`
      select sambatan.record_whatsapp_status(${deliveryId}, ${id}, ${stands}, ${new Date(timestamp * 1000)},
        ${pricing?.category ?? null}, ${code === undefined ? null : reason('whatsapp_error', { code, said: message ?? title ?? '?' })},
        ${meaning === 'passing'}, ${meaning === 'refused'}) as found`.execute(tx)
    if (rows[0]!.found) known++
  }
  return known
}

function deliveryOf(name: string): number | undefined {
  const id = Number(/^delivery-(\d{1,15})$/.exec(name)?.[1])
  return callbackName(id) === name ? id : undefined
}
