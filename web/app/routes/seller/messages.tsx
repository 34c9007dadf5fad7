/** Writing to buyers in WhatsApp, one after another: whose turn it is, with the message that is theirs and one button for the thumb. */
import { Button, ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { SelectField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Script } from '../../components/script.tsx'
import { ago, number } from '../../format.ts'
import { answerHeaders, attempt, page, redirect, refused, sentKey, text, withoutNews } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/messages.ts'
import { SellerPage } from './frame.tsx'
import {
  addressOf,
  type Chosen,
  type Entry,
  nameOf,
  openedBy,
  pickedIn,
  queryOf,
  templateNames,
  templateWords,
} from './message-list.ts'
import { Before, Done, Later, Open, OrderLine, Skipped, Undo, Unreachable } from './message-rows.tsx'

/** How many stand on the page before those who come later. */
const shownAtOnce = 8

export const loader = page(async ({ api, params, url, context, whoAsks }) => {
  const chosen = pickedIn(url.searchParams)
  const [campaign, me] = await Promise.all([api.readCampaign({ id: params.id! }), whoAsks()])
  const id = campaign.id
  const of = { id, ...queryOf(chosen) }
  const inState = async (state: Entry['state'], limit: number) =>
    (await api.listMessages({ ...of, state, limit })).items.map((entry) => ({
      ...entry,
      phone: context.shownPhone(entry.buyer_phone ?? null)?.words ?? null,
    }))
  const [progress, waiting, messaged, skipped, unreachable] = await Promise.all([
    api.readMessageProgress(of),
    inState('waiting', shownAtOnce),
    inState('messaged', 50),
    inState('skipped', 50),
    inState('unreachable', 100),
  ])
  return {
    campaign: { id, title: campaign.title, seller_id: campaign.seller_id },
    chosen,
    progress,
    waiting,
    messaged,
    skipped,
    unreachable,
    me: me.user_id ?? '',
    now: new Date().toISOString(),
    keys: [...waiting, ...messaged].map(() => crypto.randomUUID()),
  }
})

export const action = page(async ({ api, params, sentForm, url }) => {
  const id = params.id!
  const form = await sentForm()
  const { template } = pickedIn(url.searchParams)
  const participation_id = text(form, 'participation')
  const seen = Number(text(form, 'after'))
  switch (text(form, 'act')) {
    case 'open': {
      const body = { participation_id, template, after: seen > 0 ? seen : null }
      const opened = await attempt(api.openChat({ id, body }, { idempotencyKey: sentKey(form) }))
      if (!opened.ok) return refused(opened.problem, {})
      return redirect(opened.result.chat ?? url.pathname + url.search)
    }
    case 'skip': {
      const skipped = await attempt(
        api.skipBuyer({ id, body: { participation_id, template } }, { idempotencyKey: sentKey(form) }),
      )
      if (!skipped.ok) return refused(skipped.problem, {})
      break
    }
    case 'undo': {
      const undone = await attempt(api.undoMessage({ id, message_id: text(form, 'message') }))
      if (!undone.ok) return refused(undone.problem, {})
      break
    }
    case 'round': {
      const begun = await attempt(api.beginMessageRound({ id, body: { template } }, { idempotencyKey: sentKey(form) }))
      if (!begun.ok) return refused(begun.problem, {})
    }
  }
  return redirect(withoutNews(url.pathname + url.search))
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_messages_title()} · ${m.site_name()}` }]

type Data = Route.ComponentProps['loaderData']

export default function Messages({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, chosen, progress, waiting, messaged, skipped, unreachable, keys } = loaderData
  const count = progress.waiting + progress.messaged
  const [current, ...later] = waiting
  return (
    <SellerPage
      title={m.seller_messages_title()}
      back={{ href: `/sell/campaigns/${campaign.id}#participants`, words: campaign.title }}
      within="/sell"
      narrow
    >
      <div className="space-y-5">
        {actionData?.problem && <ProblemNotice problem={actionData.problem} />}
        <Choose chosen={chosen} />
        {count > 0 && <Progress done={progress.messaged} count={count} />}
        {messaged[0] && current && <Last entry={messaged[0]} {...loaderData} />}
        {current ? (
          <>
            <Current entry={current} formKey={keys[0]!} {...loaderData} />
            <Later {...loaderData} entries={later} left={progress.waiting - waiting.length} keys={keys.slice(1)} />
          </>
        ) : (
          <Nobody {...loaderData} />
        )}
        <Done {...loaderData} entries={messaged} keys={keys.slice(waiting.length)} />
        <Skipped entries={skipped} />
        <Unreachable entries={unreachable} />
        <p className="text-sm text-soft">{m.seller_messages_privacy()}</p>
      </div>
      <Script name="messages" />
    </SellerPage>
  )
}

/** In a line that opens: the list is what one comes for. */
function Choose({ chosen }: { chosen: Chosen }) {
  const group = groupWords(chosen)
  return (
    <details className="group rounded-md border border-line bg-surface">
      <summary className="flex min-h-12 cursor-pointer list-none flex-wrap items-center justify-between gap-x-3 px-4 py-1">
        <span className="min-w-0 flex-1 basis-36 wrap-anywhere">
          <span className="font-semibold">{group}</span>
          <span className="text-soft"> · {templateWords(chosen.template)}</span>
        </span>
        <span className="font-semibold text-accent group-open:hidden">{m.seller_messages_change()}</span>
      </summary>
      <form method="get" className="grid gap-3 border-t border-line p-4 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
        <SelectField
          label={m.seller_messages_to()}
          name="to"
          defaultValue={chosen.to}
          choices={[
            ['unpaid', m.seller_messages_to_unpaid()],
            ['all', m.seller_messages_to_all()],
            ['offered', m.seller_messages_to_offered()],
            ...(chosen.ids ? [['chosen', m.seller_messages_to_chosen()] as [string, string]] : []),
          ]}
        />
        {chosen.ids && <input type="hidden" name="ids" value={chosen.ids.join(',')} />}
        {chosen.to !== 'offered' && (
          <SelectField
            label={m.seller_messages_template()}
            name="template"
            defaultValue={chosen.template}
            choices={templateNames.map((name) => [name, templateWords(name)])}
          />
        )}
        <Button variant="quiet">{m.seller_messages_show()}</Button>
      </form>
    </details>
  )
}

function groupWords({ to }: Chosen): string {
  if (to === 'chosen') return m.seller_messages_to_chosen()
  if (to === 'offered') return m.seller_messages_to_offered()
  return to === 'all' ? m.seller_messages_to_all() : m.seller_messages_to_unpaid()
}

function Progress({ done, count }: { done: number; count: number }) {
  const words = m.seller_messages_progress({ done: number(done), count: number(count) })
  return (
    <div>
      <p className="mb-1.5 font-semibold numbers">{words}</p>
      <div
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={count}
        aria-valuenow={done}
        aria-valuetext={words}
        aria-label={m.seller_messages_done()}
        className="h-2 overflow-hidden rounded-full bg-line"
      >
        <svg className="size-full" preserveAspectRatio="none" viewBox="0 0 100 10" aria-hidden="true">
          <rect width={(done / count) * 100} height="10" className={done === count ? 'fill-good' : 'fill-accent'} />
        </svg>
      </div>
    </div>
  )
}

/** What was done last, and how it is taken back: opening is taken for sending, and may have been neither. */
function Last({ entry, me, now, campaign }: { entry: Entry } & Pick<Data, 'me' | 'now' | 'campaign'>) {
  const here = entry.here!
  const by = openedBy(here, me, campaign.seller_id)
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-x-4 rounded-md bg-good-tint py-1 pr-1 pl-4"
    >
      <p className="min-w-0 flex-1 basis-36 text-sm wrap-anywhere">
        {m.seller_messages_opened({ name: nameOf(entry), ago: ago(here.at, now), by })}
      </p>
      <Undo entry={entry} words={m.seller_messages_undo()} />
    </div>
  )
}

/** The one whose turn it is. The button stays under the thumb, however long the message is, and wherever one comes back to. */
function Current(props: { entry: Entry; formKey: string } & Pick<Data, 'me' | 'now' | 'campaign' | 'chosen'>) {
  const { entry, formKey, campaign, chosen } = props
  const name = nameOf(entry)
  return (
    <section aria-labelledby="now">
      <h2 id="now" dir="auto" className="text-xl wrap-anywhere">
        {name}
      </h2>
      <OrderLine entry={entry} />
      <Before {...props} />
      <blockquote
        dir="auto"
        aria-label={m.seller_messages_text({ name })}
        className="mt-3 rounded-lg rounded-ss-sm bg-sunken px-4 py-3 whitespace-pre-line wrap-anywhere"
      >
        {entry.text}
      </blockquote>
      <a
        href={`/sell/campaigns/${campaign.id}/messages/words?${addressOf(chosen)}&language=${entry.language}`}
        className="inline-flex min-h-11 items-center text-sm font-semibold text-accent"
      >
        {m.seller_messages_edit()}
      </a>
      <div className="thumb-bar flex flex-wrap gap-3 py-3">
        <PostForm data-once>
          <input type="hidden" name="act" value="skip" />
          <input type="hidden" name="participation" value={entry.participation_id} />
          <input type="hidden" name="key" value={`skip-${formKey}`} />
          <Button variant="quiet" className="min-h-14">
            {m.seller_messages_skip()}
            <span className="sr-only"> {name}</span>
          </Button>
        </PostForm>
        <Open entry={entry} formKey={formKey} className="min-h-14 w-full" words={m.seller_messages_open()} />
      </div>
    </section>
  )
}

function Nobody({ campaign, chosen, progress, keys }: Data) {
  const finished = progress.messaged + progress.skipped > 0
  if (!finished) {
    return (
      <Empty
        title={m.seller_messages_nobody()}
        action={
          chosen.to === 'unpaid' && (
            <ButtonLink href={`/sell/campaigns/${campaign.id}/messages?to=all&template=news`} variant="quiet">
              {m.seller_messages_all_instead()}
            </ButtonLink>
          )
        }
      >
        {chosen.to === 'offered' ? m.seller_messages_nobody_offered() : m.seller_messages_nobody_detail()}
      </Empty>
    )
  }
  return (
    <Notice tone="good" title={m.seller_messages_finished()}>
      <p>{chosen.to === 'offered' ? m.seller_messages_finished_offered() : m.seller_messages_finished_detail()}</p>
      <PostForm data-once className="mt-3">
        <input type="hidden" name="act" value="round" />
        <input type="hidden" name="key" value={`round-${keys[0] ?? progress.began_at}`} />
        <Button variant="quiet">{m.seller_messages_round()}</Button>
      </PostForm>
    </Notice>
  )
}
