/**
 * Every kind of notification. A new one is an entry here, its row in sambatan.notification_kinds (by a migration), and its words,
 * `notice_<kind>_title` and `notice_<kind>_text` in messages/<language>/notices.json. test/engine/notices.test.ts fails where one of
 * them is missing.
 */
import { campaignKinds } from './campaigns.ts'
import type { KindDefinition } from './define.ts'
import { followingKinds } from './following.ts'
import { orderKinds } from './orders.ts'
import { saleKinds } from './sales.ts'

const entries = { ...orderKinds, ...campaignKinds, ...saleKinds, ...followingKinds }

export type NotificationKind = keyof typeof entries

export const kinds: Record<NotificationKind, KindDefinition> = entries
export const kindNames = Object.keys(entries) as NotificationKind[]

/** None for what a later version has written. */
export function definitionOf(kind: string): KindDefinition | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind as NotificationKind] : undefined
}
