/**
 * How a share image is laid out: 1200 × 630 pixels, of which a messenger shows a quarter in each direction. So there is
 * little on it, and nothing is small: what is written here at 36 pixels is read at 9.
 */
import type { Drawing } from './drawing.ts'

export const width = 1200
export const height = 630

/** Where the picture goes: at the right, to the edges. */
export const pictureBox = { left: 760, top: 0, width: width - 760, height }

const left = 64
const textWidth = pictureBox.left - left - 48
const bar = { top: 504, height: 20 }
/** The mark where the goal lies. */
const goalMark = { width: 6, above: 8 }

const paper = '#fbf8f6'
const track = '#eee3e0'
const ink = '#2a2024'
const soft = '#6a5a60'
const accent = '#7b1e4f'
const good = '#23613f'

const display = 'Young Serif, Young Serif Extended'
const sans = 'Jakarta, Jakarta Extended'

/** An element as satori takes it. */
export interface Element {
  type: 'div'
  props: { style: Record<string, string | number>; children: Element[] | string }
}

function box(style: Record<string, string | number>, ...children: Element[]): Element {
  return { type: 'div', props: { style: { display: 'flex', ...style }, children } }
}

function text(style: Record<string, string | number>, children: string): Element {
  return { type: 'div', props: { style: { display: 'flex', ...style }, children } }
}

/** A short text with wider spaces: those of the font close up when an image is shown small. */
function words(style: Record<string, string | number>, children: string): Element {
  return box({ columnGap: 11, ...style }, ...children.split(/\s/).map((word) => text({ whiteSpace: 'nowrap' }, word)))
}

/** Everything that is written; the shapes are drawn beneath it. */
export function textOf(drawing: Drawing): Element {
  const { title, seller, price, perSlot, next, state } = drawing
  // Where there is more to say of the price, its line stands higher.
  const raised = next === '' ? 0 : 46
  return box(
    { width, height, position: 'relative', fontFamily: sans, color: ink },
    text(
      { position: 'absolute', left: left + 62, top: 58, fontFamily: display, fontSize: 36, color: accent },
      'Sambatan',
    ),
    box(
      {
        position: 'absolute',
        left,
        top: 118,
        width: textWidth,
        height: 280 - raised,
        flexDirection: 'column',
        justifyContent: 'center',
      },
      ...(seller === ''
        ? []
        : [
            text(
              { ...oneLine, width: textWidth, fontSize: 32, fontWeight: 500, color: soft, marginBottom: 14 },
              seller,
            ),
          ]),
      ...titleOf(title),
    ),
    box(
      { position: 'absolute', left, top: 414 - raised, width: textWidth, height: 76, alignItems: 'baseline' },
      text({ fontSize: price.length > 15 ? 42 : 56, fontWeight: 700, letterSpacing: -1, whiteSpace: 'nowrap' }, price),
      ...(perSlot === '' ? [] : [words({ fontSize: 32, fontWeight: 500, color: soft, marginLeft: 14 }, perSlot)]),
    ),
    ...(next === ''
      ? []
      : [text({ ...oneLine, position: 'absolute', left, top: 440, width: textWidth, ...nextStyle(next) }, next)]),
    box(
      { position: 'absolute', left, top: bar.top + bar.height + 18, width: textWidth, fontSize: 36, fontWeight: 500 },
      words({ fontWeight: 700, color: colorOf(drawing) }, state.first),
      ...state.rest.flatMap((part) => [text({ color: soft, margin: '0 14px' }, '·'), words({}, part)]),
    ),
  )
}

/** One line, smaller where it is long: nothing of it is cut but what no size could hold. */
function nextStyle(next: string) {
  return {
    fontSize: Math.max(24, Math.min(34, Math.floor(textWidth / widthInEms(next)))),
    fontWeight: 700,
    color: good,
  }
}

/** At most two lines, as large as they fit. */
function titleOf(title: string): Element[] {
  const style = { width: textWidth, fontFamily: display, lineHeight: 1.14 }
  const lines = linesOf(title)
  if (lines === undefined) {
    const { least: fontSize } = titleSizes
    // Where it breaks by itself no line begins with a dash.
    const unbroken = title.replace(/ (?=[–—-] )/g, '\u00a0')
    return [text({ ...style, display: 'block', fontSize, lineClamp: 2, wordBreak: 'break-word' }, unbroken)]
  }
  const most = lines.length === 1 ? titleSizes.most : titleSizes.ofTwoLines
  const fontSize = Math.min(most, Math.floor(textWidth / widest(lines)))
  return lines.map((line) => text({ ...style, ...oneLine, fontSize }, line))
}

/**
 * Where a title breaks; undefined when two lines of the least size do not hold it. `Melati Senja – Batch Kedua` is one
 * thing and another, so it breaks there and needs no dash; otherwise the lines are as equal as they can be.
 */
function linesOf(title: string): string[] | undefined {
  const hold = (lines: string[]) => widest(lines) * titleSizes.least <= textWidth
  const [, first, second] = /^(.+?) [–—-] (.+)$/.exec(title) ?? []
  if (first && second && hold([first, second])) return [first, second]
  if (widest([title]) * titleSizes.alone <= textWidth) return [title]
  const ends = [...title.matchAll(/ (?![–—-] )/g)].map((match) => match.index)
  const breaks = ends.map((end) => [title.slice(0, end), title.slice(end + 1)])
  const [best] = breaks.sort((a, b) => widest(a) - widest(b))
  return best && hold(best) ? best : undefined
}

function widest(lines: string[]): number {
  return Math.max(...lines.map(widthInEms))
}

/** In pixels; a title that fits one line at the size `alone` has one. */
const titleSizes = { most: 92, alone: 66, ofTwoLines: 78, least: 45 }

const oneLine = { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis', display: 'block' }

/** How wide a title is, in its own size: nearly, and rather too wide, from how wide the letters of its font are. */
function widthInEms(title: string): number {
  const widths: [RegExp, number][] = [
    [/[ ',.:;ijl!|]/, 0.34],
    [/[1If()[\]{}"t]/, 0.44],
    [/[-/\\cegorszJ?23578]/, 0.56],
    [/[mw%@MNH]/, 1],
    [/W/, 1.2],
    [/[\p{Lu}#&]/u, 0.8],
  ]
  return [...title].reduce((sum, letter) => sum + (widths.find(([kind]) => kind.test(letter))?.[1] ?? 0.64), 0)
}

function colorOf({ mood }: Drawing): string {
  return { open: accent, done: good, ended: soft }[mood]
}

/** The paper, the mark, the bar, and where there is no picture the slots themselves, as dots. */
export function shapesOf(drawing: Drawing): string {
  const color = colorOf(drawing)
  const filled = drawing.share === 0 ? 0 : Math.max(bar.height, drawing.share * textWidth)
  const round = `height="${bar.height}" rx="${bar.height / 2}"`
  return [
    `<path fill="${paper}" d="M0 0h${width}v${height}H0z"/>`,
    `<g transform="translate(${left} 56) scale(1.5)">${mark}</g>`,
    `<rect x="${left}" y="${bar.top}" width="${textWidth}" ${round} fill="${track}"/>`,
    `<rect x="${left}" y="${bar.top}" width="${filled}" ${round} fill="${color}"/>`,
    ...(drawing.goal === null ? [] : [goalAt(drawing.goal)]),
    ...(drawing.picture === null ? [dots(drawing, color)] : []),
  ].join('')
}

function goalAt(share: number): string {
  const x = left + share * textWidth - goalMark.width / 2
  const box = `x="${x.toFixed(1)}" width="${goalMark.width}"`
  return `<rect ${box} y="${bar.top - goalMark.above}" height="${bar.height + 2 * goalMark.above}" rx="3" fill="${ink}" stroke="${paper}" stroke-width="3"/>`
}

/** A roof, and those who lift it. */
const mark = `<rect width="32" height="32" rx="8" fill="${accent}"/><path d="M6 15.5 16 7l10 8.5" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/><g fill="#fff"><circle cx="8.6" cy="21.5" r="2.3"/><circle cx="16" cy="19.3" r="2.3"/><circle cx="23.4" cy="21.5" r="2.3"/></g>`

/** Nearly a hundred dots, of which as many are filled as the campaign is full. */
function dots({ share }: Drawing, color: string): string {
  const [columns, rows] = [8, 12]
  const filled = Math.round(share * columns * rows)
  const gap = { x: pictureBox.width / (columns + 1), y: height / (rows + 1) }
  const circles = Array.from({ length: columns * rows }, (_, i) => {
    const x = pictureBox.left + gap.x * ((i % columns) + 1)
    const y = height - gap.y * (Math.floor(i / columns) + 1)
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="13" fill="${i < filled ? color : '#ead5de'}"/>`
  })
  const { left: x, top: y, width: w, height: h } = pictureBox
  return `<path fill="#f7e8ef" d="M${x} ${y}h${w}v${h}h-${w}z"/>${circles.join('')}`
}
