/** What a backup says of itself: at its beginning what it is, at its end what is in it. */
import { z } from 'zod'
import { assertKnown, SetupError } from '../db/index.ts'
import { release } from '../kernel/release.ts'
import { damaged, endName, manifestName, routinesName, secretsName } from './archive.ts'

/** Goes up where an older Sambatan could not read it. */
export const format = 1

const manifestShape = z.object({
  format: z.literal(format),
  release: z.string(),
  made_at: z.iso.datetime(),
  database: z.enum(['embedded', 'server']),
  secrets: z.boolean(),
  shape: z.object({
    migrations: z.array(z.object({ version: z.int(), name: z.string(), sha256: z.string() })),
    tables: z.array(z.object({ name: z.string(), columns: z.array(z.object({ name: z.string(), type: z.string() })) })),
  }),
})

export type Manifest = z.infer<typeof manifestShape>

const endShape = z.object({
  sha256: z.string(),
  rows: z.record(z.string(), z.int()),
  blobs: z.int(),
  /** Pictures that the database knew and the storage did not have. */
  missing: z.array(z.string()),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
})

export type End = z.infer<typeof endShape>

const routinesShape = z.array(z.string())

const secretsShape = z.object({ secret: z.string().optional(), service_key: z.string().optional() })

export type KeptSecrets = z.infer<typeof secretsShape>

/** @throws SetupError where this code cannot restore it */
export function parseManifest(bytes: Buffer): Manifest {
  const told = json(manifestName, bytes) as { format?: unknown; release?: unknown }
  if (typeof told.format === 'number' && told.format > format) {
    throw new SetupError(
      'backup_newer_than_code',
      `The backup was made by a newer version of Sambatan (${told.release}), in a form that this one (${release}) does not know. Nothing was changed. Install the newer Sambatan, and restore with that.`,
    )
  }
  const manifest = parsed(manifestShape, manifestName, told)
  assertKnown(manifest.shape)
  return manifest
}

export const parseEnd = (bytes: Buffer): End => parsed(endShape, endName, json(endName, bytes))

export const parseSecretsKept = (bytes: Buffer): KeptSecrets =>
  parsed(secretsShape, secretsName, json(secretsName, bytes))

/** Of bytes that were expanded. */
export const parseRoutines = (bytes: Buffer): string[] => parsed(routinesShape, routinesName, json(routinesName, bytes))

function json(name: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw damaged(`${name} cannot be read`, error)
  }
}

function parsed<T>(shape: z.ZodType<T>, name: string, value: unknown): T {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  throw damaged(`${name} does not say what it should`, result.error)
}
