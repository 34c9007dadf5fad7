/**
 * Two ways: every refusal that SQL can make is in the catalogue, with exactly the parameters that it says, and everything in
 * the catalogue can be met, in both languages. What TypeScript refuses with the compiler checks.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  catalogue,
  describeProblem,
  detailOf,
  isProblemCode,
  problemCodes,
  titleOf,
} from '../../src/http/problem-catalogue.ts'
import { namedIn } from '../../src/kernel/message-format.ts'
import { catalogues } from '../../src/kernel/messages.gen.ts'
import { Problem, problemFromSql } from '../../src/kernel/problem.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

function filesIn(folder: string, ending: string): [string, string][] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith(ending) && !name.includes('.test.'))
    .map((name) => [name, readFileSync(join(root, folder, name), 'utf8')])
}

interface Refusal {
  code: string
  where: string
  /** The names of its parameters. */
  parameters: string[]
}

const sqlFiles = filesIn('sql/functions', '.sql')
const tsFiles = filesIn('src', '.ts')
const keysOf = (text: string) => [...text.matchAll(/'(\w+)'\s*,\s*[\w('-]/g)].map((match) => match[1]!)

/** The parameters of every admission refusal, and of every refusal of too much money, from the one function that makes each. */
const detailsOf = (name: string) =>
  keysOf(
    sqlFiles
      .find(([file]) => file.endsWith(`${name}.sql`))![1]
      .split('as $$')[1]!
      .replace(/\bin \([^)]*\)/g, ''),
  )
const admission = detailsOf('admission_details')
const moreThanDue = detailsOf('more_than_due_details')

/** `refuse('code', jsonb_build_object(...))`, also over several lines. */
function raisedInSql(): Refusal[] {
  return sqlFiles.flatMap(([where, text]) =>
    [...text.matchAll(/refuse\('(\w+)',\s*([\s\S]*?);/g)].map(([, code, rest]) => ({
      code: code!,
      where,
      parameters: rest!.includes('more_than_due_details')
        ? moreThanDue
        : rest!.includes('admission_details') || rest!.includes('from sambatan.campaigns')
          ? admission
          : keysOf(rest!),
    })),
  )
}

/** Outcomes of batches of joins, and the refusals that joining and reserving share. */
function outcomesInSql(): Refusal[] {
  const [, decide] = sqlFiles.find(([name]) => name.endsWith('decide_joins.sql'))!
  const [, admit] = sqlFiles.find(([name]) => name.endsWith('admission_refusal.sql'))!
  const [, many] = sqlFiles.find(([name]) => name.endsWith('join_sambatan_campaigns.sql'))!
  const written = [...decide.matchAll(/outcomes\[i\] := ([^;]*);\s*(?:details\[i\] := ([^;]*);)?/g)].flatMap(
    ([, outcome, details]) =>
      [...outcome!.matchAll(/'(\w+)'/g)].map(([, code]) => ({
        code: code!,
        where: 'decide_joins',
        parameters: keysOf(details ?? ''),
      })),
  )
  const shared = [...admit.matchAll(/then '(\w+)'/g)].map(([, code]) => ({
    code: code!,
    where: 'admission',
    parameters: admission,
  }))
  // What joining, quoting and changing share: the parameters stand beside each, the last word's behind `else`.
  const sqlOf = (name: string) => sqlFiles.find(([file]) => file.endsWith(`${name}.sql`))?.[1] ?? ''
  const [, ofBuyers] = /details\[i\] := case outcomes\[i\]\s(.*?) end;/s.exec(decide)!
  const joined = (
    [
      ['buyer_refusal', ofBuyers!],
      ['quantity_refusal', sqlOf('quantity_refusal_details')],
      ['item_refusal', sqlOf('item_refusal_details')],
    ] as const
  ).flatMap(([where, cases]) =>
    [...sqlOf(where).matchAll(/then '(\w+)'/g)].map(([, code]) => {
      const [, own] = new RegExp(`when '${code}' then\\s*(.*?)(?:when '|else |$)`, 's').exec(cases) ?? []
      return { code: code!, where, parameters: keysOf(own ?? cases.split('else ')[1] ?? '') }
    }),
  )
  const late = [...(decide + many).matchAll(/refusal := '(\w+)'/g)].map(([, code]) => ({
    code: code!,
    where: 'joins',
    // Of a campaign that is not there all of them are null.
    parameters: code === 'campaign_not_found' ? [] : admission,
  }))
  return [...written, ...shared, ...joined, ...late].filter(({ code }) => code !== 'joined' && code !== 'replayed')
}

/** Words of TypeScript: of problems that it makes, and those that are problems when they come from Fastify or better-auth. */
function raisedInTypeScript(): string[] {
  const made = /new Problem\('(\w+)'/g
  const handedOver =
    /FST_ERR_\w+: '(\w+)'|HPE_\w+: '(\w+)'|ERR_HTTP_\w+: '(\w+)'|\?\? '(malformed_http)'|, '(\w+_not_found)'\)|idOr\('(\w+)'\)/g
  const translated = /^ {2}[A-Z_]+: '(\w+)',$/gm
  return tsFiles.flatMap(([where, text]) =>
    [made, ...(where.startsWith('http') ? [handedOver] : where.endsWith('identity/accounts.ts') ? [translated] : [])]
      .flatMap((pattern) => [...text.matchAll(pattern)])
      .map((match) => match.slice(1).find(Boolean)!),
  )
}

const inSql = [...raisedInSql(), ...outcomesInSql()]

describe('the catalogue of problems', () => {
  it('is what these searches can find', () => {
    expect(raisedInSql().length).toBeGreaterThan(20)
    expect(outcomesInSql().map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        'campaign_full',
        'own_campaign',
        'insufficient_slots',
        'item_limit',
        'item_unavailable',
        'idempotency_mismatch',
        'campaign_closed',
      ]),
    )
    expect(admission).toEqual(['status', 'opens_at', 'deadline'])
  })

  it('has every word that SQL refuses with, and exactly its parameters', () => {
    const wrong = inSql.flatMap(({ code, where, parameters }) => {
      if (!isProblemCode(code)) return [`${where}: ${code} is no problem`]
      const known = Object.entries(catalogue[code].params)
      const missing = known.filter(([name, { isOptional }]) => !isOptional && !parameters.includes(name))
      const unknown = parameters.filter((name) => !(name in catalogue[code].params))
      return [
        ...missing.map(([name]) => `${where}: ${code} without ${name}`),
        ...unknown.map((name) => `${where}: ${code} with ${name}`),
      ]
    })
    expect(wrong).toEqual([])
  })

  it('has no code that nothing refuses with', () => {
    const [, sendBack] = sqlFiles.find(([file]) => file.endsWith('send_back_sambatan_money.sql'))!
    const ofLines = [...sendBack.matchAll(/then '(\w+)'/g)].map(([, code]) => code)
    const raised = new Set([...inSql.map(({ code }) => code), ...raisedInTypeScript(), ...ofLines])
    expect(problemCodes.filter((code) => !raised.has(code))).toEqual([])
  })

  it.each(problemCodes)('says %s in both languages, ending in a full stop, and never too long', (code) => {
    expect(catalogue[code].status).toBeGreaterThanOrEqual(400)
    for (const language of ['id', 'en'] as const) {
      const detail = detailOf(code, language, (name) => name)
      expect(titleOf(code, language).length).toBeGreaterThan(5)
      expect(titleOf(code, language)).not.toMatch(/[.{}]$/)
      expect(detail).toMatch(/^[A-Za-z].*\.$/)
      expect(detail.length).toBeLessThan(300)
    }
    expect(detailOf(code, 'id', (name) => name)).not.toBe(detailOf(code, 'en', (name) => name))
  })

  it.each(problemCodes)('names in %s what there always is, and the same in both languages', (code) => {
    const always = Object.entries(catalogue[code].params).flatMap(([name, { isOptional }]) => (isOptional ? [] : name))
    const [id, en] = [catalogues.id, catalogues.en].map((all) => [...new Set(namedIn(all[`problem_${code}_detail`]!))])
    expect(always).toEqual(expect.arrayContaining(id!))
    expect(en!.sort()).toEqual(id!.sort())
    expect(namedIn(catalogues.id[`problem_${code}_title`]!)).toEqual([])
  })

  it.each(problemCodes)('has an example of every parameter of %s, which it takes from SQL and says', (code) => {
    const examples = Object.entries(catalogue[code].params).map(([name, { example }]) => [name, example])
    const problem = problemFromSql(code, JSON.parse(JSON.stringify(Object.fromEntries(examples))))
    for (const language of ['id', 'en'] as const) {
      expect(describeProblem(problem, language, '').detail).not.toMatch(/[{}]|undefined|null|\[object/)
    }
  })

  it('takes no word of SQL that it does not know, nor other parameters', () => {
    expect(() => problemFromSql('campaign_ful', {})).toThrow('no problem')
    expect(() => problemFromSql('photo_limit', {})).toThrow()
    expect(() => problemFromSql('photo_limit', { maximum: 'eight' })).toThrow()
    expect(problemFromSql('photo_limit', { maximum: 8 }).params).toEqual({ maximum: 8 })
  })

  it('does not compile with a code that is misspelt, or with other parameters', () => {
    // Each of these lines is an error of the compiler, or `npm run check` fails.
    const wrong = () => [
      // @ts-expect-error: no such code
      new Problem('campaign_ful'),
      // @ts-expect-error: `maximum` is missing
      new Problem('photo_limit'),
      // @ts-expect-error: of another type
      new Problem('photo_limit', { maximum: '8' }),
      // @ts-expect-error: one that it does not have
      new Problem('photo_limit', { maximum: 8, minimum: 1 }),
      // @ts-expect-error: it has none
      new Problem('forbidden', { maximum: 8 }),
      // @ts-expect-error: a status that no campaign has
      new Problem('campaign_state_invalid', { status: 'completed', action: 'cancel' }),
    ]
    expect(wrong).toBeTypeOf('function')
  })
})
