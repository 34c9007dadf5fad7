import { data } from 'react-router'
import { ago, date, dateTime } from '../../format.ts'
import { answerHeaders, attempt, page, redirect, refused } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/key-revoke.ts'
import { Act } from './act.tsx'
import { Code, OperatorPage } from './frame.tsx'
import { namesIn } from './names.ts'
import { actorWords, scopeWord } from './words.ts'

export const loader = page(async ({ api, params }) => {
  for await (const key of api.each.listApiKeys({ limit: 100 })) {
    if (key.id !== params.id) continue
    return {
      apiKey: key,
      names: namesIn([[key.created_by, key.created_by_name]]),
      key: crypto.randomUUID(),
      now: new Date().toISOString(),
    }
  }
  throw data(null, { status: 404 })
})

export const action = page(async ({ api, params }) => {
  const answer = await attempt(api.revokeApiKey({ id: params.id! }))
  if (!answer.ok) return refused(answer.problem, {})
  throw redirect('/operator/keys?done=revoked')
})

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: `${m.operator_key_revoke_title({ name: loaderData?.apiKey.name ?? '' })} · ${m.site_name()}` }]
}

export default function KeyRevoke({ loaderData: { apiKey, names, key, now }, actionData }: Route.ComponentProps) {
  return (
    <OperatorPage
      title={m.operator_key_revoke_title({ name: apiKey.name })}
      back={{ href: '/operator/keys', words: m.operator_keys_title() }}
    >
      <Act
        facts={[
          [m.operator_key_begins(), <Code key="prefix">{`${apiKey.prefix}…`}</Code>],
          [m.operator_key_may(), apiKey.scopes.map((scope) => scopeWord(scope)).join(', ')],
          [m.operator_key_used(), apiKey.last_used_at ? ago(apiKey.last_used_at, now) : m.operator_key_never()],
          [m.operator_key_made(), `${date(apiKey.created_at)}, ${actorWords(apiKey.created_by, names).words}`],
        ]}
        effects={[m.operator_key_effect_now(), m.operator_key_effect_stays(), m.operator_key_effect_final()]}
        obstacle={apiKey.revoked_at !== null && m.operator_key_revoked_before({ time: dateTime(apiKey.revoked_at) })}
        problem={actionData?.problem}
        formKey={key}
        button={m.operator_key_revoke()}
        danger
        back="/operator/keys"
      />
    </OperatorPage>
  )
}
