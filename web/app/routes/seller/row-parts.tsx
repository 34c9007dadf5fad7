/** What the rows of the editor have in common: their buttons, what is folded away, and how amounts are typed. */
import type { ReactNode } from 'react'
import { fractionDigits } from '../../../../src/kernel/money.ts'

/** Where a row stands that a script is to make; what it makes gets a place of its own. */
export const template = 99

/** How the script of the editor writes amounts. */
export const moneyOf = (currency: string) => ({ 'data-currency': currency, 'data-digits': fractionDigits(currency) })

/** A button of the form around: without scripts the page comes back with the rows as it leaves them. */
export function RowButton({
  act,
  label,
  isOff = false,
  children,
}: {
  act: string
  label?: string
  /** There are as many rows as there can be. */
  isOff?: boolean
  children: ReactNode
}) {
  return (
    <button
      type="submit"
      hidden={isOff}
      name="intent"
      value={act}
      data-row-act
      formAction="#deal-part"
      aria-label={label}
      className="min-h-11 min-w-11 shrink-0 cursor-pointer px-1 text-sm font-semibold text-accent underline decoration-1 underline-offset-4"
    >
      {children}
    </button>
  )
}

export function Folded({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) {
  return (
    <details open={isOpen} className="border-t border-line">
      <summary className="min-h-11 cursor-pointer content-center text-sm font-semibold text-accent">{title}</summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pb-3">{children}</div>
    </details>
  )
}

export function modeOf(currency: string): 'numeric' | 'decimal' {
  return fractionDigits(currency) === 0 ? 'numeric' : 'decimal'
}
