import { Button, ButtonLink } from '../../components/button.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { campaignStatusWord, participationStatusWord } from '../../components/status.tsx'
import {
  type Api,
  answerHeaders,
  asTyped,
  attempt,
  type Problem,
  page,
  redirect,
  refused,
  sells,
  sentKey,
} from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { leaveNothing } from '../account/leave-nothing.ts'
import { AccountProblem } from '../account/sheet.tsx'
import type { Route } from './+types/erase.ts'
import { MeFrame, meMeta } from './me-frame.tsx'

interface Obstacle {
  href: string
  title: string
  status: string
}

interface Obstacles {
  obstacles: Obstacle[]
  /** Where all of them are, if there are more. */
  more: { href: string; words: string } | undefined
}

export const loader = page(async ({ api, whoAsks }) => {
  const who = await whoAsks()
  const nothing = { obstacles: [], more: undefined }
  const lists = await Promise.all([openParticipations(api), sells(who.role) ? openCampaigns(api) : nothing])
  return {
    obstacles: lists.flatMap(({ obstacles }) => obstacles),
    more: lists.flatMap(({ more }) => more ?? []),
    key: crypto.randomUUID(),
  }
})

async function openParticipations(api: Api): Promise<Obstacles> {
  const { items, next } = await api.listParticipations({ status: ['reserved', 'confirmed'], limit: 100 })
  const obstacles = items.map(({ id, status, campaign }) => ({
    href: `/me/${id}`,
    title: campaign.title,
    status: participationStatusWord(status),
  }))
  return { obstacles, more: next === undefined ? undefined : { href: '/me', words: m.buyer_erase_more_orders() } }
}

/** Campaigns that still take people or have to be delivered; of those that succeeded the API knows which are settled. */
async function openCampaigns(api: Api): Promise<Obstacles> {
  const { items, next } = await api.listCampaigns({ mine: 'true', status: ['scheduled', 'active', 'full'], limit: 100 })
  const obstacles = items.map(({ id, title, status }) => ({
    href: `/sell/campaigns/${id}`,
    title,
    status: campaignStatusWord(status),
  }))
  const all = { href: '/sell?list=running', words: m.buyer_erase_more_campaigns() }
  return { obstacles, more: next === undefined ? undefined : all }
}

export const action = page(async (page) => {
  const { sentForm, api } = page
  const form = await sentForm()
  const key = sentKey(form)
  const answer = await attempt(
    api.erasePerson({ id: 'me', body: { password: asTyped(form, 'password') } }, { idempotencyKey: key }),
  )
  if (!answer.ok) return refused(answer.problem, {})
  throw redirect('/sign-in?done=erased', leaveNothing(page))
})

export const headers = answerHeaders

export function meta() {
  return meMeta(m.buyer_erase_title())
}

export default function ErasePage({ loaderData: { obstacles, more, key }, actionData }: Route.ComponentProps) {
  const problem = actionData?.problem
  const isWrong = problem?.code === 'password_wrong' || problem?.code === 'password_required'
  return (
    <MeFrame title={m.buyer_erase_title()}>
      {problem && !isWrong && (
        <div className="mb-6">
          <AccountProblem problem={problem} />
          {problem.code === 'erasure_blocked' && <Blocked errors={problem.errors} />}
        </div>
      )}
      <ul className="measure list-disc space-y-2 pl-5">
        <li>{m.buyer_erase_gone()}</li>
        <li>{m.buyer_erase_stays()}</li>
        <li className="font-semibold">{m.buyer_erase_final()}</li>
      </ul>
      {obstacles.length > 0 ? (
        <section aria-labelledby="first" className="mt-8 rounded-lg border border-warn/30 bg-warn-tint p-5">
          <h2 id="first" className="text-lg">
            {m.buyer_erase_first_title()}
          </h2>
          <p className="mt-1 text-sm">{m.buyer_erase_first()}</p>
          <ul className="mt-3">
            {obstacles.map(({ href, title, status }) => (
              <li key={href}>
                <a
                  href={href}
                  dir="auto"
                  className="inline-block py-2.5 font-semibold text-accent underline underline-offset-4"
                >
                  {m.buyer_erase_part({ title, status })}
                </a>
              </li>
            ))}
            {more.map(({ href, words }) => (
              <li key={href}>
                <a href={href} className="inline-block py-2.5 text-accent underline underline-offset-4">
                  {words}
                </a>
              </li>
            ))}
          </ul>
          <ButtonLink href="/me/privacy" variant="quiet" className="mt-3">
            {m.back()}
          </ButtonLink>
        </section>
      ) : (
        <PostForm action="/me/privacy/erase" data-once className="mt-8 max-w-md space-y-5">
          <input type="hidden" name="key" value={key} />
          <PasswordField
            name="password"
            label={m.account_password()}
            error={isWrong ? m.buyer_password_wrong() : undefined}
            autoFocus={isWrong}
          />
          <div className="flex flex-wrap gap-3">
            <Button variant="danger">{m.buyer_erase_button()}</Button>
            <ButtonLink href="/me/privacy" variant="quiet">
              {m.buyer_erase_keep()}
            </ButtonLink>
          </div>
        </PostForm>
      )}
    </MeFrame>
  )
}

/** What the API knows and the list above cannot: campaigns that succeeded and have not been delivered to everybody. */
function Blocked({ errors }: { errors: Problem['errors'] }) {
  return (
    <ul className="measure mt-3 list-disc pl-5">
      {errors.map(({ path, message }) => (
        <li key={path}>
          <a href={addressOf(path)} className="inline-block py-2 text-accent underline underline-offset-4">
            {message}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** @param path of what must be settled, as `participations.<id>` or `campaigns.<id>` */
function addressOf(path: string): string {
  const [kind, id] = path.split('.')
  return kind === 'campaigns' ? `/sell/campaigns/${id}` : `/me/${id}`
}
