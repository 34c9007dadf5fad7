/** How a campaign is coming along: slots over time against the way to its goal, and in words what will become of it. */
import type { Campaign, Pace } from '@sambatan/client'
import { LineChart, type Point } from '../../components/chart.tsx'
import { duration, number, weekday } from '../../format.ts'
import { localInput } from '../../local-time.ts'
import { m } from '../../paraglide/messages.js'

interface ChartProps {
  pace: Pace
  title: string
  /** What its line counts. */
  counts: Campaign['goal_counts']
  small?: boolean
}

export function PaceChart({ pace, title, counts, small = false }: ChartProps) {
  const { started_at: from, deadline, until, minimum_slots: goal, forecast } = pace
  if (from === null) return null
  const isByConfirmation = counts === 'confirmed'
  const said = { slots: number(pace.slots), goal: number(goal) }
  const points = pace.points.map(({ at, slots }): Point => ({ at, value: slots }))
  const isRunning = forecast.verdict !== 'ended' && until < deadline
  return (
    <LineChart
      title={isByConfirmation ? m.seller_pace_title_confirmed({ title }) : m.seller_pace_title({ title })}
      description={`${forecastWords(pace)} ${isByConfirmation ? m.seller_pace_description_confirmed(said) : m.seller_pace_description(said)}`}
      heads={[m.seller_pace_day(), isByConfirmation ? m.seller_pace_confirmed() : m.seller_pace_slots()]}
      points={points}
      rows={lastOfDays(points)}
      from={from}
      to={until > deadline ? until : deadline}
      goal={{ value: goal, words: m.goal_marker({ goal: number(goal) }) }}
      pace={[
        { at: from, value: 0 },
        { at: deadline, value: goal },
      ]}
      mark={{ at: deadline, words: m.seller_deadline() }}
      {...(isRunning && forecast.slots_at_deadline !== null
        ? { forecast: { at: deadline, value: Math.min(forecast.slots_at_deadline, pace.total_slots) } }
        : {})}
      small={small}
    />
  )
}

/** What the dashed lines mean. */
export function PaceLegend({ reached, counts }: { reached: boolean; counts: Campaign['goal_counts'] }) {
  const colour = reached ? 'stroke-good' : 'stroke-accent'
  return (
    <p className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-xs text-soft" aria-hidden="true">
      <Key
        words={counts === 'confirmed' ? m.seller_pace_key_confirmed() : m.seller_pace_key_now()}
        className={colour}
      />
      <Key words={m.seller_pace_key_forecast()} className={colour} dash="4 3" />
      <Key words={m.seller_pace_key_goal()} className="stroke-soft/60" dash="2 3" />
    </p>
  )
}

function Key({ words, className, dash }: { words: string; className: string; dash?: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg width="22" height="4" aria-hidden="true">
        <line
          x1="1"
          x2="21"
          y1="2"
          y2="2"
          strokeWidth="2"
          strokeLinecap="round"
          strokeDasharray={dash}
          className={className}
        />
      </svg>
      {words}
    </span>
  )
}

function lastOfDays(points: Point[]): Point[] {
  const days = new Map(points.map((point) => [localInput(point.at).slice(0, 10), point]))
  return [...days.values()]
}

/** A sentence or two; the numbers that matter, and what they mean. */
export function forecastWords({ forecast, minimum_slots: goal, slots, deadline, until }: Pace): string {
  const { verdict, slots_at_deadline: expected, reaches_goal_at: at, needed_per_day, slots_per_day_recent } = forecast
  const gap = Math.max(0, goal - slots)
  // How many a day means nothing when there is less than a day.
  const isLastDay = Date.parse(deadline) - Date.parse(until) < 86_400_000
  const left = timeLeft(deadline, until)
  const needed = number(Math.ceil(needed_per_day ?? 0))
  const recent = number(slots_per_day_recent ?? 0, 1)
  switch (verdict) {
    case 'goal_met':
      return expected !== null && expected > slots
        ? m.seller_forecast_met({ slots: number(expected) })
        : m.seller_forecast_met_alone()
    case 'on_track':
      return at === null ? m.seller_forecast_on_track() : m.seller_forecast_reaches({ day: weekday(at) })
    case 'behind':
    case 'far_behind':
      if (isLastDay) return m.seller_forecast_hours({ count: number(gap), left })
      return m.seller_forecast_behind({ count: number(gap), left, needed, recent })
    case 'too_early':
      if (isLastDay) return m.seller_forecast_hours({ count: number(gap), left })
      return m.seller_forecast_early({ needed, left })
    default:
      return ''
  }
}

export function isWorrying({ forecast: { verdict } }: Pace): boolean {
  return verdict === 'behind' || verdict === 'far_behind'
}

/** Whole days, or hours when there is less than two days. */
export function timeLeft(until: string, now: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(until) - Date.parse(now)) / 60_000))
  if (minutes >= 2 * 1440) return duration(Math.floor(minutes / 1440) * 1440)
  if (minutes >= 60) return duration(Math.floor(minutes / 60) * 60)
  return minutes === 0 ? m.duration_below_minute() : duration(minutes)
}
