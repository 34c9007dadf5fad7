/** What the lists of orders and their money share: a row that is one line on phones, and the bar under the thumb for those that are ticked. */
import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/field.tsx'
import type { Column } from '../../components/table.tsx'
import { m } from '../../paraglide/messages.js'
import { nameOf } from './money-words.ts'

interface Whose {
  buyer_name?: string | null
  user_id: string
  code: string
}

/** Ticks an order, for the bar below. */
export function tickColumn<Row extends Whose>(idOf: (row: Row) => string): Column<Row> {
  return {
    key: 'select',
    header: <span className="sr-only">{m.seller_select()}</span>,
    label: '',
    narrow: true,
    phone: 'start',
    cell: (one) => (
      <label className="relative -m-2.5 inline-flex min-h-11 min-w-11 cursor-pointer items-center gap-3 p-2.5 max-md:-my-1.5 max-md:mr-0">
        <Choice type="checkbox" name="ids" value={idOf(one)} className="size-5 accent-accent" />
        <span className="sr-only">{m.seller_select_one({ name: nameOf(one) })}</span>
      </label>
    ),
  }
}

interface Phone<Row> {
  /** The sum in its corner. */
  sum(row: Row): ReactNode
  /** What is worth a second line. */
  second(row: Row): ReactNode
}

/** Whose order it is; on phones with all else that is worth a line. */
export function nameColumn<Row extends Whose>({ sum, second }: Phone<Row>): Column<Row> {
  return {
    key: 'name',
    header: m.seller_col_name(),
    main: true,
    cell: (one) => (
      <>
        <span className="max-md:flex max-md:flex-wrap max-md:justify-between max-md:gap-x-3">
          <span className="min-w-0">
            {nameOf(one)} <span className="text-sm font-normal text-soft max-md:hidden">{one.code}</span>
          </span>
          <span className="numbers md:hidden">{sum(one)}</span>
        </span>
        <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-normal text-soft md:hidden">
          <span>{one.code}</span>
          {second(one)}
        </span>
      </>
    ),
  }
}

interface OpenProps {
  href: string
  words: string
  name: string
}

/** The way to the order: a button where there is room for one, and on phones the whole row. */
export function OpenRow({ href, words, name }: OpenProps) {
  return (
    <a
      href={href}
      className="inline-flex min-h-11 items-center justify-center rounded-md font-semibold text-ink no-underline max-md:absolute max-md:inset-0 max-md:min-h-0 max-md:justify-end md:-my-2.5 md:border md:border-line md:bg-surface md:px-3.5 md:text-sm md:hover:border-accent md:hover:text-accent"
    >
      <span className="max-md:sr-only">{words}</span>
      <span className="sr-only"> {name}</span>
      <svg aria-hidden="true" viewBox="0 0 8 14" className="h-3.5 w-2 fill-none stroke-soft stroke-2 md:hidden">
        <path d="M1 1l6 6-6 6" />
      </svg>
    </a>
  )
}

interface BarProps {
  /** Before anything is ticked, and without scripts. */
  words: string
  /** With `{count}`. */
  counted: string
  children?: ReactNode
}

/** At the foot of the screen while the rows are longer than that: what is done with those that are ticked. */
export function TickedBar({ words, counted, children }: BarProps) {
  return (
    <div className="sticky bottom-0 z-10 mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-paper py-2.5 max-md:-mx-4 max-md:px-4">
      <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sm font-semibold" data-select-all hidden>
        <input type="checkbox" className="size-5 accent-accent" data-all />
        <span className="max-md:sr-only">{m.seller_select_all()}</span>
        <span aria-hidden="true" className="md:hidden">
          {m.book_view_all()}
        </span>
      </label>
      <Button size="sm" data-select-button data-words={counted} className="min-h-11 max-md:grow max-md:!px-2">
        {words}
      </Button>
      {children}
    </div>
  )
}
