/** Also for the scripts that run in browsers, so it imports nothing. */
import type { Campaign } from '@sambatan/client'

export const endedStatuses = ['completed', 'failed', 'cancelled'] as const satisfies Campaign['status'][]

export function hasEnded({ status }: Pick<Campaign, 'status'>): boolean {
  return endedStatuses.some((ended) => ended === status)
}
