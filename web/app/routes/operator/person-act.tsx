import { data } from 'react-router'
import { Choice } from '../../components/field.tsx'
import { campaignStatusWord, participationStatusWord } from '../../components/status.tsx'
import { number } from '../../format.ts'
import { answerHeaders, attempt, type Page, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { askAgain, isNews, said } from '../../said.ts'
import type { Route } from './+types/person-act.ts'
import { Act } from './act.tsx'
import { Code, OperatorPage } from './frame.tsx'
import { amountOf } from './preview.tsx'
import { roleNames, roleWord, shortId } from './words.ts'

const acts = ['role', 'sign-out', 'two-factor', 'erase'] as const
type ActName = (typeof acts)[number]

function actOf({ params }: Pick<Page, 'params'>): ActName {
  const act = acts.find((one) => one === params.act)
  if (act === undefined) throw data(null, { status: 404 })
  return act
}

export const loader = page((here) => personIn(here))

async function personIn(here: Page) {
  const { api, params, whoAsks } = here
  const act = actOf(here)
  const id = params.id!
  const [profile, live, addresses, open] = await Promise.all([
    attempt(api.readProfile({ id })),
    attempt(api.listParticipations({ user_id: id, status: ['reserved', 'confirmed'], limit: 100 })),
    act === 'erase' ? attempt(api.listAddresses({ id })) : undefined,
    act === 'erase' || act === 'role'
      ? // A draft keeps nobody from being erased.
        attempt(
          api.listCampaigns({
            seller_id: id,
            status: [...(act === 'role' ? (['inactive'] as const) : []), 'scheduled', 'active', 'full'],
            limit: 100,
          }),
        )
      : undefined,
  ])
  if (!live.ok) throw data(live.problem, { status: live.problem.status })
  const participations = live.result.items
  const campaigns = open?.ok ? open.result.items : []
  // Whoever was only ever named by a service has no profile, but can be erased as well.
  if (!profile.ok && (act !== 'erase' || profile.problem.status !== 404)) {
    throw data(profile.problem, { status: profile.problem.status })
  }
  return {
    act,
    id,
    name: profile.ok ? profile.result.name : '',
    email: profile.ok ? profile.result.email : null,
    role: profile.ok ? profile.result.role : null,
    participations: participations.length,
    more: {
      participations: live.result.next !== undefined,
      campaigns: open?.ok === true && open.result.next !== undefined,
    },
    slots: participations.reduce((sum, one) => sum + one.quantity, 0),
    amounts: participations.map(({ currency, amount }) => ({ currency, amount })),
    addresses: addresses?.ok ? addresses.result.length : 0,
    campaigns: campaigns.length,
    isOneself: (await whoAsks()).user_id === id,
    obstacles:
      act === 'erase'
        ? [
            ...participations.map(({ id, campaign, status }) => ({
              href: `/operator/participations/${id}`,
              title: campaign.title,
              status: participationStatusWord(status),
            })),
            ...campaigns.map(({ id, title, status }) => ({
              href: `/sell/campaigns/${id}`,
              title,
              status: campaignStatusWord(status),
            })),
          ]
        : [],
    key: crypto.randomUUID(),
  }
}

/** Of whom it is said, as far as it may change: their role, what they sell, what they hold, and where it is sent. */
function saidOf({ role, campaigns, participations, slots, addresses }: Loaded): string[] {
  return [said(role, campaigns, participations, slots, addresses)]
}

export const action = page(async (here) => {
  const { api, params, sentForm } = here
  const act = actOf(here)
  const id = params.id!
  const form = await sentForm()
  const role = roleNames.find((one) => one === text(form, 'role'))
  if ((act === 'role' || act === 'erase') && isNews(form, saidOf(await personIn(here)))) return askAgain({})
  const answer = await attempt<unknown>(run())
  if (!answer.ok) return refused(answer.problem, {})
  throw redirect(
    act === 'erase' ? '/operator/people?done=erased' : `/operator/people/${encodeURIComponent(id)}?done=${act}`,
  )

  async function run() {
    if (act === 'sign-out') return api.signOutPerson({ id })
    if (act === 'two-factor') return api.removeTwoFactor({ id })
    if (act === 'erase') return api.erasePerson({ id }, { idempotencyKey: sentKey(form) })
    return api.changeRole({ id, body: { role: role! } })
  }
})

type Loaded = Awaited<ReturnType<typeof personIn>>

const titles: Record<ActName, (input: { name: string }) => string> = {
  role: m.operator_role_title,
  'sign-out': m.operator_sign_out_title,
  'two-factor': m.operator_two_factor_title,
  erase: m.operator_erase_title,
}

function nameOf({ name, id }: Loaded): string {
  return name || m.operator_nameless({ id: shortId(id) })
}

export const headers = answerHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  return [
    {
      title: loaderData ? `${titles[loaderData.act]({ name: nameOf(loaderData) })} · ${m.site_name()}` : m.site_name(),
    },
  ]
}

export default function PersonAct({ loaderData, actionData }: Route.ComponentProps) {
  const { act, id, key } = loaderData
  const name = nameOf(loaderData)
  const back = `/operator/people/${encodeURIComponent(id)}`
  return (
    <OperatorPage title={titles[act]({ name })} back={{ href: back, words: name }}>
      <Act
        facts={factsOf(loaderData)}
        effects={effectsOf(act)}
        obstacle={obstacleOf(loaderData)}
        problem={actionData?.problem}
        formKey={key}
        said={saidOf(loaderData)}
        button={buttonOf(act)}
        danger={act === 'erase' || act === 'two-factor'}
        back={back}
      >
        {act === 'role' && <Roles chosen={loaderData.role} />}
      </Act>
    </OperatorPage>
  )
}

function factsOf(loaded: Loaded): Parameters<typeof Act>[0]['facts'] {
  const { act, id, email, role, participations, slots, amounts, campaigns, more } = loaded
  const atLeast = (count: string, isCut: boolean) => (isCut ? `${count}+` : count)
  const orders = `${atLeast(number(participations), more.participations)} · ${m.slots({ count: atLeast(number(slots), more.participations) })}`
  return [
    [m.operator_id(), <Code key="id">{id}</Code>],
    email !== null && [m.operator_email(), email],
    act === 'role' && [m.operator_role_now(), roleWord(role)],
    (act === 'erase' || act === 'role') && [m.operator_open_campaigns(), atLeast(number(campaigns), more.campaigns)],
    act === 'erase' && [
      m.operator_live_participations(),
      participations === 0 ? number(0) : `${orders} · ${atLeast(amountOf(amounts), more.participations)}`,
    ],
    act === 'erase' && [m.operator_saved_addresses(), number(loaded.addresses)],
  ]
}

function effectsOf(act: ActName): string[] {
  switch (act) {
    case 'role':
      return [m.operator_role_effect_now(), m.operator_role_effect_slots(), m.operator_role_effect_record()]
    case 'sign-out':
      return [m.operator_sign_out_effect_all(), m.operator_sign_out_effect_again(), m.operator_sign_out_effect_slots()]
    case 'two-factor':
      return [
        m.operator_two_factor_effect_make_sure(),
        m.operator_two_factor_effect_off(),
        m.operator_two_factor_effect_sessions(),
      ]
    default:
      return [m.operator_erase_effect_gone(), m.operator_erase_effect_stays(), m.operator_erase_effect_final()]
  }
}

function obstacleOf(loaded: Loaded) {
  if (loaded.act === 'erase' && loaded.isOneself) return <Oneself />
  return loaded.obstacles.length > 0 && <Obstacles of={loaded} />
}

/** Who erases their own account gives its password, which is asked for where everybody does so. */
function Oneself() {
  return (
    <>
      <p>{m.operator_erase_oneself()}</p>
      <a href="/me/privacy/erase" className="inline-block py-2 font-semibold text-accent">
        {m.operator_erase_oneself_link()}
      </a>
    </>
  )
}

/** What must be settled before somebody can be erased; of campaigns that succeeded the API knows which are delivered. */
function Obstacles({ of: { id, obstacles, more } }: { of: Loaded }) {
  const person = encodeURIComponent(id)
  const lists = [
    more.participations && [`/operator/people/${person}#participations`, m.operator_erase_more_orders()],
    more.campaigns && [`/operator/campaigns?seller_id=${person}`, m.operator_erase_more_campaigns()],
  ].filter((one) => one !== false)
  return (
    <>
      <p>{m.operator_erase_blocked()}</p>
      <ul className="mt-2">
        {obstacles.map(({ href, title, status }) => (
          <li key={href} className="wrap-anywhere">
            <a
              href={href}
              dir="auto"
              className="inline-block py-2 font-semibold text-accent underline underline-offset-4"
            >
              {m.buyer_erase_part({ title, status })}
            </a>
          </li>
        ))}
        {lists.map(([href, words]) => (
          <li key={href}>
            <a href={href} className="inline-block py-2 text-accent underline underline-offset-4">
              {words}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

function buttonOf(act: ActName): string {
  if (act === 'role') return m.operator_change_role()
  if (act === 'sign-out') return m.operator_sign_out()
  return act === 'two-factor' ? m.operator_remove_factor() : m.operator_erase()
}

function Roles({ chosen }: { chosen: string | null }) {
  const details = {
    buyer: m.operator_role_buyer_detail,
    seller: m.operator_role_seller_detail,
    operator: m.operator_role_operator_detail,
  }
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-semibold">{m.operator_role_new()}</legend>
      <div className="space-y-2">
        {roleNames.map((role) => (
          <label
            key={role}
            className="flex cursor-pointer items-start gap-3 rounded-md border border-line bg-surface px-4 py-3 has-checked:border-accent has-checked:bg-accent-tint"
          >
            <Choice
              type="radio"
              name="role"
              value={role}
              required
              defaultChecked={role === chosen}
              className="mt-1 size-5 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="font-semibold">{roleWord(role)}</span>
              <span className="block text-sm text-soft">{details[role]()}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
