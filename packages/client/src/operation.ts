/** One row of the generated table: all that a call needs to know of its operation. */
export interface Operation {
  method: string
  /** With its parameters in braces, from the root of the node. */
  path: string
  pathParams: readonly string[]
  queryParams: readonly string[]
  body: string
  answer: string
  /** Whether the node remembers an `Idempotency-Key`, which is what makes a repeat of a POST safe. */
  keyed: boolean
}
