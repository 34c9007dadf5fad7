/** A check of the data; see doctor-checks.ts. */
export interface DataCheck {
  /** Stable word, for scripts and tests. */
  name: string
  /** The invariant's number; undefined for what protects or follows from them. */
  invariant?: number
  /** What is true when nobody breaks it. */
  claim: string
  /** A query with one text column `offender`. */
  offenders: string
}
