import type { PushHere } from '../../components/push-switch.tsx'
import type { Page } from '../../page.ts'

/** Whether this browser is told, and what it has to be asked for with; undefined where no browser is told here. */
export async function pushHere({ api, whoAsks }: Pick<Page, 'api' | 'whoAsks'>): Promise<PushHere | undefined> {
  const [{ public_key: publicKey, browsers }, { user_id: personId }] = await Promise.all([
    api.readPush({ id: 'me' }),
    whoAsks(),
  ])
  if (publicKey === null || personId === null) return undefined
  return { publicKey, browserId: browsers.find(({ current }) => current)?.id, personId }
}
