import { Button, ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { PushSwitch } from '../../components/push-switch.tsx'
import { ago, dateTime } from '../../format.ts'
import { listed, localPath, page, redirect, sells, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/inbox.ts'
import { MeFrame, meMeta } from './me-frame.tsx'
import { pushHere } from './push-here.ts'
import { type Topic, topicsOf, topicWords } from './topics.ts'

export const loader = page(async ({ api, url, whoAsks }) => {
  const { role } = await whoAsks()
  const offered = topicsOf(role)
  const topic = offered.find((one) => one === url.searchParams.get('topic'))
  const unread = url.searchParams.has('unread')
  const asked = { limit: 20, ...(topic && { topic }), ...(unread && { unread: 'true' }) }
  const [{ items, next }, { unread: waiting }, push] = await Promise.all([
    listed(url, (from) => api.listNotifications({ id: 'me', ...asked, ...from })),
    api.countUnread({ id: 'me' }),
    pushHere({ api, whoAsks }),
  ])
  return {
    items,
    next,
    topic,
    unread,
    offered,
    waiting,
    push,
    sells: sells(role),
    done: url.searchParams.has('done'),
    here: url.pathname + url.search,
    now: new Date().toISOString(),
  }
})

/** Opening one is reading it: its button does both, and changes nothing by being looked at. */
export const action = page(async ({ sentForm, api, url }) => {
  const form = await sentForm()
  const [up_to, id] = [Number(text(form, 'up_to')), Number(text(form, 'open') || text(form, 'read'))]
  const isNamed = Number.isSafeInteger(id) && id > 0
  if (isNamed) await api.readNotifications({ id: 'me', body: { ids: [id] } })
  else if (Number.isSafeInteger(up_to) && up_to > 0) await api.readNotifications({ id: 'me', body: { up_to } })
  if (isNamed && text(form, 'open')) throw redirect(localPath(form.get(`path_${id}`)))
  const back = new URLSearchParams(url.searchParams)
  back.set('done', '1')
  throw redirect(`/me/inbox?${back}`)
})

export function meta() {
  return meMeta(m.inbox_title())
}

type Loaded = Route.ComponentProps['loaderData']

/** The same list, narrowed in another way; from its start. */
function addressOf({ topic, unread }: { topic?: Topic | undefined; unread?: boolean }): string {
  const params = new URLSearchParams({ ...(topic && { topic }), ...(unread && { unread: '1' }) })
  return params.size === 0 ? '/me/inbox' : `/me/inbox?${params}`
}

export default function Inbox({ loaderData }: Route.ComponentProps) {
  const { items, next, waiting, push, done, here, now, topic, unread } = loaderData
  const newest = items.reduce((last, { last_event_id }) => Math.max(last, last_event_id), 0)
  const isStart = !here.includes('cursor=')
  const isNarrowed = topic !== undefined || unread
  return (
    <MeFrame title={m.inbox_title()} lead={m.inbox_lead()}>
      {done && (
        <div className="mb-6">
          <Notice tone="good">{m.inbox_read_done()}</Notice>
        </div>
      )}
      {(items.length > 0 || isNarrowed) && <Filters {...loaderData} />}
      {items.length === 0 ? (
        <Nothing {...loaderData} />
      ) : (
        <PostForm action={here} className="mt-4">
          {/* The newest that was seen: what came meanwhile stays unread. Of all only where all are shown from the newest on. */}
          {waiting > 0 && isStart && !isNarrowed && (
            <div className="mb-3 flex justify-end">
              <Button variant="quiet" size="sm" className="min-h-11" name="up_to" value={newest}>
                {m.inbox_read_all()}
              </Button>
            </div>
          )}
          <ul className="space-y-3">
            {items.map((item) => (
              <li key={item.id}>
                <Told item={item} now={now} />
              </li>
            ))}
          </ul>
        </PostForm>
      )}
      <Paging url={here} next={next} />
      {push && (
        <div className="mt-8">
          <PushSwitch push={push} title={m.push_title()} button={m.push_on_button()} explains>
            {m.push_lead()}
          </PushSwitch>
        </div>
      )}
    </MeFrame>
  )
}

function Filters({ topic, unread, offered }: Loaded) {
  const link = (words: string, href: string, isChosen: boolean) => (
    <a
      key={href}
      href={href}
      aria-current={isChosen ? 'true' : undefined}
      className="inline-flex min-h-11 shrink-0 items-center rounded-full border border-line px-3.5 text-sm font-semibold text-ink no-underline hover:border-soft aria-[current=true]:border-ink aria-[current=true]:bg-ink aria-[current=true]:text-paper"
    >
      {words}
    </a>
  )
  return (
    <div className="space-y-3">
      <nav aria-label={m.inbox_filter()} className="flex flex-wrap gap-2">
        {link(m.inbox_all(), addressOf({ topic }), !unread)}
        {link(m.inbox_unread(), addressOf({ topic, unread: true }), unread)}
      </nav>
      {/* On a phone one line that can be pushed. */}
      <nav
        aria-label={m.inbox_topic()}
        className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0"
      >
        {link(m.inbox_every_topic(), addressOf({ unread }), topic === undefined)}
        {offered.map((one) => link(topicWords(one), addressOf({ topic: one, unread }), one === topic))}
      </nav>
    </div>
  )
}

function Nothing({ topic, unread, sells }: Loaded) {
  if (unread || topic !== undefined) {
    return (
      <div className="mt-6">
        <Empty
          title={m.inbox_none_title()}
          action={
            <ButtonLink variant="quiet" href="/me/inbox">
              {m.inbox_show_all()}
            </ButtonLink>
          }
        >
          <p>{topic === undefined ? m.inbox_none_unread() : m.inbox_none()}</p>
        </Empty>
      </div>
    )
  }
  return (
    <Empty title={m.inbox_empty_title()} action={<ButtonLink href="/">{m.error_to_campaigns()}</ButtonLink>}>
      <p>{m.inbox_empty()}</p>
      {sells && <p className="mt-2">{m.inbox_empty_sells()}</p>}
    </Empty>
  )
}

function Told({ item, now }: { item: Loaded['items'][number]; now: string }) {
  const isUnread = item.read_at === null
  return (
    <article
      className={`rounded-lg border p-4 ${isUnread ? 'border-accent/50 bg-accent-tint' : 'border-line bg-surface'}`}
    >
      <p className="flex flex-wrap items-baseline gap-x-3 text-xs text-soft">
        {isUnread && <span className="rounded-full bg-accent px-2 font-semibold text-on-accent">{m.inbox_new()}</span>}
        <span>{topicWords(item.topic)}</span>
        <time dateTime={item.updated_at} title={dateTime(item.updated_at)}>
          {ago(item.updated_at, now)}
        </time>
      </p>
      <h2 dir="auto" className={`mt-1 font-sans text-base leading-snug ${isUnread ? 'font-bold' : 'font-semibold'}`}>
        {item.title}
      </h2>
      {item.paragraphs.map((paragraph) => (
        <p key={paragraph} dir="auto" className="measure mt-1 text-sm">
          {paragraph}
        </p>
      ))}
      <div className="-mb-2 mt-1 flex flex-wrap gap-x-5">
        {isUnread ? (
          <>
            <input type="hidden" name={`path_${item.id}`} value={item.action.path} />
            <Button variant="plain" size="sm" className="!min-h-11" name="open" value={item.id}>
              {item.action.label}
            </Button>
            <Button variant="plain" size="sm" className="!min-h-11" name="read" value={item.id}>
              {m.inbox_read_one()}
            </Button>
          </>
        ) : (
          <a href={item.action.path} className="inline-flex min-h-11 items-center text-sm font-semibold text-accent">
            {item.action.label}
          </a>
        )}
      </div>
    </article>
  )
}
