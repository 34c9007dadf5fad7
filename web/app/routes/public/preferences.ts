import { attempt, localPath, page, redirect, text, visitor, withoutNews } from '../../page.ts'
import { preferenceCookie } from '../../preferences.ts'

/** Remembers language and theme in the browser, and the language of mails for whoever is signed in. */
export const action = page(async (page) => {
  const { sentForm, api, context, url } = page
  const form = await sentForm()
  const headers = new Headers()
  const secure = context.publicUrl.startsWith('https:')
  const language = text(form, 'language')
  if (language === 'id' || language === 'en') {
    headers.append('set-cookie', preferenceCookie('language', language, secure))
    if (await visitor(page)) await attempt(api.updateProfile({ id: 'me', body: { locale: language } }))
  }
  const theme = text(form, 'theme')
  if (theme === 'light' || theme === 'dark') headers.append('set-cookie', preferenceCookie('theme', theme, secure))
  if (theme === 'auto') headers.append('set-cookie', preferenceCookie('theme', '', secure))
  // By the buttons below a form in which somebody has typed: it waits for them on the page that they come back to.
  const action = url.searchParams.get('form')
  const address = localPath(url.searchParams.get('next') ?? form.get('next'))
  if (action !== null) context.unsent = { form, address: withoutNews(address), action }
  return redirect(address, headers)
})

export const loader = () => redirect('/')
