import type { ReactNode } from 'react'

export interface Column<Row> {
  /** Identifies the column among the others. */
  key: string
  header: ReactNode
  /** The header as plain words, for phones, where it stands before the value; left out when `header` is a string. */
  label?: string
  cell: (row: Row) => ReactNode
  /** Numbers stand to the right, under each other. */
  numeric?: boolean
  /** What the row is about; it is the row's header, and the title of its card on phones. */
  main?: boolean
  /** Takes no more room than it needs. */
  narrow?: boolean
  /** Left out of tables that have little room, not of cards. */
  spare?: boolean
  /** Where it stands in the row of a compact table on phones; left out: it is not there, because `main` says it. */
  phone?: 'start' | 'over'
}

interface Props<Row> {
  caption: string
  /** Whether the caption is seen, or only read out because a heading already says it. */
  showCaption?: boolean
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** On phones a line of a list each instead of a card: of long lists that one goes through with a thumb. */
  compact?: boolean
}

/** A role that an element has by nature, for browsers that forget it. */
function as(role: string) {
  return { role }
}

/**
 * A table that is one for everybody: on phones each row becomes a card with its headers beside the values, on small tablets
 * two beside each other. The roles are written out, because browsers forget that it is a table once its parts are shown as
 * blocks.
 */
export function Table<Row>({ caption, showCaption = false, columns, rows, rowKey, compact = false }: Props<Row>) {
  return (
    <table {...as('table')} className="w-full border-collapse text-sm max-md:block">
      <caption className={showCaption ? 'pb-2 text-left text-soft max-md:block' : 'sr-only'}>{caption}</caption>
      <thead {...as('rowgroup')} className="max-md:sr-only">
        <tr {...as('row')} className="border-b border-line text-left text-xs text-soft">
          {columns.map((column) => (
            <th
              key={column.key}
              {...as('columnheader')}
              scope="col"
              className={`px-3 py-2.5 font-semibold first:pl-0 last:pr-0 ${column.numeric ? 'text-right' : ''} ${column.narrow ? 'w-px whitespace-nowrap' : ''} ${column.spare ? 'md:max-lg:hidden' : ''}`}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as('rowgroup')} className={`md:divide-y md:divide-line ${compact ? list.body : cards.body}`}>
        {rows.map((row) => (
          <tr key={rowKey(row)} {...as('row')} className={`md:hover:bg-sunken/50 ${compact ? list.row : cards.row}`}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} compact={compact} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How rows look on phones. */
const cards = {
  body: 'max-md:grid max-md:gap-3 sm:max-md:grid-cols-2',
  row: 'max-md:block max-md:min-w-0 max-md:rounded-md max-md:border max-md:border-line max-md:bg-surface max-md:px-4 max-md:py-3',
}
const list = {
  body: 'max-md:block max-md:divide-y max-md:divide-line max-md:border-y max-md:border-line',
  row: 'max-md:relative max-md:flex max-md:items-start max-md:gap-x-1 max-md:py-2.5 max-md:pr-5',
}
/** The link that is the whole row lies under what can be pressed in it. */
const places = {
  start: 'max-md:relative max-md:z-1',
  over: '',
}

function Cell<Row>({ column, row, compact }: { column: Column<Row>; row: Row; compact: boolean }) {
  const value = column.cell(row)
  if (column.main) {
    return (
      <th
        {...as('rowheader')}
        scope="row"
        dir="auto"
        className={`text-left font-semibold wrap-anywhere max-md:block max-md:text-base md:min-w-48 md:px-3 md:py-3 md:align-top md:first:pl-0 ${compact ? 'max-md:min-w-0 max-md:flex-1' : 'max-md:pb-1'}`}
      >
        {value}
      </th>
    )
  }
  // On a phone a value that is not there needs no line of its own.
  const isEmpty = value === null || value === undefined || value === false || value === ''
  const label = column.label ?? (typeof column.header === 'string' ? column.header : '')
  if (compact) {
    return (
      <td
        {...as('cell')}
        className={`align-top md:px-3 md:py-3 md:first:pl-0 md:last:pr-0 ${column.phone === undefined || isEmpty ? 'max-md:hidden' : `max-md:block ${places[column.phone]}`} ${column.numeric ? 'numbers md:text-right md:whitespace-nowrap' : ''} ${column.narrow ? 'md:w-px md:whitespace-nowrap' : 'md:min-w-24'} ${column.spare ? 'md:max-lg:hidden' : ''}`}
      >
        {value}
      </td>
    )
  }
  return (
    <td
      {...as('cell')}
      data-label={label}
      className={`align-top md:px-3 md:py-3 md:first:pl-0 md:last:pr-0 ${column.numeric ? 'numbers md:text-right md:whitespace-nowrap' : ''} ${column.narrow ? 'md:w-px md:whitespace-nowrap' : ''} ${column.spare ? 'md:max-lg:hidden' : ''} ${isEmpty ? 'max-md:hidden' : label ? 'max-md:flex max-md:flex-wrap max-md:gap-x-3 max-md:py-1 max-md:before:w-[min(7.5rem,40%)] max-md:before:shrink-0 max-md:before:wrap-anywhere max-md:before:text-soft max-md:before:content-[attr(data-label)]' : 'max-md:block max-md:py-1'}`}
    >
      {/* It may break anywhere, so that one long word does not widen the page; but not words that are none too long. */}
      {/* On a phone it stands beside its label, and below it where letters are large. */}
      <div
        dir="auto"
        className={`min-w-0 wrap-anywhere max-md:flex-[1_1_8rem] ${column.narrow || column.numeric ? '' : 'md:min-w-24'}`}
      >
        {value}
      </div>
    </td>
  )
}
