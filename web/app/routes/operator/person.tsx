import { data } from 'react-router'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Facts } from '../../components/facts.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { Phone } from '../../components/phone.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { takenOf } from '../../components/standing.ts'
import { StatusBadge } from '../../components/status.tsx'
import { Table } from '../../components/table.tsx'
import { ago, dateTime, money, number } from '../../format.ts'
import { attempt, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/person.ts'
import { AccessTable } from './access-table.tsx'
import { Code, OperatorPage, Section } from './frame.tsx'
import { namesInLog } from './names.ts'
import { freePath } from './refused-addresses.tsx'
import { roleWord, shortId } from './words.ts'

export const loader = page(async ({ api, params, url, context }) => {
  const id = params.id!
  const [profile, participations, access, campaigns] = await Promise.all([
    attempt(api.readProfile({ id })),
    attempt(listed(url, (from) => api.listParticipations({ user_id: id, limit: 20, ...from }))),
    attempt(api.listAccessLog({ person_id: id, limit: 10 })),
    attempt(api.listCampaigns({ seller_id: id, limit: 10 })),
  ])
  const theirs = participations.ok ? participations.result : { items: [], next: undefined }
  // Whoever was only ever named by a service has no profile; what they joined is there all the same.
  if (!profile.ok && (profile.problem.status !== 404 || theirs.items.length === 0)) {
    throw data(profile.problem, { status: profile.problem.status })
  }
  const logged = access.ok ? access.result.items : []
  return {
    id,
    profile: profile.ok ? profile.result : undefined,
    phone: profile.ok ? context.shownPhone(profile.result.phone) : null,
    participations: theirs.items,
    next: theirs.next,
    access: logged,
    names: namesInLog(logged),
    campaigns: campaigns.ok ? campaigns.result.items : [],
    done: url.searchParams.get('done'),
    here: url.pathname + url.search,
    now: new Date().toISOString(),
  }
})

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: `${loaderData ? nameOf(loaderData) : m.operator_people_title()} · ${m.site_name()}` }]
}

type Loaded = Route.ComponentProps['loaderData']

function nameOf({ profile, id }: Pick<Loaded, 'profile' | 'id'>): string {
  return profile?.name || m.operator_nameless({ id: shortId(id) })
}

const doneWords: Record<string, () => string> = {
  role: m.operator_done_role,
  'sign-out': m.operator_done_sign_out,
  'two-factor': m.operator_done_two_factor,
}

export default function PersonPage({ loaderData }: Route.ComponentProps) {
  const { profile, phone, id, campaigns, access, names, done } = loaderData
  return (
    <OperatorPage title={nameOf(loaderData)} back={{ href: '/operator/people', words: m.operator_people_title() }}>
      {done && doneWords[done] && <Notice tone="good">{doneWords[done]()}</Notice>}
      {!profile && <Notice title={m.operator_person_foreign()}>{m.operator_person_foreign_detail()}</Notice>}
      <div className="grid gap-x-12 gap-y-8 md:grid-cols-[minmax(0,1fr)_20rem]">
        <Facts
          facts={[
            [m.operator_id(), <Code key="id">{id}</Code>],
            profile && [m.operator_role(), roleWord(profile.role)],
            profile && [m.operator_email(), profile.email ? <Mail key="mail" profile={profile} /> : m.operator_none()],
            profile && [m.operator_phone(), phone ? <Phone key="phone" of={phone} /> : m.operator_none()],
            profile && [m.operator_origin(), originWords(profile.origin)],
            profile && [m.operator_two_factor(), profile.two_factor_enabled ? m.operator_on() : m.operator_off()],
            profile && [m.language_label(), localeWords[profile.locale]()],
            profile && [m.operator_since(), dateTime(profile.created_at)],
          ]}
        />
        <Acts loaded={loaderData} />
      </div>
      <Participations loaded={loaderData} />
      {campaigns.length > 0 && <Campaigns id={id} campaigns={campaigns} />}
      <Section
        id="access"
        title={m.operator_access_title()}
        actions={
          <span className="flex flex-wrap gap-x-6 text-sm font-semibold">
            <a
              href={`/operator/audit?actor=${encodeURIComponent(`user:${id}`)}`}
              className="inline-flex min-h-11 items-center text-accent"
            >
              {m.operator_audit_by_person()}
            </a>
            {access.length >= 10 && (
              <a
                href={`/operator/access-log?person_id=${encodeURIComponent(id)}`}
                className="inline-flex min-h-11 items-center text-accent"
              >
                {m.operator_see_all()}
              </a>
            )}
          </span>
        }
      >
        {access.length === 0 ? (
          <p className="text-soft">{m.operator_access_person_empty()}</p>
        ) : (
          <AccessTable entries={access} withPerson={false} names={names} />
        )}
      </Section>
    </OperatorPage>
  )
}

function Mail({ profile }: { profile: NonNullable<Loaded['profile']> }) {
  const { email, email_verified, email_refused_since } = profile
  return (
    <>
      <a href={`mailto:${email}`} className="break-all text-accent">
        {email}
      </a>{' '}
      <span className={`text-sm ${email_verified ? 'text-soft' : 'text-warn'}`}>
        {email_verified ? m.operator_verified() : m.operator_unverified()}
      </span>
      {email !== null && email_refused_since !== null && (
        <a href={freePath(email)} className="block text-sm text-bad">
          {m.operator_refused_person({ time: dateTime(email_refused_since) })}
        </a>
      )}
    </>
  )
}

const localeWords = { id: m.operator_locale_id, en: m.operator_locale_en }

function originWords(origin: string): string {
  if (origin === 'account') return m.operator_origin_account()
  return origin === 'token' ? m.operator_origin_token() : m.operator_origin_service()
}

/** What can be done for or to somebody; each has a page that says what it means. */
function Acts({ loaded: { id, profile } }: { loaded: Loaded }) {
  const at = (act: string) => `/operator/people/${encodeURIComponent(id)}/${act}`
  const isAccount = profile?.origin === 'account' && profile.email !== null
  return (
    <section aria-labelledby="acts" className="self-start rounded-lg border border-line bg-surface p-5">
      <h2 id="acts" className="text-lg">
        {m.operator_acts()}
      </h2>
      <div className="mt-4 grid gap-2">
        {isAccount && (
          <>
            <ButtonLink href={at('role')} variant="quiet" size="sm" className="min-h-11">
              {m.operator_change_role()}
            </ButtonLink>
            <ButtonLink href={at('sign-out')} variant="quiet" size="sm" className="min-h-11">
              {m.operator_sign_out()}
            </ButtonLink>
          </>
        )}
        {profile?.two_factor_enabled && (
          <ButtonLink href={at('two-factor')} variant="quiet" size="sm" className="min-h-11">
            {m.operator_remove_factor()}
          </ButtonLink>
        )}
        <PostForm action={at('data.json')} className="grid">
          <Button variant="quiet" size="sm" className="min-h-11">
            {m.operator_export_person()}
          </Button>
        </PostForm>
        <ButtonLink href={at('erase')} variant="danger" size="sm" className="min-h-11">
          {m.operator_erase()}
        </ButtonLink>
      </div>
      <p className="mt-3 text-xs text-soft">{m.operator_acts_recorded()}</p>
    </section>
  )
}

function Participations({ loaded: { participations, next, here, now } }: { loaded: Loaded }) {
  return (
    <Section id="participations" title={m.operator_participations_title()}>
      {participations.length === 0 ? (
        <Empty title={m.operator_participations_empty_title()}>{m.operator_participations_empty()}</Empty>
      ) : (
        <Table
          caption={m.operator_participations_title()}
          rows={participations}
          rowKey={(one) => one.id}
          columns={[
            {
              key: 'campaign',
              header: m.operator_campaign(),
              main: true,
              cell: (one) => (
                <a
                  href={`/operator/participations/${one.id}`}
                  className="inline-flex min-h-11 items-center text-accent md:min-h-0"
                >
                  {one.campaign.title}
                </a>
              ),
            },
            {
              key: 'status',
              header: m.operator_status(),
              cell: (one) => <StatusBadge status={one.status} of="participation" />,
            },
            { key: 'slots', header: m.operator_slots(), numeric: true, cell: (one) => number(one.quantity) },
            {
              key: 'amount',
              header: m.operator_amount(),
              numeric: true,
              cell: (one) => money(one.amount, one.currency),
            },
            {
              key: 'joined',
              header: m.operator_joined(),
              narrow: true,
              cell: (one) => (
                <time dateTime={one.joined_at} title={dateTime(one.joined_at)}>
                  {ago(one.joined_at, now)}
                </time>
              ),
            },
          ]}
        />
      )}
      <Paging url={here} next={next} />
    </Section>
  )
}

function Campaigns({ id, campaigns }: { id: string; campaigns: Loaded['campaigns'] }) {
  return (
    <Section
      id="sells"
      title={m.operator_sells_title()}
      actions={
        campaigns.length >= 10 && (
          <a
            href={`/operator/campaigns?seller_id=${encodeURIComponent(id)}`}
            className="inline-flex min-h-11 items-center text-sm font-semibold text-accent"
          >
            {m.operator_see_all()}
          </a>
        )
      }
    >
      <Table
        caption={m.operator_sells_title()}
        rows={campaigns}
        rowKey={(one) => one.id}
        columns={[
          {
            key: 'campaign',
            header: m.operator_campaign(),
            main: true,
            cell: (one) => (
              <a
                href={`/sell/campaigns/${one.id}`}
                className="inline-flex min-h-11 items-center text-accent md:min-h-0"
              >
                {one.title}
              </a>
            ),
          },
          {
            key: 'status',
            header: m.operator_status(),
            cell: (one) => <StatusBadge status={one.status} settling={one.settling} />,
          },
          {
            key: 'slots',
            header: m.operator_slots(),
            numeric: true,
            cell: (one) => `${number(takenOf(one))} / ${number(one.total_slots)}`,
          },
          { key: 'deadline', header: m.operator_deadline(), narrow: true, cell: (one) => dateTime(one.deadline) },
        ]}
      />
    </Section>
  )
}
