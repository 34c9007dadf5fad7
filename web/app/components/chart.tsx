/**
 * Charts as SVG from the server: no script, colours by class. Positions are percentages and only the curve itself is
 * stretched, so that letters and lines keep their size on every screen. The numbers are there as a table as well.
 */
import { type ReactNode, useId } from 'react'
import { dateTime, dayAndMonth, number } from '../format.ts'
import { m } from '../paraglide/messages.js'

export interface Point {
  at: string
  value: number
}

interface Frame {
  /** What the chart is of, in a few words; read out, not shown. */
  title: string
  /** What it shows, in a sentence, for those who cannot see it. */
  description: string
  /** Headers of the table of its numbers. */
  heads: [string, string]
  /** Smaller, for cards. */
  small?: boolean
}

interface LineProps extends Frame {
  points: Point[]
  from: string
  to: string
  /** A level to be reached, and its words ("target 50"). */
  goal?: { value: number; words: string }
  /** The steady way from nothing to the goal. */
  pace?: [Point, Point]
  /** Where it would go from its last point on. */
  forecast?: Point
  /** A moment with its words, like a deadline. */
  mark?: { at: string; words: string }
  /** Rows of the table, when it should have fewer than there are points. */
  rows?: Point[]
}

/** The part of the picture's height that the curve takes; above it is room for the words of marks. */
const top = 12
const bottom = 99

export function LineChart(props: LineProps) {
  const { points, from, to, goal, pace, forecast, mark, small } = props
  const ceiling = niceCeiling(
    Math.max(1, goal?.value ?? 0, forecast?.value ?? 0, ...points.map((point) => point.value)),
  )
  const [start, end] = [Date.parse(from), Math.max(Date.parse(to), Date.parse(from) + 1)]
  const x = (at: string) => round(Math.min(100, Math.max(0, ((Date.parse(at) - start) / (end - start)) * 100)))
  const y = (value: number) => round(bottom - (value / ceiling) * (bottom - top))
  const place = (point: Point) => `${x(point.at)},${y(point.value)}`
  const curve = points.map(place).join(' ')
  const [first, last] = [points[0], points.at(-1)]
  const reached = goal !== undefined && last !== undefined && last.value >= goal.value
  return (
    <Figure {...props} rows={(props.rows ?? points).map((point) => [dateTime(point.at), number(point.value)])}>
      <Grid ceiling={ceiling} y={y} without={goal?.value} />
      <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {first && last && (
          <polygon
            points={`${x(first.at)},${bottom} ${curve} ${x(last.at)},${bottom}`}
            className={reached ? 'fill-good/12' : 'fill-accent/12'}
          />
        )}
        {pace && <Line points={pace.map(place).join(' ')} className="stroke-soft/60" dash="2 5" width={1.5} />}
        {forecast && last && (
          <Line
            points={`${place(last)} ${place(forecast)}`}
            className={reached ? 'stroke-good' : 'stroke-accent'}
            dash="6 5"
          />
        )}
        <Line points={curve} className={reached ? 'stroke-good' : 'stroke-accent'} width={2.5} />
      </svg>
      {goal && <Goal words={goal.words} height={y(goal.value)} reached={reached} />}
      {mark && <Mark at={x(mark.at)} words={mark.words} />}
      {last && (
        <circle
          cx={`${x(last.at)}%`}
          cy={`${y(last.value)}%`}
          r={small ? 4 : 5}
          className={`stroke-surface ${reached ? 'fill-good' : 'fill-accent'}`}
          strokeWidth="2"
        />
      )}
      <line x1="0" x2="100%" y1={`${bottom}%`} y2={`${bottom}%`} className="stroke-soft/50" />
      <Ends left={dayAndMonth(from)} right={dayAndMonth(to)} />
    </Figure>
  )
}

function Line({
  points,
  className,
  dash,
  width = 2,
}: {
  points: string
  className: string
  dash?: string
  width?: number
}) {
  return (
    <polyline
      points={points}
      fill="none"
      strokeWidth={width}
      strokeDasharray={dash}
      strokeLinecap="round"
      strokeLinejoin="round"
      vectorEffect="non-scaling-stroke"
      className={className}
    />
  )
}

function Goal({ words, height, reached }: { words: string; height: number; reached: boolean }) {
  return (
    <g className={reached ? 'fill-good stroke-good' : 'fill-ink stroke-ink'}>
      <line x1="0" x2="100%" y1={`${height}%`} y2={`${height}%`} strokeWidth="1.5" />
      <Words x="0" y={`${height}%`} dy="-6" className="font-semibold">
        {words}
      </Words>
    </g>
  )
}

function Mark({ at, words }: { at: number; words: string }) {
  return (
    <g className="fill-soft stroke-soft">
      <line x1={`${at}%`} x2={`${at}%`} y1="0" y2={`${bottom}%`} strokeDasharray="3 4" />
      <Words x={`${at}%`} y="0" dy="10" dx={at > 50 ? -7 : 7} anchor={at > 50 ? 'end' : 'start'}>
        {words}
      </Words>
    </g>
  )
}

function Grid({
  ceiling,
  y,
  without,
}: {
  ceiling: number
  y: (value: number) => number
  without?: number | undefined
}) {
  // A line that would touch the goal's leaves it alone.
  const levels = [ceiling / 2, ceiling].filter(
    (level) => Number.isInteger(level) && Math.abs(level - (without ?? -ceiling)) > ceiling / 8,
  )
  return levels.map((level) => (
    <g key={level}>
      <line x1="0" x2="100%" y1={`${y(level)}%`} y2={`${y(level)}%`} className="stroke-line" />
      <Words x="0" y={`${y(level)}%`} dy="-5" className="fill-soft">
        {number(level)}
      </Words>
    </g>
  ))
}

interface WordsProps {
  x: string
  y: string
  dx?: number
  dy?: string
  anchor?: 'start' | 'end'
  className?: string
  children: ReactNode
}

/** Letters on a chart keep clear of the lines behind them. */
function Words({ anchor = 'start', className = '', ...rest }: WordsProps) {
  return <text textAnchor={anchor} strokeWidth="0" className={`text-xs numbers ${className}`} {...rest} />
}

/** The row below: where time begins and ends. It hangs out of the picture, whose frame leaves room for it. */
function Ends({ left, middle, right }: { left: string; middle?: string | undefined; right: string }) {
  return (
    <g className="fill-soft text-xs">
      <text x="0" y="100%" dy="18">
        {left}
      </text>
      {middle && (
        <text x="50%" y="100%" dy="18" textAnchor="middle">
          {middle}
        </text>
      )}
      {right !== left && (
        <text x="100%" y="100%" dy="18" textAnchor="end">
          {right}
        </text>
      )}
    </g>
  )
}

interface Bar {
  /** What the bar is of, as it stands below it and in the table ("28 Nov"). */
  label: string
  value: number
}

interface BarProps extends Frame {
  bars: Bar[]
  /** How a value is written; a number when left out. */
  write?: (value: number) => string
}

/** One bar each for things of a kind in their order, like days. Each says its number when it is pointed at. */
export function BarChart(props: BarProps) {
  const { bars, write = number } = props
  const ceiling = niceCeiling(Math.max(1, ...bars.map((bar) => bar.value)))
  const step = 100 / Math.max(1, bars.length)
  const y = (value: number) => round(bottom - (value / ceiling) * (bottom - top))
  const middle = bars.length >= 5 ? bars[Math.floor(bars.length / 2)]?.label : undefined
  return (
    <Figure {...props} gutter rows={bars.map((bar) => [bar.label, write(bar.value)])}>
      {[ceiling / 2, ceiling].map((level) => (
        <g key={level}>
          <line x1="0" x2="100%" y1={`${y(level)}%`} y2={`${y(level)}%`} className="stroke-line" />
          <Words x="0" y={`${y(level)}%`} dx={-8} dy="4" anchor="end" className="fill-soft">
            {write(level)}
          </Words>
        </g>
      ))}
      {bars.map((bar, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars are in their order, and two can have the same label
        <g key={`${i} ${bar.label}`} className="group/bar">
          <title>{`${bar.label}: ${write(bar.value)}`}</title>
          <rect
            x={`${round(i * step)}%`}
            width={`${round(step)}%`}
            y="0"
            height={`${bottom}%`}
            className="fill-transparent group-hover/bar:fill-accent/10"
          />
          <rect
            x={`${round(i * step + step * 0.14)}%`}
            width={`${round(step * 0.72)}%`}
            y={`${y(bar.value)}%`}
            height={`${round(bottom - y(bar.value))}%`}
            rx="2"
            className="fill-accent"
          />
        </g>
      ))}
      <line x1="0" x2="100%" y1={`${bottom}%`} y2={`${bottom}%`} className="stroke-soft/50" />
      {bars.length > 0 && <Ends left={bars[0]!.label} middle={middle} right={bars.at(-1)!.label} />}
    </Figure>
  )
}

function Figure({
  title,
  description,
  heads,
  rows,
  small,
  gutter = false,
  children,
}: Frame & {
  rows: [string, string][]
  /** Room at the left for words that would lie behind bars; they hang out of the picture. */
  gutter?: boolean
  children: ReactNode
}) {
  const id = useId()
  return (
    <figure>
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-description`}
        className={`overflow-visible ${gutter ? 'ml-15 w-[calc(100%-3.75rem)]' : 'w-full'} ${small ? 'h-36' : 'h-56 sm:h-64'}`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-description`}>{description}</desc>
        {children}
      </svg>
      <details className="mt-7 text-sm">
        <summary className="inline-flex min-h-11 cursor-pointer items-center gap-1 text-soft underline decoration-1 underline-offset-4 hover:text-accent">
          {m.chart_numbers()}
        </summary>
        <div className="max-w-sm overflow-x-auto rounded-md border border-line">
          <table className="w-full border-collapse">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr className="text-left text-xs text-soft">
                <th scope="col" className="px-3 py-2 font-semibold">
                  {heads[0]}
                </th>
                <th scope="col" className="px-3 py-2 text-right font-semibold">
                  {heads[1]}
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line border-t border-line">
              {rows.map(([name, value], i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two moments may read alike
                <tr key={i}>
                  <th scope="row" className="px-3 py-1.5 text-left font-normal">
                    {name}
                  </th>
                  <td className="px-3 py-1.5 text-right numbers">{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}

/** The next number that halves well: 1, 2, 4, 6, 8, 10, 20, 40 … so that the line in the middle has a whole number. */
function niceCeiling(value: number): number {
  if (value <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  for (const factor of [1, 2, 3, 4, 5, 6, 8, 10]) {
    const ceiling = factor * power
    if (ceiling >= value && (ceiling % 2 === 0 || ceiling < 2)) return ceiling
  }
  return 10 * power
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
