/** Lets letters go again to an address that refused them. */
import { data } from 'react-router'
import { TextField } from '../../components/field.tsx'
import { dateTime } from '../../format.ts'
import { answerHeaders, asked, attempt, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/refused-free.ts'
import { Act } from './act.tsx'
import { OperatorPage } from './frame.tsx'

const listPath = '/operator/mailbox/refused'

export const loader = page(async ({ api, url }) => {
  const address = asked(url.searchParams, 'address')
  if (!address) throw data(null, { status: 404 })
  for await (const one of api.each.listRefusedAddresses({ q: address, limit: 100 })) {
    if (one.address === address) return { one, key: crypto.randomUUID() }
  }
  // It has been let go meanwhile.
  throw redirect(listPath)
})

export const action = page(async ({ api, url, sentForm }) => {
  const form = await sentForm()
  const reason = text(form, 'reason')
  const body = { address: asked(url.searchParams, 'address') ?? '', reason }
  const answer = await attempt(api.freeAddress({ body }, { idempotencyKey: sentKey(form) }))
  if (!answer.ok) return refused(answer.problem, { reason })
  throw redirect(`${listPath}?done=1`)
})

export const headers = answerHeaders

export function meta() {
  return [{ title: `${m.operator_refused_free_title()} · ${m.site_name()}` }]
}

export default function RefusedFree({ loaderData: { one, key }, actionData }: Route.ComponentProps) {
  return (
    <OperatorPage title={m.operator_refused_free_title()} back={{ href: listPath, words: m.operator_refused_title() }}>
      <Act
        facts={[
          [m.operator_refused_address(), one.address],
          [m.operator_refused_whose(), one.person_name ?? one.person_id ?? m.operator_refused_nobody()],
          [m.operator_refused_why(), one.reason],
          [m.operator_refused_since(), dateTime(one.since)],
        ]}
        effects={[
          m.operator_refused_effect_next(),
          m.operator_refused_effect_past(),
          m.operator_refused_effect_record(),
        ]}
        problem={actionData?.problem}
        formKey={key}
        button={m.operator_refused_free()}
        back={listPath}
      >
        <TextField
          label={m.operator_dead_reason()}
          hint={m.operator_refused_reason_hint()}
          name="reason"
          maxLength={500}
          required
          autoComplete="off"
          defaultValue={actionData?.reason}
        />
      </Act>
    </OperatorPage>
  )
}
