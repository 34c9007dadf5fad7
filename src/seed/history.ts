/**
 * Lets a past happen: steps are taken one after another, each with the database's clock (the transaction setting
 * `sambatan.now`) at its own moment, and between two steps everything that falls due does so at its own moment as well.
 * Nothing is written but by the engine itself, so that dates, counters and audit trail are those of a real past.
 */
import { sql } from 'kysely'
import type { Tx } from '../db/index.ts'
import { assert } from '../kernel/assert.ts'

export interface Step {
  at: Date
  /** On record as who did it. */
  actor: string
  run(tx: Tx): Promise<void>
}

/** A worker takes up what is due within a moment of its time. */
const reactionMs = 400

/** Takes the steps in order of time; steps of one moment in the order given. */
export async function replay(tx: Tx, steps: Step[], onStep: (done: number) => void): Promise<void> {
  const inOrder = [...steps].sort((a, b) => a.at.getTime() - b.at.getTime())
  let done = 0
  for (const step of inOrder) {
    await runDue(tx, step.at)
    await setMoment(tx, step.at, step.actor)
    await step.run(tx)
    onStep(++done)
  }
}

/** Runs the lifecycle for everything that falls due up to a moment, each at its own time. */
export async function runDue(tx: Tx, until: Date): Promise<void> {
  for (let idle: Date | undefined; ; ) {
    const { rows } = await sql<{ due: Date | null }>`select sambatan.next_sambatan_due_at() as due`.execute(tx)
    const due = rows[0]?.due
    if (!due || due > until) return
    assert(due.getTime() !== idle?.getTime(), `what was due at ${due.toISOString()} can be done`)
    await setMoment(tx, new Date(Math.min(due.getTime() + reactionMs, until.getTime())), 'scheduler')
    const transitions = await sql<{ action: string }>`select action from sambatan.check_sambatan_deadlines()`.execute(
      tx,
    )
    // A moment can have been noted too early, as for a reminder of what has been paid since; then the next one is noted.
    idle = transitions.rows.length === 0 ? due : undefined
    assert(!transitions.rows.some(({ action }) => action === 'transition_failed'), 'demo campaigns advance')
  }
}

/** From now on it is that moment, and somebody in particular acts. */
export async function setMoment(tx: Tx, at: Date, actor: string): Promise<void> {
  await sql`select set_config('sambatan.now', ${at.toISOString()}, true), set_config('sambatan.actor', ${actor}, true)`.execute(
    tx,
  )
}
