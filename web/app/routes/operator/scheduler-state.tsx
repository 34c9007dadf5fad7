import type { SchedulerStatus } from '@sambatan/client'
import { Countdown } from '../../components/countdown.tsx'
import { Notice } from '../../components/notice.tsx'
import { ago, dateTime, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { actorWords } from './words.ts'

type SchedulerCondition = 'off' | 'paused' | 'late' | 'failed' | 'fine'

/** How long after its time a run may begin before something is wrong, in milliseconds. */
const lateMs = 90_000

/** Whether things move by themselves, as they should. */
export function conditionOf(state: SchedulerStatus, now: string): SchedulerCondition {
  if (!state.enabled) return 'off'
  if (state.paused) return 'paused'
  const sweepMs = state.interval_minutes * 60_000
  const last = state.last_run
  if (state.overdue_seconds * 1000 > lateMs) return 'late'
  if (last !== null && Date.parse(now) - Date.parse(last.started_at) > sweepMs + lateMs) return 'late'
  return last?.error ? 'failed' : 'fine'
}

/** The scheduler's state in a sentence or two. */
export function SchedulerSentence({
  state,
  now,
  names = {},
  calm,
}: {
  state: SchedulerStatus
  /** What to say instead of that it runs as it should, where more is known to be well. */
  calm?: string | undefined
  now: string
  names?: Record<string, string>
}) {
  const condition = conditionOf(state, now)
  if (condition === 'off')
    return (
      <Notice silent tone="warn" title={m.operator_scheduler_off()}>
        {m.operator_scheduler_off_detail()}
      </Notice>
    )
  if (condition === 'paused') {
    const by = state.paused_by === null ? '' : actorWords(state.paused_by, names).words
    return (
      <Notice
        silent
        tone="warn"
        title={m.operator_scheduler_paused({ time: dateTime(state.paused_at ?? now), name: by })}
      >
        {m.operator_scheduler_paused_detail()}
      </Notice>
    )
  }
  if (condition === 'late') {
    const title = state.last_run
      ? m.operator_scheduler_late({ time: ago(state.last_run.started_at, now) })
      : m.operator_stuck_late()
    return (
      <Notice silent tone="bad" title={title}>
        {m.operator_scheduler_late_detail()}
      </Notice>
    )
  }
  if (condition === 'failed') {
    return (
      <Notice silent tone="bad" title={m.operator_scheduler_failed({ time: ago(state.last_run!.started_at, now) })}>
        <span className="break-words">{state.last_run!.error}</span>
      </Notice>
    )
  }
  return (
    <Notice
      silent
      tone="good"
      title={
        state.running_on ? m.operator_scheduler_busy({ node: state.running_on }) : (calm ?? m.operator_scheduler_fine())
      }
    >
      {state.next_run_time && (
        <>
          {m.operator_scheduler_next()} <Countdown to={state.next_run_time} now={now} over={m.operator_any_moment()} />.{' '}
        </>
      )}
      {state.last_run
        ? m.operator_scheduler_last({
            time: ago(state.last_run.started_at, now),
            count: number(state.last_run.transitions),
          })
        : m.operator_scheduler_never()}
    </Notice>
  )
}
