/**
 * The one place where the API's words meet the database's older enums (`sambatan_status`,
 * `sambatan_participant_status`): callers know the left column, SQL knows the right one.
 * Also for the scripts of pages, which leave the pairs out, so it imports nothing.
 */
const campaignPairs = [
  ['inactive', 'draft'],
  ['scheduled', 'scheduled'],
  ['active', 'active'],
  ['full', 'locked'],
  ['completed', 'fulfilled'],
  ['failed', 'expired'],
  ['cancelled', 'cancelled'],
] as const

const participationPairs = [
  ['reserved', 'pending_payment'],
  ['confirmed', 'confirmed'],
  ['cancelled', 'cancelled'],
  ['refunded', 'refunded'],
  ['fulfilled', 'fulfilled'],
] as const

export type CampaignStatus = (typeof campaignPairs)[number][0]
export type CampaignDbStatus = (typeof campaignPairs)[number][1]
export type ParticipationStatus = (typeof participationPairs)[number][0]
/** An offer to somebody who waits is a word of its own in the database alone, because it counts for nothing but the slots it holds. */
export type ParticipationDbStatus = (typeof participationPairs)[number][1] | 'offered'

interface StatusMap<Api extends string, Db extends string> {
  /** The API's words, in the order of a lifecycle. */
  values: Api[]
  toApi(status: Db): Api
  toDb(status: Api): Db
}

/** @param besides words of the database that the API has another word for already */
function statusMap<Api extends string, Db extends string>(
  pairs: readonly (readonly [Api, Db])[],
  besides: readonly (readonly [Api, Db])[] = [],
): StatusMap<Api, Db> {
  const apiByDb = new Map([...pairs, ...besides].map(([api, db]) => [db, api]))
  const dbByApi = new Map(pairs)
  return {
    values: pairs.map(([api]) => api),
    toApi: (status) => apiByDb.get(status)!,
    toDb: (status) => dbByApi.get(status)!,
  }
}

export const campaignStatus = /* @__PURE__ */ statusMap(campaignPairs)
export const participationStatus = /* @__PURE__ */ statusMap<ParticipationStatus, ParticipationDbStatus>(
  participationPairs,
  [['reserved', 'offered']],
)

/** Which take nobody any more and never will. */
export const endedCampaigns = ['completed', 'failed', 'cancelled'] as const satisfies CampaignStatus[]

export function hasEnded({ status }: { status: CampaignStatus }): boolean {
  return endedCampaigns.some((ended) => ended === status)
}

/** Which hold slots, and whose goods are made or sent: neither cancelled nor refunded (`is_live` in SQL). */
export const liveParticipations = ['reserved', 'confirmed', 'fulfilled'] as const satisfies ParticipationStatus[]
