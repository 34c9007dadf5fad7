import type { ReactNode } from 'react'
import { m } from '../paraglide/messages.js'
import { Button } from './button.tsx'
import { Script } from './script.tsx'

export interface PushHere {
  /** What this installation signs with. */
  publicKey: string
  /** What the server calls this browser, where it tells it. */
  browserId: string | undefined
  personId: string
}

interface Props {
  push: PushHere
  title: string
  /** What it is good for, before it is on. */
  children: ReactNode
  button: string
  /** Whether to say what it means where a browser cannot, or was told not to. */
  explains?: boolean
}

/** Asks whether somebody wants to be told in this browser. A script shows what is true of it; without one nothing is there. */
export function PushSwitch({ push, title, children, button, explains = false }: Props) {
  return (
    <section
      hidden
      aria-label={title}
      className="rounded-lg border border-line bg-surface p-4 print:hidden"
      data-push={push.publicKey}
      data-push-browser={push.browserId ?? ''}
      data-person={push.personId}
      data-failed={m.push_failed()}
      data-dismissed={m.push_dismissed()}
      data-sent={m.push_test_handed_on()}
      data-refused={m.push_test_refused()}
      data-gone={m.push_test_gone()}
    >
      <div hidden data-push-state="off">
        <h2 className="font-sans text-base font-semibold">{title}</h2>
        <p className="measure mt-1 text-sm text-soft">{children}</p>
        <Button type="button" variant="quiet" className="mt-3 w-full sm:w-auto" data-push-act="on">
          {button}
        </Button>
      </div>
      <div hidden data-push-state="on">
        <p className="measure text-sm">{m.push_is_on()}</p>
        <div className="-mb-2 flex flex-wrap gap-x-5">
          <Button type="button" variant="plain" size="sm" className="!min-h-11" data-push-act="test">
            {m.push_test_button()}
          </Button>
          <Button type="button" variant="plain" size="sm" className="!min-h-11" data-push-act="off">
            {m.push_off_button()}
          </Button>
        </div>
      </div>
      {explains && (
        <>
          <p hidden data-push-state="denied" className="measure text-sm text-soft">
            {m.push_denied()}
          </p>
          <p hidden data-push-state="unsupported" className="measure text-sm text-soft">
            {m.push_unsupported()}
          </p>
        </>
      )}
      <p role="status" data-push-said className="measure mt-2 text-sm font-semibold empty:hidden" />
      <Script name="push" />
    </section>
  )
}
