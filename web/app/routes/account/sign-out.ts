import { page, redirect } from '../../page.ts'
import { leaveNothing } from './leave-nothing.ts'

/** Ends this session, or all of them. */
export const action = page(async (page) => {
  const { sentForm, api } = page
  const everywhere = (await sentForm()).get('everywhere') !== null
  if (everywhere) await api.signOutEverywhere()
  else await api.signOut()
  return redirect(`/sign-in?done=${everywhere ? 'everywhere' : 'signed-out'}`, leaveNothing(page))
})

export const loader = () => redirect('/me')
