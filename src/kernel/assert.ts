/** Stops at what cannot happen: a failed assertion is a defect of ours, never a caller's mistake (those are problems). */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}
