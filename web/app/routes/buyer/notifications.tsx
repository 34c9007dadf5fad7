import { Button } from '../../components/button.tsx'
import { Checkbox, SelectField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { PushSwitch } from '../../components/push-switch.tsx'
import { answerHeaders, attempt, page, redirect, refused, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/notifications.ts'
import { MeFrame, meMeta } from './me-frame.tsx'
import { pushHere } from './push-here.ts'
import { type Topic, topicsOf, topicWords } from './topics.ts'

export const loader = page(async ({ api, url, whoAsks }) => {
  const { role } = await whoAsks()
  const [{ channels, preferences }, profile, whatsApp, push] = await Promise.all([
    api.readPreferences({ id: 'me' }),
    api.readProfile({ id: 'me' }),
    api.readWhatsAppWish({ id: 'me' }),
    pushHere({ api, whoAsks }),
  ])
  const offered = topicsOf(role)
  // A letter has a way to whoever has an address, be it one to verify; what else leads nowhere is not a choice.
  const shown = channels.filter(
    ({ channel, reachable }) => channel === 'email' || (reachable && (channel !== 'whatsapp' || whatsApp.offered)),
  )
  return {
    topics: offered.map((topic) => ({
      topic,
      choices: shown.flatMap(({ channel }) =>
        preferences.filter((one) => one.topic === topic && one.channel === channel),
      ),
    })),
    whatsApp,
    push,
    timeZone: profile.time_zone,
    email: profile.email,
    takesLetters: channels.some(({ channel, reachable }) => channel === 'email' && reachable),
    saved: url.searchParams.has('saved'),
  }
})

type Loaded = Route.ComponentProps['loaderData']
type Wish = Loaded['topics'][number]['choices'][number]

const nameOf = ({ topic, channel }: Pick<Wish, 'topic' | 'channel'>) => `${topic}.${channel}`

export const action = page(async ({ sentForm, api }) => {
  const form = await sentForm()
  // A box that is not ticked is not sent: which ones were there is.
  const { preferences } = await api.readPreferences({ id: 'me' })
  const asked = new Set(form.getAll('shown'))
  const wishes = preferences
    .filter((one) => asked.has(nameOf(one)))
    .map(({ topic, channel }) => ({ topic, channel, wanted: form.get(nameOf({ topic, channel })) !== null }))
  const zone = await attempt(api.updateProfile({ id: 'me', body: { time_zone: text(form, 'time_zone') } }))
  if (!zone.ok) return refused(zone.problem, {})
  const answer = await attempt(api.changePreferences({ id: 'me', body: { preferences: wishes } }))
  if (!answer.ok) return refused(answer.problem, {})
  throw redirect('/me/notifications?saved=1')
})

export const headers = answerHeaders

export function meta() {
  return meMeta(m.notifications_title())
}

export default function NotificationsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { topics, whatsApp, push, timeZone, saved } = loaderData
  const problem = actionData?.problem
  return (
    <MeFrame title={m.notifications_title()} lead={m.notifications_lead()}>
      <PostForm action="/me/notifications" data-once className="max-w-lg">
        {problem ? (
          <ProblemNotice problem={problem} fields={{ time_zone: m.notifications_zone() }} />
        ) : (
          saved && <Notice tone="good">{m.notifications_saved()}</Notice>
        )}
        <Letters {...loaderData} />
        <ul className="mt-6 divide-y divide-line border-y border-line">
          {topics.map(({ topic, choices }) => (
            <li key={topic} className="py-4">
              <fieldset>
                <legend className="font-semibold">{topicWords(topic)}</legend>
                <p className="mt-0.5 text-sm text-soft">{aboutTopic[topic]()}</p>
                <div className="mt-1 flex flex-wrap gap-x-7">
                  {choices.map((wish) => (
                    <Wanted key={wish.channel} {...wish} />
                  ))}
                </div>
              </fieldset>
            </li>
          ))}
        </ul>
        <WhatsApp {...whatsApp} />
        <h2 className="mt-8 text-lg">{m.notifications_quiet()}</h2>
        <p className="mb-4 mt-1 text-sm text-soft">{m.notifications_quiet_text()}</p>
        <SelectField
          name="time_zone"
          label={m.notifications_zone()}
          choices={zonesWith(timeZone)}
          defaultValue={timeZone}
        />
        <Button className="mt-6">{m.save()}</Button>
      </PostForm>
      {push && (
        <div className="mt-8 max-w-lg">
          <PushSwitch push={push} title={m.push_title()} button={m.push_on_button()} explains>
            {m.push_lead()}
          </PushSwitch>
        </div>
      )}
    </MeFrame>
  )
}

/** Where no letter arrives, the boxes for letters would promise what does not happen. */
function Letters({ email, takesLetters }: Loaded) {
  if (takesLetters) return null
  return (
    <div className="mt-4">
      <Notice tone="warn">
        {email === null ? m.notifications_no_address() : m.notifications_unverified({ email })}
      </Notice>
    </div>
  )
}

/** It is asked for beside the number that it goes to. */
function WhatsApp({ offered, wanted, refused }: Loaded['whatsApp']) {
  if (!offered || (wanted && refused === null)) return null
  const isRefused = wanted && refused !== null
  return (
    <p className="mt-4 text-sm text-soft">
      {isRefused ? m.notifications_whatsapp_refused() : m.notifications_whatsapp()}{' '}
      <a href="/me/profile#whatsapp" className="text-accent">
        {isRefused ? m.notifications_whatsapp_refused_link() : m.notifications_whatsapp_link()}
      </a>
    </p>
  )
}

function Wanted({ topic, channel, wanted, required }: Wish) {
  const name = nameOf({ topic, channel })
  if (required) {
    return (
      <Checkbox name={name} label={m.notifications_always({ channel: channelWords[channel]() })} checked disabled />
    )
  }
  return (
    <>
      <input type="hidden" name="shown" value={name} />
      <Checkbox name={name} label={channelWords[channel]()} defaultChecked={wanted} />
    </>
  )
}

const channelWords: Record<Wish['channel'], () => string> = {
  email: m.channel_email,
  push: m.channel_push,
  whatsapp: m.channel_whatsapp,
}

const aboutTopic: Record<Topic, () => string> = {
  orders: m.topic_orders_about,
  reminders: m.topic_reminders_about,
  campaigns: m.topic_campaigns_about,
  sales: m.topic_sales_about,
  following: m.topic_following_about,
  operations: m.topic_operations_about,
}

const ownZones: [string, () => string][] = [
  ['Asia/Jakarta', m.zone_jakarta],
  ['Asia/Makassar', m.zone_makassar],
  ['Asia/Jayapura', m.zone_jayapura],
]
/** Where Indonesians live abroad in numbers; whoever set another, by the API, keeps it. */
const otherZones = [
  'Asia/Singapore',
  'Asia/Kuala_Lumpur',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Seoul',
  'Asia/Tokyo',
  'Asia/Riyadh',
  'Asia/Dubai',
  'Australia/Perth',
  'Australia/Sydney',
  'Europe/Amsterdam',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
]

function zonesWith(current: string): [value: string, words: string][] {
  const own = ownZones.map(([zone, words]): [string, string] => [zone, words()])
  const known = new Set([...ownZones.map(([zone]) => zone), ...otherZones])
  const others = known.has(current) ? otherZones : [...otherZones, current]
  return [...own, ...others.map((zone): [string, string] => [zone, zone.replaceAll('_', ' ')])]
}
