/** Tries dead letters again, or discards one with a reason. */
import { data } from 'react-router'
import { TextField } from '../../components/field.tsx'
import { number } from '../../format.ts'
import { type Api, answerHeaders, attempt, type Page, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/dead-letter-act.ts'
import { Act } from './act.tsx'
import { recipientWords, whatWords } from './dead-letter-words.tsx'
import { OperatorPage } from './frame.tsx'

type What = 'retry' | 'discard'

/** Which of them, `all` or `webhook-12`, and what is to be done with it. */
function actOf({ params }: Pick<Page, 'params'>): {
  act: What
  one?: { source: 'event' | 'notification' | 'webhook'; id: number }
} {
  const { act, which } = params
  const [, source, id] = /^(event|notification|webhook)-(\d{1,15})$/.exec(which ?? '') ?? []
  const known = source === undefined ? which === 'all' && act === 'retry' : act === 'retry' || act === 'discard'
  if (!known) throw data(null, { status: 404 })
  return source === undefined
    ? { act: 'retry' }
    : { act: act as What, one: { source: source as 'event', id: Number(id) } }
}

export const loader = page(async (here) => {
  const { act, one } = actOf(here)
  if (!one) return { act, letter: null, key: crypto.randomUUID() }
  for await (const letter of here.api.each.listDeadLetters({ source: one.source, limit: 100 })) {
    if (letter.id === one.id) return { act, letter, key: crypto.randomUUID() }
  }
  throw redirect('/operator/dead-letters')
})

export const action = page(async (here) => {
  const { act, one } = actOf(here)
  const form = await here.sentForm()
  const reason = text(form, 'reason')
  const answer = await attempt(settle(here.api, act, one, reason, { idempotencyKey: sentKey(form) }))
  if (!answer.ok) return refused(answer.problem, { reason })
  if (!one) throw redirect(`/operator/dead-letters?tried=${answer.result.settled}`)
  throw redirect(`/operator/dead-letters?done=${act === 'discard' ? 'discarded' : 'retried'}`)
})

function settle(
  api: Api,
  act: What,
  one: ReturnType<typeof actOf>['one'],
  reason: string,
  once: { idempotencyKey: string },
) {
  if (!one) return api.retryDeadLetters({ body: {} }, once)
  return act === 'discard'
    ? api.discardDeadLetter({ ...one, body: { reason } }, once)
    : api.retryDeadLetter({ ...one, body: {} }, once)
}

export const headers = answerHeaders

export function meta() {
  return [{ title: `${m.operator_dead_title()} · ${m.site_name()}` }]
}

export default function DeadLetterAct({ loaderData: { act, letter, key }, actionData }: Route.ComponentProps) {
  const isDiscard = act === 'discard'
  return (
    <OperatorPage
      title={
        isDiscard
          ? m.operator_dead_discard_title()
          : letter
            ? m.operator_dead_retry_title()
            : m.operator_dead_retry_all()
      }
      back={{ href: '/operator/dead-letters', words: m.operator_dead_title() }}
    >
      <Act
        facts={
          letter
            ? [
                [m.operator_dead_what(), whatWords(letter)],
                [m.operator_dead_recipient(), recipientWords(letter)],
                [m.operator_attempts(), number(letter.attempts)],
                [m.operator_dead_error(), letter.reason],
              ]
            : []
        }
        effects={
          isDiscard
            ? [m.operator_dead_effect_untold(), m.operator_dead_effect_record()]
            : [
                m.operator_dead_effect_now(),
                m.operator_dead_effect_true(),
                ...(letter ? [] : [m.operator_dead_effect_disabled()]),
              ]
        }
        problem={actionData?.problem}
        formKey={key}
        button={isDiscard ? m.operator_dead_discard() : m.operator_dead_retry()}
        danger={isDiscard}
        back="/operator/dead-letters"
      >
        {isDiscard && (
          <TextField
            label={m.operator_dead_reason()}
            hint={m.operator_dead_reason_hint()}
            name="reason"
            maxLength={500}
            required
            autoComplete="off"
            defaultValue={actionData?.reason}
          />
        )}
      </Act>
    </OperatorPage>
  )
}
