/** What a browser remembers of its person's wishes, besides the session: language and theme. */
type Theme = 'light' | 'dark'

export function themeOf(request: Request): Theme | undefined {
  const theme = preferenceOf(request, 'theme')
  return theme === 'light' || theme === 'dark' ? theme : undefined
}

export function preferenceOf(request: Request, name: 'language' | 'theme'): string | undefined {
  return new RegExp(`(?:^|;\\s*)sambatan_${name}=(\\w+)`).exec(request.headers.get('cookie') ?? '')?.[1]
}

/** @param secure whether this installation is reached by https */
export function preferenceCookie(name: 'language' | 'theme', value: string, secure: boolean): string {
  const age = value === '' ? 0 : 34_560_000
  return `sambatan_${name}=${value}; Path=/; Max-Age=${age}; SameSite=Lax${secure ? '; Secure' : ''}`
}
