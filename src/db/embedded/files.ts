/**
 * The files of the embedded database, as PGlite works on them: every change asks first whether the folder is still
 * ours, no other user may read them, and what the operating system refuses is remembered, because PGlite reports it as
 * "Aborted()".
 */
import { mkdirSync, renameSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { OTHERS } from './folder.ts'

/** Where PGlite looks for the database in its own file system. */
const PGDATA = '/pglite/data'

/** The numbers that its C library gives to those refusals that a person can mend. */
const REFUSALS: Record<number, string> = {
  2: 'EACCES',
  19: 'EDQUOT',
  29: 'EIO',
  33: 'EMFILE',
  41: 'ENFILE',
  51: 'ENOSPC',
  63: 'EPERM',
  69: 'EROFS',
}

const CHANGES = {
  node_ops: ['setattr', 'mknod', 'rename', 'unlink', 'rmdir', 'symlink'],
  stream_ops: ['open', 'write', 'setattr'],
} as const

type Operation = (...args: unknown[]) => unknown
interface FolderFileSystem {
  node_ops: Record<string, Operation>
  stream_ops: Record<string, Operation>
}

export class DatabaseFiles extends NodeFS {
  readonly #mount: { root: string }
  readonly #assertOurs: () => void
  #refusal: string | undefined
  #complaint: string | undefined
  #onAbort: () => void = () => {}

  constructor(root: string, assertOurs: () => void) {
    mkdirSync(root, { recursive: true, mode: 0o700 }) // PGlite would let others in
    super(root)
    this.#mount = { root }
    this.#assertOurs = assertOurs
  }

  /** The last error of the operating system, such as ENOSPC. */
  get refusal(): string | undefined {
    return this.#refusal
  }

  /** What PostgreSQL said before it gave up. */
  get complaint(): string | undefined {
    return this.#complaint
  }

  /** From now on: what to do when PostgreSQL gives up (PANIC), before anything else of it runs. */
  set onAbort(listener: () => void) {
    this.#onAbort = listener
  }

  /** What was refused before is no reason of what fails from now on. */
  forget(): void {
    this.#refusal = undefined
    this.#complaint = undefined
  }

  override async init(pg: PGlite, opts: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    this.pg = pg
    return {
      emscriptenOpts: {
        ...opts,
        printErr: (line: string) => this.#hear(line),
        onAbort: () => this.#onAbort(),
        preRun: [
          ...(opts.preRun ?? []),
          ({ FS }) => {
            FS.mkdirTree(PGDATA)
            // The operations are one object for all folders of this PGlite, which is ours alone.
            FS.mount(this.#guarded(FS.filesystems.NODEFS), this.#mount, PGDATA)
          },
        ],
      },
    }
  }

  /** Renames the folder under the running database, which looks for its files there from now on. */
  moveTo(root: string): void {
    this.#assertOurs()
    renameSync(this.#mount.root, root)
    this.#mount.root = root
  }

  #guarded<T>(files: T): T {
    const operations = files as FolderFileSystem
    for (const kind of ['node_ops', 'stream_ops'] as const) {
      for (const name of CHANGES[kind]) {
        const change = operations[kind][name] as Operation
        operations[kind][name] = (...args) => {
          this.#assertOurs()
          return this.#noticing(change, forOwner(name, args))
        }
      }
    }
    for (const [kind, name] of [
      ['stream_ops', 'read'],
      ['node_ops', 'readdir'],
    ] as const) {
      const ask = operations[kind][name] as Operation
      operations[kind][name] = (...args) => this.#noticing(ask, args)
    }
    return files
  }

  #noticing(operation: Operation, args: unknown[]): unknown {
    try {
      return operation(...args)
    } catch (error) {
      this.#refusal = REFUSALS[(error as { errno?: number }).errno ?? 0] ?? this.#refusal
      throw error
    }
  }

  #hear(line: string): void {
    const said = /(?:FATAL|PANIC|DETAIL): +(.*)/.exec(line)?.[1]
    if (said === undefined) return
    this.#complaint = line.includes('DETAIL:') && this.#complaint !== undefined ? `${this.#complaint}; ${said}` : said
  }
}

/** PGlite makes files that everybody may read and write, and sets these rights once more past any umask. */
function forOwner(change: string, args: unknown[]): unknown[] {
  if (change === 'mknod') {
    const [parent, name, mode, ...rest] = args
    return [parent, name, (mode as number) & ~OTHERS, ...rest]
  }
  if (change !== 'setattr') return args
  const [target, attributes, ...rest] = args
  const { mode } = attributes as { mode?: number }
  return mode === undefined ? args : [target, { ...(attributes as object), mode: mode & ~OTHERS }, ...rest]
}
