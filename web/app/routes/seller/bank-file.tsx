/**
 * What is owed back as a file for the bank, and the same file read back: first a line at a time, then, what is ticked, on record as sent. All
 * of it without scripts: what was read stands in the form that puts it on record.
 */
import type { BankFileLine } from '@sambatan/client'
import { Button, ButtonLink } from '../../components/button.tsx'
import { BareFileField, TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { money, number } from '../../format.ts'
import {
  type Api,
  answerHeaders,
  asked,
  attempt,
  type Problem,
  page,
  redirect,
  refused,
  sentKey,
  text,
} from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/bank-file.ts'
import { MoneyPage, moneyBaseOf } from './money-frame.tsx'

export const loader = page(async ({ api, url, whoAsks }) => {
  const base = moneyBaseOf(url)
  const { user_id: me } = await whoAsks()
  const campaign = asked(url.searchParams, 'campaign', 36)
  const content = await api.readBankFileContent({
    ...(base === '/sell' && me ? { seller_id: me } : {}),
    ...(campaign && { campaign_id: campaign }),
  })
  const done = Number(url.searchParams.get('done') ?? 0)
  return { content, base, campaign, done: Number.isSafeInteger(done) ? done : 0, key: crypto.randomUUID() }
})

/** What a line that was ticked says: everything that puts it on record. */
interface Ticked {
  participation_id: string
  amount: number
  reference: string
  nth: number
}

function tickedIn(form: FormData): Ticked[] {
  return form.getAll('line').flatMap((value) => {
    const [, id, amount, reference, nth] = /^([\da-f-]{36}) (\d+) ([\w-]+) (\d+)$/.exec(String(value)) ?? []
    return id ? [{ participation_id: id, amount: Number(amount), reference: reference!, nth: Number(nth) }] : []
  })
}

const tickOf = ({ participation_id: id, amount, reference, nth }: BankFileLine) => `${id} ${amount} ${reference} ${nth}`

export const action = page(async ({ api, url, sentForm, whoAsks }) => {
  const form = await sentForm()
  const base = moneyBaseOf(url)
  if (text(form, 'intent') === 'send') return send(api, form, base)
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0) return { missing: true }
  const { user_id: me } = await whoAsks()
  const answer = await attempt(
    api.readBankFile(
      {
        body: new Blob([await file.arrayBuffer()]),
        dry_run: 'true',
        ...(base === '/sell' && me ? { seller_id: me } : {}),
      },
      // Without a network nobody asks a file for its type.
      { headers: { 'content-type': 'text/csv' } },
    ),
  )
  return answer.ok ? { lines: answer.result.lines } : refused(answer.problem, {})
})

async function send(api: Api, form: FormData, base: string) {
  const lines = tickedIn(form)
  if (lines.length === 0) return { nothing: true }
  const on = text(form, 'on')
  const answer = await attempt(
    api.sendBackMoney({ body: { lines, ...(on ? { on } : {}) } }, { idempotencyKey: sentKey(form) }),
  )
  if (!answer.ok) return refused(answer.problem, {})
  const { sent_back: sent, refused: left } = answer.result
  if (left.length === 0) throw redirect(`${base}/money/file?done=${sent.length}`)
  return { sent: sent.length, left: left.map(({ detail }) => detail) }
}

export const headers = answerHeaders

export const meta = () => [{ title: `${m.bankfile_title()} · ${m.site_name()}` }]

interface Answer {
  problem?: Problem
  missing?: boolean
  nothing?: boolean
  lines?: BankFileLine[]
  sent?: number
  left?: string[]
}

export default function BankFilePage({ loaderData, actionData }: Route.ComponentProps) {
  const { base, done, key } = loaderData
  const { problem, missing, nothing, lines, sent, left } = (actionData ?? {}) as Answer
  return (
    <MoneyPage base={base} title={m.bankfile_title()} lead={m.bankfile_lead()}>
      <div className="empty:hidden">
        {problem && <ProblemNotice problem={problem} fields={{ on: m.bankfile_on() }} />}
        {nothing && <Notice tone="warn">{m.bankfile_nothing_ticked()}</Notice>}
        {left && (
          <Notice tone="warn" lands title={m.bankfile_some({ lines: number(sent ?? 0), refused: number(left.length) })}>
            <ul className="list-disc pl-5">
              {[...new Set(left)].map((detail) => (
                <li key={detail}>{detail}</li>
              ))}
            </ul>
          </Notice>
        )}
        {!actionData && done > 0 && (
          <Notice tone="good">
            <p>{m.bankfile_done({ lines: number(done) })}</p>
            <a href={`${base}/money`} className="inline-flex min-h-11 items-center font-semibold text-accent">
              {m.book_to_desk()}
            </a>
          </Notice>
        )}
      </div>
      {lines ? (
        <Preview lines={lines} base={base} formKey={key} />
      ) : (
        <>
          <Take loaded={loaderData} />
          <Read missing={missing === true} />
        </>
      )}
    </MoneyPage>
  )
}

const sums = (totals: { currency: string; amount: number }[]) =>
  totals.map(({ amount, currency }) => money(amount, currency)).join(', ')

function Take({ loaded: { content, base, campaign } }: { loaded: Route.ComponentProps['loaderData'] }) {
  const { with_account: given, without_account: missing, lines_max: max } = content
  return (
    <section aria-labelledby="take" className="max-w-2xl">
      <h2 id="take" className="text-xl">
        {m.bankfile_take_title()}
      </h2>
      <p className="mt-2 numbers">
        {given.participations > 0
          ? m.bankfile_take({ lines: number(given.participations), amount: sums(given.totals) })
          : m.bankfile_take_none()}
      </p>
      {missing.participations > 0 && (
        <p className="mt-2 text-soft numbers">
          {m.bankfile_without({ lines: number(missing.participations), amount: sums(missing.totals) })}
        </p>
      )}
      {given.participations > max && <p className="mt-2 font-semibold">{m.bankfile_more({ max: number(max) })}</p>}
      {given.participations > 0 && (
        <>
          <PostForm action={`${base}/money/file.csv`} className="mt-4">
            {campaign && <input type="hidden" name="campaign" value={campaign} />}
            <Button>{m.bankfile_download()}</Button>
          </PostForm>
          <ul className="mt-4 list-disc space-y-1.5 pl-5 text-sm text-soft">
            <li>{m.bankfile_recorded()}</li>
            <li>{m.bankfile_zeros()}</li>
          </ul>
        </>
      )}
    </section>
  )
}

function Read({ missing }: { missing: boolean }) {
  return (
    <section aria-labelledby="read" className="max-w-2xl">
      <h2 id="read" className="text-xl">
        {m.bankfile_read_title()}
      </h2>
      <p className="mt-2 text-soft">{m.bankfile_read()}</p>
      <PostForm encType="multipart/form-data" className="mt-4 space-y-4">
        <div>
          <label htmlFor="file" className="mb-1.5 block text-sm font-semibold">
            {m.bankfile_file()}
          </label>
          <BareFileField
            name="file"
            id="file"
            accept=".csv,text/csv"
            required
            className="block w-full rounded-md border border-line bg-surface p-2.5 text-base file:mr-4 file:min-h-10 file:cursor-pointer file:rounded-md file:border-0 file:bg-sunken file:px-4 file:font-semibold file:text-ink"
          />
          {missing && <p className="mt-1.5 text-sm font-semibold text-bad">{m.bankfile_file_missing()}</p>}
        </div>
        <Button variant="quiet">{m.bankfile_preview_button()}</Button>
      </PostForm>
    </section>
  )
}

const says: Record<BankFileLine['outcome'], () => string> = {
  fits: m.bankfile_fits,
  sent_back: m.bankfile_sent_back,
  amount_differs: m.bankfile_amount_differs,
  account_changed: m.bankfile_account_changed,
  already_sent: m.bankfile_already_sent,
  unknown: m.bankfile_unknown,
  unreadable: m.bankfile_unreadable,
}

/** Whether somebody who knows that the money has gone may say so here; more than is owed is put on record at its order. */
function mayTick({ outcome, amount, owed }: BankFileLine): boolean {
  if (outcome === 'fits' || outcome === 'account_changed') return true
  return outcome === 'amount_differs' && amount !== null && owed !== null && amount <= owed
}

const sum = (amount: number | null, currency: string | null) =>
  amount === null || currency === null ? '–' : money(amount, currency)

function columnsOfPreview(): Column<BankFileLine>[] {
  return [
    {
      key: 'sent',
      header: m.bankfile_column_sent(),
      label: '',
      narrow: true,
      phone: 'start',
      cell: (one) =>
        mayTick(one) && (
          <label className="-my-2.5 -ml-2.5 flex min-h-11 min-w-11 cursor-pointer items-center justify-center">
            <input
              type="checkbox"
              name="line"
              value={tickOf(one)}
              defaultChecked={one.outcome === 'fits'}
              aria-label={m.bankfile_mark({ code: one.code ?? '' })}
              className="size-5 accent-accent"
            />
          </label>
        ),
    },
    {
      key: 'order',
      header: m.bankfile_column_order(),
      main: true,
      cell: (one) => (
        <>
          <span className="max-md:flex max-md:flex-wrap max-md:justify-between max-md:gap-x-3">
            <span className="min-w-0">
              {one.code ?? '–'} {one.buyer_name && <bdi className="font-normal text-soft">{one.buyer_name}</bdi>}
            </span>
            <span className="numbers md:hidden">{sum(one.amount, one.currency)}</span>
          </span>
          {one.outcome !== 'fits' && (
            <span className="mt-0.5 block text-sm font-normal md:hidden">
              <span className="text-warn">{says[one.outcome]()}</span>{' '}
              <span className="text-soft numbers">
                {[
                  differs(one) && `${m.bankfile_column_owed()} ${differs(one)}`,
                  `${m.bankfile_column_line()} ${number(one.line)}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'amount',
      header: m.bankfile_column_amount(),
      numeric: true,
      cell: (one) => sum(one.amount, one.currency),
    },
    { key: 'owed', header: m.bankfile_column_owed(), numeric: true, cell: differs },
    {
      key: 'says',
      header: m.bankfile_column_says(),
      cell: (one) => (
        <span className={one.outcome === 'fits' ? 'text-good' : 'font-semibold text-warn'}>{says[one.outcome]()}</span>
      ),
    },
    {
      key: 'line',
      header: m.bankfile_column_line(),
      numeric: true,
      spare: true,
      cell: (one) => one.outcome !== 'fits' && one.line,
    },
  ]
}

/** Said where it is another sum than the file has: of many lines most fit. */
function differs(one: BankFileLine): string | undefined {
  return one.owed === one.amount || one.owed === null ? undefined : sum(one.owed, one.currency)
}

function Lines({ lines, caption }: { lines: BankFileLine[]; caption: string }) {
  return (
    <Table caption={caption} rows={lines} rowKey={({ line }) => String(line)} columns={columnsOfPreview()} compact />
  )
}

/** More than fit on a phone at once are looked at on wish: they are ticked, and what they come to is said. */
const shownAtOnce = 6

function Fitting({ lines }: { lines: BankFileLine[] }) {
  if (lines.length === 0) return null
  const totals = new Map<string, number>()
  for (const { currency, amount } of lines) totals.set(currency!, (totals.get(currency!) ?? 0) + amount!)
  const all = <Lines lines={lines} caption={m.bankfile_preview_title()} />
  const said = (
    <>
      <strong className="text-good">{m.bankfile_fit_all({ count: number(lines.length) })}</strong>
      <span className="font-semibold numbers">
        {sums([...totals].map(([currency, amount]) => ({ currency, amount })))}
      </span>
    </>
  )
  if (lines.length <= shownAtOnce) {
    return (
      <div>
        <p className="flex flex-wrap items-baseline gap-x-3 pb-2">{said}</p>
        {all}
      </div>
    )
  }
  return (
    <details className="rounded-lg border border-line bg-surface px-4">
      <summary className="flex min-h-14 cursor-pointer flex-wrap items-baseline gap-x-3 py-3.5">
        {said}
        <span className="w-full text-sm text-accent underline underline-offset-4">{m.statement_matched_look()}</span>
      </summary>
      <div className="pb-4">{all}</div>
    </details>
  )
}

function Preview({ lines, base, formKey }: { lines: BankFileLine[]; base: string; formKey: string }) {
  const canTick = lines.some(mayTick)
  const others = lines.filter(({ outcome }) => outcome !== 'fits')
  return (
    <PostForm className="space-y-5" data-once>
      <input type="hidden" name="intent" value="send" />
      <input type="hidden" name="key" value={formKey} />
      <div>
        <h2 className="text-xl">{m.bankfile_preview_title()}</h2>
        <p className="measure mt-1 text-sm text-soft">{canTick ? m.bankfile_preview_lead() : m.bankfile_none_fits()}</p>
      </div>
      {others.length > 0 && <Lines lines={others} caption={m.bankfile_others()} />}
      <Fitting lines={lines.filter(({ outcome }) => outcome === 'fits')} />
      {canTick && (
        <div className="max-w-xs">
          <TextField name="on" type="date" label={m.bankfile_on()} />
        </div>
      )}
      {canTick && (
        <div className="sticky bottom-0 -mx-4 border-t border-line bg-paper px-4 py-3 sm:static sm:mx-0 sm:border-0 sm:p-0">
          <Button className="max-sm:w-full">{m.bankfile_send_button()}</Button>
        </div>
      )}
      <ButtonLink href={`${base}/money/file`} variant="quiet">
        {m.bankfile_other()}
      </ButtonLink>
    </PostForm>
  )
}
