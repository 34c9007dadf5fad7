/** Whatever people read is in messages/<language>, in both languages, once, and nothing else is. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { catalogue as problems } from '../src/http/problem-catalogue.ts'
import { countedIn, type Message, namedIn, textsOf } from '../src/kernel/message-format.ts'
import { catalogues } from '../src/kernel/messages.gen.ts'
import { say, sayIfThere } from '../src/kernel/messages.ts'
import { statusWord } from '../src/kernel/status-words.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const languages = ['id', 'en'] as const

type Catalogue = Record<string, Message>

const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'))
const areas = readdirSync(join(root, 'messages/id')).sort()
const areaOf = (language: string, area: string): Catalogue => read(`messages/${language}/${area}`)

function merged(language: string, among = areas): Catalogue {
  const all: Catalogue = {}
  for (const area of among) {
    for (const [key, message] of Object.entries(areaOf(language, area))) {
      expect(all, `${key} is in two catalogues of ${language}`).not.toHaveProperty(key)
      all[key] = message
    }
  }
  return all
}

const [id, en] = [merged('id'), merged('en')]
const textsIn = (messages: Catalogue) => Object.values(messages).flatMap(textsOf)
const placeholders = (message: Message) => [...new Set(namedIn(message))].sort()

const settings = read('web/project.inlang/settings.json')
const ofPages = (settings['plugin.inlang.messageFormat'].pathPattern as string[]).map((path) => basename(path)).sort()
/** Also those that pages compile: a file has the words of a page. */
const ofServer = areas.filter((area) => Object.keys(areaOf('id', area)).every((key) => key in catalogues.id))

function codeIn(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test|\.gen)\.tsx?$/.test(file) && !file.startsWith('paraglide'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
    .join('\n')
}

describe('the message catalogues', () => {
  it('have the same areas in every language, each read by the pages or by the server', () => {
    for (const language of languages) expect(readdirSync(join(root, 'messages', language)).sort()).toEqual(areas)
    expect(ofServer.length).toBeGreaterThan(5)
    expect([...new Set([...ofPages, ...ofServer])].sort()).toEqual(areas)
    expect(Object.keys(catalogues.id).sort()).toEqual(Object.keys(merged('id', ofServer)).sort())
  })

  it('say the same things in Indonesian and in English', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort())
    const uneven = Object.keys(id).filter((key) => String(placeholders(id[key]!)) !== String(placeholders(en[key]!)))
    expect(uneven).toEqual([])
    expect([...textsIn(id), ...textsIn(en)].filter((text) => !text.trim())).toEqual([])
  })

  it('count in ways that the server knows, and have a text for each', () => {
    const counted = ofServer
      .flatMap((area) => Object.entries(areaOf('en', area)))
      .flatMap(([key, message]) => (typeof message === 'string' ? [] : [{ key, message, ...message[0]! }]))
    expect(counted.length).toBeGreaterThan(20)
    const unknown = counted.filter(({ message, declarations, selectors, match }) => {
      const ways = selectors.reduce(
        (before, one) => before.flatMap((way) => [`${way}, ${one}=one`, `${way}, ${one}=other`]),
        [''],
      )
      return (
        declarations.some((one) => !/^(input \w+|local \w+ = \w+: plural)$/.test(one)) ||
        String(Object.keys(countedIn(message))) !== String(selectors) ||
        String(Object.keys(match).sort()) !== String(ways.map((way) => way.slice(2)).sort())
      )
    })
    expect(unknown.map(({ key }) => key)).toEqual([])
  })

  it('say nowhere that money came back by itself', () => {
    const byItself =
      /\b(?:gets? (?:all )?(?:their|your) money|all your money back|money (?:comes|goes)|(?:uang|dana)(?:nya|mu)? kembali)\b/i
    expect([...textsIn(id), ...textsIn(en)].filter((text) => byItself.test(text))).toEqual([])
  })

  it('spell email in one way: as everybody does in Indonesian, with its hyphen in English', () => {
    const said = (texts: string[]) => texts.map((text) => text.replace(/\{\w+\}/g, ''))
    expect(said(textsIn(id)).filter((text) => /e-mail|surel/i.test(text))).toEqual([])
    expect(said(textsIn(en)).filter((text) => /email/i.test(text))).toEqual([])
    expect(said(textsIn(id)).filter((text) => /\bemail/i.test(text)).length).toBeGreaterThan(20)
  })

  it('count one of a thing as one, in English', () => {
    const things =
      'slots|days|hours|minutes|seconds|people|buyers|sellers|orders|rows|runs|campaigns|participations|participants|reservations|photos|events|keys|sessions|requests|things|files|addresses|times'
    const many = new RegExp(`\\{\\w+\\}(?: [a-z]+)? (?:${things})\\b`)
    const said = Object.entries(en).flatMap(([key, message]) =>
      (typeof message === 'string' ? [['', message]] : Object.entries(message[0]!.match))
        .filter(([variant, text]) => !variant!.split(', ').some((one) => one.endsWith('=other')) && many.test(text!))
        .map(([, text]) => `${key}: ${text}`),
    )
    expect(said.length, said.join('\n')).toBe(0)
    expect(many.test('{taken} of {total} slots taken'), 'it is found where it is said').toBe(true)
  })

  it('hold nothing that nobody says, and everything that a page does', () => {
    const pages = codeIn('web/app')
    const used = new Set([...pages.matchAll(/\bm\.(\w+)/g)].map((match) => match[1]!))
    const compiled = merged('id', ofPages)
    expect([...used].filter((key) => !(key in compiled))).toEqual([])
    // Families of keys that are looked up by a word of the API: m[`prefix_${word}`].
    const families = [...pages.matchAll(/\bm\[\s*`(\w+)_\$\{/g)].map((match) => `${match[1]}_`)
    const server = codeIn('src')
    const named = new Set([...server.matchAll(/'(\w+)'/g)].map((match) => match[1]!))
    const patterns = [...server.matchAll(/`([a-z_]+_)\$\{[^}`]+\}(\w*)`/g)]
      .filter(([, prefix]) => prefix !== 'problem_')
      .map(([, prefix, suffix]) => new RegExp(`^${prefix}\\w+${suffix}$`))
    const byPages = (key: string) => used.has(key) || families.some((family) => key.startsWith(family))
    const byServer = (key: string) =>
      named.has(key) ||
      patterns.some((pattern) => pattern.test(key)) ||
      Object.hasOwn(problems, /^problem_(\w+)_(?:title|detail)$/.exec(key)?.[1] ?? '')
    const unused = areas.flatMap((area) =>
      Object.keys(areaOf('id', area)).filter(
        (key) => !(ofPages.includes(area) && byPages(key)) && !(ofServer.includes(area) && byServer(key)),
      ),
    )
    expect(unused).toEqual([])
    expect(byServer('problem_nobody_title'), 'a problem that there is no more has no words').toBe(false)
  })
})

describe('what the server says', () => {
  it('counts in English, writes numbers as their readers do, and parts names from the words around them', () => {
    const of = (total: number) => languages.map((language) => say(language, 'image_of', { taken: 1, total }))
    expect(of(1)).toEqual(['1 dari 1 slot', '1 of 1 slot'])
    expect(of(1200)).toEqual(['1 dari 1.200 slot', '1 of 1,200 slots'])
    const told = say('en', 'obstacle_campaign', { title: '\u05d0', state: 'full', next: 'cancel it' })
    expect(told).toBe('The campaign “\u2068\u05d0\u2069” is full: cancel it.')
    expect(sayIfThere('en', 'event_of_next_year')).toBeUndefined()
    expect(sayIfThere('en', 'operator_role_title'), 'one that needs a name').toBeUndefined()
  })

  it('does not compile with a key that is none, or with other parameters', () => {
    const wrong = [
      // @ts-expect-error -- no such text
      () => say('id', 'image_off'),
      // @ts-expect-error -- without what it names
      () => say('id', 'image_of', { taken: 1 }),
      // @ts-expect-error -- with what it does not name
      () => say('id', 'image_full', { taken: 1 }),
      // @ts-expect-error -- what it counts is a number
      () => say('en', 'image_left', { count: '1' }),
    ]
    expect(wrong).toHaveLength(4)
  })

  it('calls statuses in files what the pages call them', () => {
    for (const [language, messages] of [
      ['id', id],
      ['en', en],
    ] as const) {
      expect(statusWord('refunded', language)).toBe(String(messages.part_refunded).toLowerCase())
      expect(statusWord('locked-up', language)).toBe('locked-up')
    }
  })
})
