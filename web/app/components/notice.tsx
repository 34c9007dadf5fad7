import type { ReactNode } from 'react'
import { landing } from './landing.ts'

const tones = {
  info: 'border-line bg-sunken',
  good: 'border-good/30 bg-good-tint',
  warn: 'border-warn/30 bg-warn-tint',
  bad: 'border-bad/40 bg-bad-tint',
}

interface Props {
  tone?: keyof typeof tones
  title?: string
  /** Whether the page opens with the focus on it. */
  lands?: boolean
  /** A state that stands there for long, and is exchanged while the page is open: it is read, but never announced. */
  silent?: boolean
  children?: ReactNode
}

/** Something to know before going on. A `bad` one is announced when the page opens with it. */
export function Notice({ tone = 'info', title, lands = false, silent = false, children }: Props) {
  return (
    <div
      {...(lands ? landing : {})}
      role={silent ? undefined : tone === 'bad' ? 'alert' : tone === 'good' ? 'status' : undefined}
      className={`rounded-md border outline-none px-4 py-3 ${tones[tone]}`}
    >
      {title && <p className="font-semibold">{title}</p>}
      {children && <div className={title ? 'mt-1 text-sm' : ''}>{children}</div>}
    </div>
  )
}
