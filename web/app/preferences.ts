/** What a browser remembers of its person's wishes, besides the session: language and theme. */
type Theme = 'light' | 'dark'

export function themeOf(request: Request): Theme | undefined {
  const match = /(?:^|;\s*)sambatan_theme=(light|dark)/.exec(request.headers.get('cookie') ?? '')
  return match?.[1] as Theme | undefined
}

/** @param secure whether this installation is reached by https */
export function preferenceCookie(name: 'language' | 'theme', value: string, secure: boolean): string {
  const age = value === '' ? 0 : 34_560_000
  return `sambatan_${name}=${value}; Path=/; Max-Age=${age}; SameSite=Lax${secure ? '; Secure' : ''}`
}
