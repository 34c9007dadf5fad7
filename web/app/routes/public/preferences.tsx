import { languages } from '../../../../src/kernel/language.ts'
import { ButtonLink } from '../../components/button.tsx'
import { preferencesPath } from '../../opened-for.ts'
import { attempt, localPath, page, redirect, text, visitor, withoutNews } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import { preferenceCookie, preferenceOf } from '../../preferences.ts'
import type { Route } from './+types/preferences.ts'

/** Remembers language and theme in the browser, and the language of mails for whoever is signed in. */
export const action = page(async (page) => {
  const { sentForm, api, context, url } = page
  const form = await sentForm()
  const headers = new Headers()
  const chosen = new URLSearchParams()
  const secure = context.publicUrl.startsWith('https:')
  const language = languages.find((one) => one === text(form, 'language'))
  if (language !== undefined) {
    headers.append('set-cookie', preferenceCookie('language', language, secure))
    chosen.set('language', language)
    if (await visitor(page)) await attempt(api.updateProfile({ id: 'me', body: { locale: language } }))
  }
  const theme = text(form, 'theme')
  if (theme === 'light' || theme === 'dark') {
    headers.append('set-cookie', preferenceCookie('theme', theme, secure))
    chosen.set('theme', theme)
  }
  if (theme === 'auto') headers.append('set-cookie', preferenceCookie('theme', '', secure))
  // By the buttons below a form in which somebody has typed: it waits for them on the page that they come back to.
  const action = url.searchParams.get('form')
  const address = localPath(url.searchParams.get('next') ?? form.get('next'))
  if (action !== null) context.unsent = { form, address: withoutNews(address), action }
  // Only on the next request is there to be seen whether the browser has kept it.
  if (chosen.size > 0) chosen.set('next', address)
  return redirect(chosen.size > 0 ? `${preferencesPath}?${chosen}` : address, headers)
})

/** Leads on to where the choice was made; a browser that has kept nothing of it would show that page as before. */
export const loader = page(async ({ request, url }) => {
  const next = localPath(url.searchParams.get('next'))
  const isLost = (['language', 'theme'] as const).some((name) => {
    const chosen = url.searchParams.get(name)
    return chosen !== null && preferenceOf(request, name) !== chosen
  })
  if (!isLost) throw redirect(next)
  const language = (['id', 'en'] as const).find((one) => one === url.searchParams.get('language'))
  return { next, language }
})

export function meta() {
  return [{ title: `${m.preferences_lost_title()} · ${m.site_name()}` }]
}

/** Also for somebody who cannot read the language that they wanted to leave. */
export default function Preferences({ loaderData: { next, language: chosen } }: Route.ComponentProps) {
  const language = chosen ?? getLocale()
  const words = { locale: language }
  return (
    <main id="main" lang={language} className="mx-auto w-full max-w-2xl px-4 py-16 sm:py-24">
      <h1 className="text-2xl sm:text-3xl">{m.preferences_lost_title({}, words)}</h1>
      <p className="measure mt-4 text-soft">{m.preferences_lost_detail({}, words)}</p>
      <ButtonLink href={next} className="mt-8">
        {m.preferences_lost_back({}, words)}
      </ButtonLink>
    </main>
  )
}
