import { data } from 'react-router'
import { Script } from '../../components/script.tsx'
import { answerHeaders, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/join.ts'
import { AddressStep } from './join-address.tsx'
import { ConfirmStep } from './join-confirm.tsx'
import { type JoinData, loadJoin } from './join-data.ts'
import { JoinFrame } from './join-frame.tsx'
import { ItemsStep } from './join-items.tsx'
import { type Answer, takeStep } from './join-order.ts'
import { CannotJoin, canJoin, Refused, Used } from './join-refused.tsx'
import { SlotsStep } from './join-slots.tsx'

export const loader = page(async (page) => data(await loadJoin(page)))

export const action = page(takeStep)

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return [
    { title: `${m.buyer_join_title()}: ${loaderData?.campaign.title ?? ''} · ${m.site_name()}` },
    { name: 'robots', content: 'noindex' },
  ]
}

export default function Join({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign } = loaderData
  return (
    <main id="main" className="mx-auto w-full max-w-xl px-4 py-6 sm:py-10" data-live-campaign={campaign.id}>
      <Shown loaded={loaderData} answer={actionData} />
      <Script name="join" />
    </main>
  )
}

function Shown({ loaded, answer }: { loaded: JoinData; answer: Answer | undefined }) {
  if (answer?.kind === 'refused') return <Refused loaded={loaded} answer={answer} />
  if (loaded.made !== undefined) return <Used loaded={loaded} />
  if (!canJoin(loaded)) return <CannotJoin loaded={loaded} />
  if (answer?.kind === 'slots') return <Slots loaded={{ ...loaded, key: answer.key, isUnclear: true }} />
  if (answer?.kind === 'address') {
    const { typed, key } = answer
    const wanted = answer.wanted ?? loaded.wanted
    return (
      <JoinFrame loaded={{ ...loaded, wanted }} step="address">
        <AddressStep loaded={{ ...loaded, typed, key, wanted }} errors={answer.errors} />
      </JoinFrame>
    )
  }
  if (loaded.step === 'slots') return <Slots loaded={loaded} />
  const Current = loaded.step === 'address' ? AddressStep : ConfirmStep
  return (
    <JoinFrame loaded={loaded} step={loaded.step}>
      <Current loaded={loaded} />
    </JoinFrame>
  )
}

function Slots({ loaded }: { loaded: JoinData }) {
  return (
    <JoinFrame loaded={loaded} step="slots">
      {loaded.lines ? <ItemsStep loaded={loaded} /> : <SlotsStep loaded={loaded} />}
    </JoinFrame>
  )
}
