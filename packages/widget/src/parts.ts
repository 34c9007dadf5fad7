/** The elements of a widget, made once. */
import { make, part } from './dom.ts'

export type Parts = ReturnType<typeof buildParts>

export function buildParts() {
  const text = {
    status: make('span'),
    title: make('span'),
    price: make('b'),
    perSlot: make('span'),
    counts: make('b'),
    goalAt: make('span'),
    why: make('span'),
    leftLabel: make('dt'),
    left: make('span'),
    timeLabel: make('dt'),
    time: make('time'),
    by: make('span'),
    trouble: make('p', { role: 'status' }),
  }
  const goal = make('div', { class: 'goal' })
  const attributes = { class: 'bar', part: 'bar', role: 'progressbar', 'aria-valuemin': '0' }
  const bar = make('div', attributes, make('div', { class: 'held' }), part('div', 'fill'), goal)
  const photo = part('div', 'photo')
  const statusLine = part('p', 'status', text.status)
  const link = part('a', 'link')
  const again = make('button', { class: 'again', part: 'again', type: 'button' })
  const body = part(
    'div',
    'body',
    make('div', { class: 'top' }, statusLine, part('p', 'by', text.by)),
    make(
      'div',
      { class: 'head' },
      make('h3', { class: 'title', part: 'title', id: 'title' }, text.title),
      part('p', 'price', text.price, ' ', text.perSlot),
    ),
    bar,
    part('p', 'counts', text.counts, text.goalAt),
    part('p', 'why', text.why),
    part(
      'dl',
      'facts',
      make('div', {}, text.leftLabel, make('dd', {}, text.left)),
      make('div', {}, text.timeLabel, make('dd', {}, text.time)),
    ),
    link,
  )
  const troubleBox = part('div', 'trouble', text.trouble, make('slot'), again)
  const said = make('p', { class: 'said', 'aria-live': 'polite' })
  const card = part('article', 'card', photo, body, troubleBox, said)
  card.setAttribute('aria-labelledby', 'title')
  return { ...text, goal, bar, photo, statusLine, link, again, body, troubleBox, said, card }
}
