/**
 * Every kind of notification. A new one is an entry here, its row in sambatan.notification_kinds (by a migration), and its words,
 * `notice_<kind>_title` and `notice_<kind>_text` in messages/<language>/notices.json. test/engine/notices.test.ts fails where one of
 * them is missing.
 */

import type { AnyFacts } from '../facts.ts'
import { campaignKinds } from './campaigns.ts'
import type { KindDefinition, PlainKindDefinition } from './define.ts'
import { followingKinds } from './following.ts'
import { moneyKinds, sellersMoneyKinds } from './money.ts'
import { operationKinds } from './operations.ts'
import { orderKinds } from './orders.ts'
import { saleKinds } from './sales.ts'
import { waitingKinds } from './waiting.ts'

const entries = { ...orderKinds, ...waitingKinds, ...moneyKinds, ...campaignKinds, ...saleKinds, ...followingKinds }

const plainEntries = { ...operationKinds, ...sellersMoneyKinds }

export type NotificationKind = keyof typeof entries | keyof typeof plainEntries

export const kinds: Record<string, KindDefinition> = entries
const plainKinds: Record<string, PlainKindDefinition> = plainEntries
export const kindNames = [...Object.keys(entries), ...Object.keys(plainKinds)] as NotificationKind[]

/** None for what a later version has written. */
export function definitionOf(kind: string): KindDefinition | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
}

/** As `definitionOf`, of kinds that are about no campaign. */
export function plainDefinitionOf(kind: string): PlainKindDefinition | undefined {
  return Object.hasOwn(plainKinds, kind) ? plainKinds[kind] : undefined
}

/** Whether it is still true; undefined: a later version knows what it is. */
export function isStillTrue(facts: AnyFacts): boolean | undefined {
  if (facts.campaign === null) {
    const definition = plainDefinitionOf(facts.kind)
    return definition && (definition.isTrue?.(facts) ?? true)
  }
  const definition = definitionOf(facts.kind)
  return definition && (definition.isTrue?.(facts) ?? true)
}

/** Until when it is true, where that is known, and whether it may become untrue before. */
export function validityOf(facts: AnyFacts) {
  if (facts.campaign === null) return { mayChange: plainDefinitionOf(facts.kind)?.isTrue !== undefined }
  const definition = definitionOf(facts.kind)
  return { until: definition?.until?.(facts), mayChange: definition?.isTrue !== undefined }
}
