import type { BaseLogger, Bindings } from 'pino'

/** What anything of ours writes its lines to. The process has one, which `serve.ts` makes. */
export interface Logger
  extends Pick<BaseLogger, 'level' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'> {
  child(bindings: Bindings): Logger
}
