import type { Api } from '../../page.ts'

/** Rejects as the API does for whoever may not change a campaign: anybody may read one that is public, its log only they. */
export async function onlyOwner(api: Api, id: string): Promise<void> {
  await api.listLogs({ id, limit: 1 })
}
