/** A browser that several people use, without scripts: it keeps cookies as RFC 6265 says, and forms as they were shown. */
import type { TestNode } from './node.ts'

export interface Shown {
  status: number
  headers: Record<string, string | string[] | undefined>
  html: string
  /** Where the answer leads, when it does. */
  location: string
}

export type Fields = Record<string, string>

export class Device {
  private readonly kept = new Map<string, { name: string; path: string; value: string }>()
  private readonly node: TestNode

  constructor(node: TestNode) {
    this.node = node
  }

  /** Takes a session, as `signedIn` makes one, in place of the one before; undefined ends it without a word. */
  use(cookie: string | undefined): void {
    this.kept.delete('sambatan.session_token /')
    if (cookie !== undefined) this.set(`${cookie}; Path=/`)
  }

  async open(url: string): Promise<Shown> {
    return this.take(await this.node.app.inject({ url, headers: { cookie: this.cookiesFor(url) } }))
  }

  /** @param body fields, or what a browser makes of them and of files */
  async send(url: string, body: Fields | Buffer, type = 'application/x-www-form-urlencoded'): Promise<Shown> {
    return this.take(
      await this.node.app.inject({
        method: 'POST',
        url,
        headers: {
          cookie: this.cookiesFor(url),
          'content-type': type,
          'sec-fetch-site': 'same-origin',
        },
        payload: Buffer.isBuffer(body) ? body : new URLSearchParams(body).toString(),
      }),
    )
  }

  /** Everything that the browser keeps, whatever it is kept for. */
  memory(): string {
    return [...this.kept.values()].map(({ value }) => Buffer.from(value, 'base64url').toString() + value).join('\n')
  }

  /** What its cookies hold whose names begin like that. */
  valuesOf(name: string): string[] {
    return [...this.kept.values()].filter((each) => each.name.startsWith(name)).map(({ value }) => value)
  }

  private cookiesFor(url: string): string {
    const { pathname } = new URL(url, 'http://sambatan.test')
    return [...this.kept.values()]
      .filter(({ path }) => path === '/' || pathname === path || pathname.startsWith(`${path}/`))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  private set(header: string): void {
    const [pair, ...attributes] = header.split(';').map((part) => part.trim())
    const [name, value] = [pair!.slice(0, pair!.indexOf('=')), pair!.slice(pair!.indexOf('=') + 1)]
    const of = (wanted: string) => attributes.find((each) => each.startsWith(`${wanted}=`))?.slice(wanted.length + 1)
    const path = of('Path') ?? '/'
    if (of('Max-Age') === '0') this.kept.delete(`${name} ${path}`)
    else this.kept.set(`${name} ${path}`, { name, path, value })
  }

  private take(answer: Awaited<ReturnType<TestNode['app']['inject']>>): Shown {
    for (const header of [answer.headers['set-cookie'] ?? []].flat()) this.set(header)
    const headers = answer.headers as Shown['headers']
    return { status: answer.statusCode, headers, html: answer.body, location: String(answer.headers.location ?? '') }
  }
}

/** The fields of the form of a page that leads to an address, with what they hold already. */
export function fieldsOf({ html }: Shown, action?: string): Fields {
  const forms = [...html.matchAll(/<form [^>]*method="post".*?<\/form>/gs)].map(([form]) => form)
  const form = forms.find((each) =>
    action === undefined ? !/action="\/(preferences|sign-out)"/.test(each) : each.includes(`action="${action}"`),
  )
  if (form === undefined) throw new Error(`There is no such form: ${action}`)
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([\w-]+)" value="([^"]*)"\/>/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  )
}
