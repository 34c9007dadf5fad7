import type { ReactNode } from 'react'

/** Where there is nothing yet: why, and what would change that. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="rounded-lg border border-dashed border-line px-5 py-12 text-center">
      <p className="font-display text-lg">{title}</p>
      {children && <div className="measure mx-auto mt-2 text-soft">{children}</div>}
      {action && <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  )
}
