import { data } from 'react-router'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { Checkbox, SelectField, TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt } from '../../components/problem-notice.tsx'
import { Refusal } from '../../components/refusal.tsx'
import { ToldOnce } from '../../components/told-once.tsx'
import { date } from '../../format.ts'
import { fromLocalInput, localInput } from '../../local-time.ts'
import { answerHeaders, attempt, page, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/key-new.ts'
import { OperatorPage } from './frame.tsx'
import { scopeDetail, scopeNames, scopeWord } from './words.ts'

/** Days until a key ends by itself; '0' is never. */
const lifetimes = ['30', '90', '365', '0'] as const
const dayMs = 86_400_000

export const loader = () => ({ key: crypto.randomUUID() })

export const action = page(async ({ api, sentForm }) => {
  const form = await sentForm()
  const wish = {
    name: text(form, 'name'),
    scopes: scopeNames.filter((scope) => form.getAll('scopes').includes(scope)),
    days: lifetimes.find((days) => days === text(form, 'days')) ?? '90',
  }
  const formKey = sentKey(form)
  if (wish.scopes.length === 0)
    return data({ wish, formKey, problem: undefined, noScope: true, made: undefined }, { status: 422 })
  // Midnight on the clock of the page, so that a repeat of the form asks for the very same thing.
  const until = fromLocalInput(`${localInput(Date.now() + Number(wish.days) * dayMs).slice(0, 10)}T00:00`)!
  const answer = await attempt(
    api.createApiKey(
      {
        body: {
          name: wish.name,
          scopes: wish.scopes,
          expires_at: wish.days === '0' ? null : until,
        },
      },
      { idempotencyKey: formKey },
    ),
  )
  if (!answer.ok) {
    return refused(answer.problem, { wish, formKey, noScope: false, made: undefined })
  }
  return { wish, formKey, problem: undefined, noScope: false, made: answer.result }
})

export const headers = answerHeaders

export function meta() {
  return [{ title: `${m.operator_key_new()} · ${m.site_name()}` }]
}

export default function KeyNew({ loaderData, actionData }: Route.ComponentProps) {
  const made = actionData?.made
  const back = { href: '/operator/keys', words: m.operator_keys_title() }
  if (made) {
    return (
      <OperatorPage title={m.operator_key_made_title({ name: made.name })} back={back}>
        <Made made={made} />
      </OperatorPage>
    )
  }
  return (
    <OperatorPage title={m.operator_key_new()} lead={m.operator_key_new_lead()} back={back}>
      <Form given={actionData} formKey={actionData?.formKey ?? loaderData.key} />
    </OperatorPage>
  )
}

type Given = Route.ComponentProps['actionData']

function Form({ given, formKey }: { given: Given; formKey: string }) {
  const wish = given?.wish
  const problem = given?.problem
  return (
    <PostForm className="max-w-2xl space-y-7">
      <input type="hidden" name="key" value={formKey} />
      {problem && <Refusal problem={problem} />}
      {given?.noScope && (
        <Notice tone="bad" title={m.problem_title()}>
          {m.operator_key_no_scope()}
        </Notice>
      )}
      <TextField
        label={m.operator_key_name()}
        name="name"
        required
        maxLength={80}
        autoComplete="off"
        defaultValue={wish?.name}
        error={errorAt(problem, 'name')}
        hint={m.operator_key_name_hint()}
      />
      <fieldset aria-describedby="scopes-hint">
        <legend className="text-sm font-semibold">{m.operator_key_scopes()}</legend>
        <p id="scopes-hint" className="mt-1 text-sm text-soft">
          {m.operator_key_scopes_hint()}
        </p>
        <div className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface px-4">
          {scopeNames.map((scope) => (
            <div key={scope} className="py-2">
              <Checkbox
                id={`scope-${scope}`}
                name="scopes"
                value={scope}
                label={scopeWord(scope)}
                hint={scopeDetail(scope)}
                defaultChecked={wish?.scopes.includes(scope)}
              />
            </div>
          ))}
        </div>
      </fieldset>
      <SelectField
        label={m.operator_key_lifetime()}
        name="days"
        defaultValue={wish?.days ?? '90'}
        hint={m.operator_key_lifetime_hint()}
        error={errorAt(problem, 'expires_at')}
        choices={lifetimes.map((days): [string, string] => [
          days,
          days === '0' ? m.operator_key_state_forever() : m.duration_days({ count: days }),
        ])}
      />
      <div className="flex flex-wrap gap-3">
        <Button>{m.operator_key_make()}</Button>
        <ButtonLink href="/operator/keys" variant="quiet">
          {m.back()}
        </ButtonLink>
      </div>
    </PostForm>
  )
}

function Made({ made }: { made: NonNullable<NonNullable<Given>['made']> }) {
  return (
    <div className="max-w-2xl space-y-6">
      {made.key === null ? (
        <Notice tone="warn" title={m.operator_key_repeat_title()}>
          {m.operator_key_repeat()}
        </Notice>
      ) : (
        <>
          <Notice tone="warn" title={m.operator_key_once_title()}>
            {m.operator_key_once()}
          </Notice>
          <ToldOnce label={m.operator_key_itself()} secret={made.key} />
        </>
      )}
      <Facts
        facts={[
          [m.operator_key_may(), made.scopes.map((scope) => scopeWord(scope)).join(', ')],
          [m.operator_key_valid(), made.expires_at === null ? m.operator_key_state_forever() : date(made.expires_at)],
        ]}
      />
      <ButtonLink href="/operator/keys">{m.operator_key_kept()}</ButtonLink>
    </div>
  )
}
