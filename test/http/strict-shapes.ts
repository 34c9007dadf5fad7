/**
 * Answers are serialized as they are, for speed; so tests hold each against the schema that its route is documented with, in
 * all depth: neither fewer fields nor, as a leak would be, more.
 */
import { z } from 'zod'
import type { App } from '../../src/http/types.ts'

const strict = new WeakMap<z.ZodType, z.ZodType>()

/** The same schema, with objects that know no fields but their own. Zod has this for the outermost object alone. */
export function strictly(schema: z.ZodType): z.ZodType {
  const known = strict.get(schema) ?? rebuilt(schema)
  strict.set(schema, known)
  return known
}

function rebuilt(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = Object.entries(schema.shape).map(([name, inner]) => [name, strictly(inner as z.ZodType)])
    return schema.def.catchall ? schema : z.strictObject(Object.fromEntries(shape))
  }
  if (schema instanceof z.ZodArray) return z.array(strictly(schema.element as z.ZodType))
  if (schema instanceof z.ZodOptional) return z.optional(strictly(schema.unwrap() as z.ZodType))
  if (schema instanceof z.ZodNullable) return z.nullable(strictly(schema.unwrap() as z.ZodType))
  if (schema instanceof z.ZodUnion) return z.union(schema.options.map((one) => strictly(one as z.ZodType)))
  if (schema instanceof z.ZodRecord) {
    return z.record(schema.keyType as z.ZodString, strictly(schema.valueType as z.ZodType))
  }
  return schema
}

/** What is not as documented; empty where all is well. */
export function faultsOf(schema: z.ZodType, answer: unknown): string[] {
  const sent: unknown = JSON.parse(JSON.stringify(answer))
  return [schema, strictly(schema)].flatMap((one) =>
    (one.safeParse(sent).error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  )
}

/** Holds every answer of the API against its route's schema, whoever asked: a test, a browser, or a page of the node. */
export function watchShapes(api: App, onFault: (fault: string) => void): void {
  api.addHook('preSerialization', async (request, reply, answer) => {
    const { method, url, schema } = request.routeOptions as { method: string; url: string; schema?: Documented }
    const documented = schema?.response?.[reply.statusCode]
    const faults = documented ? faultsOf(documented, answer) : ['an answer that is not documented']
    for (const fault of faults) onFault(`${method} ${url} ${reply.statusCode}: ${fault}`)
    return answer
  })
}

interface Documented {
  response?: Record<number, z.ZodType>
}
