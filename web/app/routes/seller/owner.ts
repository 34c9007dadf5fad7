import { data } from 'react-router'
import type { Api } from '../../page.ts'

/** Stops whoever may not change a campaign as if there were none: anybody may read one that is public. */
export async function onlyOwner(api: Api, id: string): Promise<void> {
  const { may_edit: mayEdit } = await api.readViewer({ id })
  if (!mayEdit) throw data(null, { status: 404 })
}
