/** What is left to pay of an order, exactly, until when and where to, as its seller says. */
import type { HowToPay as Said } from '@sambatan/client'
import type { ReactNode } from 'react'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { ago, dateTime, money } from '../../format.ts'
import { m } from '../../paraglide/messages.js'

interface Props {
  said: Said
  seller: string | null
  now: string
  /** What is said of it already, and the way to say it. */
  children?: ReactNode
}

/** As a bank's form takes it: no separators, and decimals where the currency has them. */
function plainAmount({ amount_to_pay: amount, currency }: Said): string {
  const digits = fractionDigits(currency)
  return (amount / 10 ** digits).toFixed(digits)
}

export function HowToPay({ said, seller, now, children }: Props) {
  if (said.amount_to_pay === 0) return null
  const { accounts, words, pay_until: until, changed_at: changed } = said
  return (
    <section aria-labelledby="pay" className="rounded-lg border border-line bg-surface p-4 sm:p-5">
      <h2 id="pay" className="text-xl">
        {m.payment_how_title()}
      </h2>
      <dl className="mt-3 grid grid-cols-1 gap-x-8 gap-y-3 sm:grid-cols-2">
        <div>
          <dt className="text-sm text-soft">{m.payment_how_amount()}</dt>
          <dd className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <strong className="min-w-0 text-2xl font-extrabold wrap-anywhere select-all numbers">
              {money(said.amount_to_pay, said.currency)}
            </strong>
            <CopyButton
              text={plainAmount(said)}
              words={m.payment_copy_amount()}
              copied={m.payment_copied()}
              className="!min-h-11 !px-3 !py-1.5 text-sm"
            />
          </dd>
        </div>
        {until && (
          <div>
            <dt className="text-sm text-soft">{m.payment_how_until()}</dt>
            <dd className="font-semibold numbers">{dateTime(until)}</dd>
          </div>
        )}
        <div>
          <dt className="text-sm text-soft">{m.payment_how_code()}</dt>
          <dd>
            <strong className="select-all numbers">{said.code}</strong>{' '}
            <span className="text-sm text-soft">({m.payment_how_code_hint()})</span>
          </dd>
        </div>
      </dl>
      {said.unique_part !== null && (
        <p className="measure mt-3">{m.payment_how_unique({ part: money(said.unique_part, said.currency) })}</p>
      )}
      {accounts.length === 0 && words === '' ? (
        <p className="mt-4">{m.payment_how_none({ seller: seller ?? m.payment_how_seller() })}</p>
      ) : (
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {accounts.map((account) => (
            <li key={`${account.provider}${account.number}${account.picture?.id}`} className="py-3">
              <Account account={account} />
            </li>
          ))}
        </ul>
      )}
      {words !== '' && (
        <div className="mt-3">
          <h3 className="text-sm font-semibold">{m.payment_how_words()}</h3>
          <p dir="auto" className="measure whitespace-pre-line break-words">
            {words}
          </p>
        </div>
      )}
      {children && <div className="mt-4">{children}</div>}
      <p className="measure mt-3 text-sm text-soft">{m.payment_how_direct()}</p>
      {changed && <p className="mt-1 text-sm text-soft">{m.payment_how_changed({ time: ago(changed, now) })}</p>}
    </section>
  )
}

function Account({ account }: { account: Said['accounts'][number] }) {
  const { provider, number, holder, picture } = account
  if (picture) {
    const address = `/api/sambatan/money/pictures/${picture.id}`
    return (
      <div className="grid gap-x-5 gap-y-2 sm:grid-cols-[auto_minmax(0,1fr)]">
        <img
          src={address}
          width={picture.width}
          height={picture.height}
          loading="lazy"
          alt={m.payment_qris_alt({ holder: holder ?? '' })}
          className="h-auto w-56 max-w-full rounded-md bg-white"
        />
        <div>
          <p className="font-semibold">{provider ?? m.payment_kind_qris()}</p>
          {holder && <p dir="auto">{m.payment_how_holder({ holder })}</p>}
          <p className="mt-1 text-sm text-soft">{m.payment_qris_scan()}</p>
          <a href={address} className="inline-flex min-h-11 items-center text-sm font-semibold text-accent">
            {m.payment_qris_open()}
          </a>
        </div>
      </div>
    )
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <p className="text-sm text-soft">
          <bdi>{provider}</bdi>
        </p>
        <p className="text-lg font-bold break-all select-all numbers">{number}</p>
        {holder && (
          <p dir="auto" className="text-sm">
            {m.payment_how_holder({ holder })}
          </p>
        )}
      </div>
      <CopyButton
        text={(number ?? '').replace(/[^\d+]/g, '')}
        words={m.payment_copy_number()}
        copied={m.payment_copied()}
        className="!min-h-11 !px-3 !py-1.5 text-sm"
      />
    </div>
  )
}
