/**
 * How the embedded database is compiled. V8 compiles WebAssembly when it is first called, and what is called often once more,
 * for speed. That second time one function of PostgreSQL, of 105 kB, takes 600 MB for a second or two, which a small machine
 * does not have.
 */
import { setFlagsFromString } from 'node:v8'

/**
 * From now on this process compiles nothing twice. `--liftoff-only` means these two flags, but only on the command line: V8 works out
 * what a flag implies when it begins. It asks for them when a module is loaded, so this comes before the database's thread.
 */
export function compileOnce(): void {
  setFlagsFromString('--no-wasm-dynamic-tiering')
  setFlagsFromString('--no-wasm-tier-up')
}
