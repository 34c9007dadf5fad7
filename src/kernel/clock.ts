/**
 * The one source of time in TypeScript. The database has its own, `sambatan.now()`, and it alone decides about
 * deadlines and holds; this clock only stamps what never reaches the database (answers, logs, lock files).
 */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
