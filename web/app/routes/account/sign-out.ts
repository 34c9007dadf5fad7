import { redirect } from 'react-router'
import { page } from '../../page.ts'

/** Ends this session, or all of them. */
export const action = page(async ({ request, api }) => {
  const everywhere = (await request.formData()).get('everywhere') !== null
  if (everywhere) await api.signOutEverywhere()
  else await api.signOut()
  return redirect(`/sign-in?done=${everywhere ? 'everywhere' : 'signed-out'}`, 303)
})

export const loader = () => redirect('/me', 303)
