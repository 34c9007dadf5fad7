/**
 * Two ways: every refusal that the code can make is in the catalogue, and everything in the catalogue can be met. In
 * both languages, with every gap in its sentences filled by whoever refuses.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { catalogue, gapPattern, isProblemCode, type ProblemCode } from '../../src/http/problem-catalogue.ts'
import type { ProblemDefinition } from '../../src/kernel/problem.ts'

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
  /** The names of its parameters; undefined where they are put together elsewhere. */
  parameters: string[] | undefined
}

const sqlFiles = filesIn('sql/functions', '.sql')
const tsFiles = filesIn('src', '.ts')
const keysOf = (text: string) => [...text.matchAll(/'(\w+)'\s*,\s*[\w('-]/g)].map((match) => match[1]!)

/** The parameters of every admission refusal, from the one function that makes them. */
const admission = keysOf(sqlFiles.find(([name]) => name.endsWith('admission_details.sql'))![1].split('as $$')[1]!)

/** `refuse('code', jsonb_build_object(...))`, also over several lines. */
function raisedInSql(): Refusal[] {
  return sqlFiles.flatMap(([where, text]) =>
    [...text.matchAll(/refuse\('(\w+)',\s*([\s\S]*?);/g)].map(([, code, rest]) => ({
      code: code!,
      where,
      parameters:
        rest!.includes('admission_details') || rest!.includes('from sambatan.campaigns') ? admission : keysOf(rest!),
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
  const late = [...(decide + many).matchAll(/refusal := '(\w+)'/g)].map(([, code]) => ({
    code: code!,
    where: 'joins',
    parameters: admission,
  }))
  return [...written, ...shared, ...late].filter(({ code }) => code !== 'joined' && code !== 'replayed')
}

/** `new Problem('code', { ... })` in TypeScript, and codes that tables hand over. */
function raisedInTypeScript(): Refusal[] {
  return tsFiles.flatMap(([where, text]) => [
    ...[...text.matchAll(/new Problem\('(\w+)'(?:,\s*\{([^}]*)\})?/g)].map(([, code, inner]) => ({
      code: code!,
      where,
      parameters: [...(inner ?? '').matchAll(/(\w+)(?=:|,|\s*$)/g)].map((match) => match[1]!),
    })),
    ...(where.startsWith('http') ? handedOver(where, text) : []),
    ...(where === 'modules/identity/accounts.ts' ? translated(where, text) : []),
  ])
}

/** Words that are problems when they come from Fastify, a schema's address, or an owner's table. */
function handedOver(where: string, text: string): Refusal[] {
  const tables =
    /FST_ERR_\w+: '(\w+)'|HPE_\w+: '(\w+)'|ERR_HTTP_\w+: '(\w+)'|\?\? '(malformed_http)'|, '(\w+_not_found)'\)|isProblemCode\(code\) \? code : '(\w+)'|guid\('(\w+)'\)|, '(forbidden)'\)|'unauthorized' : '(forbidden)'|\? '(unauthorized)'/g
  return [...text.matchAll(tables)].map((match) => ({
    code: match.slice(1).find(Boolean)!,
    where,
    parameters: undefined,
  }))
}

/** The refusals of the library that keeps accounts, in its table of ours. */
function translated(where: string, text: string): Refusal[] {
  return [...text.matchAll(/^ {2}[A-Z_]+: '(\w+)',$/gm)].map(([, code]) => ({
    code: code!,
    where,
    parameters: undefined,
  }))
}

const refusals = [...raisedInSql(), ...outcomesInSql(), ...raisedInTypeScript()]

describe('the catalogue of problems', () => {
  it('is what these searches can find', () => {
    expect(raisedInSql().length).toBeGreaterThan(20)
    expect(outcomesInSql().map(({ code }) => code)).toEqual(
      expect.arrayContaining(['campaign_full', 'insufficient_slots', 'idempotency_mismatch', 'campaign_closed']),
    )
    expect(admission).toEqual(['status', 'opens_at', 'deadline'])
  })

  it('has every code that is refused with', () => {
    const unknown = refusals.filter(({ code }) => !isProblemCode(code))
    expect(unknown).toEqual([])
  })

  it('has no code that nothing refuses with', () => {
    const raised = new Set(refusals.map(({ code }) => code))
    expect(Object.keys(catalogue).filter((code) => !raised.has(code))).toEqual([])
  })

  it.each(Object.entries(catalogue) as [ProblemCode, ProblemDefinition][])(
    'says %s in both languages, ending in a full stop',
    (code, definition) => {
      expect(definition.status).toBeGreaterThanOrEqual(400)
      for (const language of ['id', 'en'] as const) {
        const { title, detail } = definition[language]
        expect(title.length).toBeGreaterThan(5)
        expect(title).not.toMatch(/[.{}]$/)
        expect(detail, code).toMatch(/^[A-Z{].*\.$/)
        expect(detail.length).toBeLessThan(300)
      }
      expect(definition.id.detail).not.toBe(definition.en.detail)
      const gaps = (text: string) => [...new Set([...text.matchAll(gapPattern)].map((match) => match[1]))].sort()
      expect(gaps(definition.en.detail)).toEqual(gaps(definition.id.detail))
    },
  )

  it('has no gap in a sentence that a refusal leaves open', () => {
    const open = refusals.flatMap(({ code, where, parameters }) => {
      if (parameters === undefined || !isProblemCode(code)) return []
      const { id } = catalogue[code] as ProblemDefinition
      const gaps = [...id.detail.matchAll(gapPattern)].map((match) => match[1]!)
      return gaps.filter((gap) => !parameters.includes(gap)).map((gap) => `${where}: ${code} {${gap}}`)
    })
    expect(open).toEqual([])
  })
})
