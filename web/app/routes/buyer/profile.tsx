import { defaultLanguage, languageOf } from '../../../../src/kernel/language.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox, SelectField, TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { dateTime } from '../../format.ts'
import { answerHeaders, attempt, page, redirect, refused, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/profile.ts'
import { MeFrame, meMeta } from './me-frame.tsx'

export const loader = page(async ({ api, url, context }) => {
  const [profile, whatsApp] = await Promise.all([api.readProfile({ id: 'me' }), api.readWhatsAppWish({ id: 'me' })])
  return {
    whatsApp,
    profile: { ...profile, phone: context.shownPhone(profile.phone)?.words ?? null },
    saved: url.searchParams.has('saved'),
  }
})

export const action = page(async ({ sentForm, api }) => {
  const form = await sentForm()
  const typed = {
    name: text(form, 'name'),
    phone: text(form, 'phone') || null,
    locale: languageOf(text(form, 'locale')) ?? defaultLanguage,
    anonymous: form.get('anonymous') !== null,
  }
  const answer = await attempt(api.updateProfile({ id: 'me', body: typed }))
  if (!answer.ok) return refused(answer.problem, { typed })
  const wanted = form.get('whatsapp') !== null
  const before = await api.readWhatsAppWish({ id: 'me' })
  if (before.offered && (before.wanted !== wanted || (wanted && before.refused !== null))) {
    const said = await attempt(api.sayWhatsApp({ id: 'me', body: { wanted } }))
    if (!said.ok) return refused(said.problem, { typed })
  }
  throw redirect('/me/profile?saved=1')
})

export const headers = answerHeaders

export function meta() {
  return meMeta(m.buyer_profile_title())
}

export default function ProfilePage({ loaderData: { profile, whatsApp, saved }, actionData }: Route.ComponentProps) {
  const problem = actionData?.problem
  const shown = actionData?.typed ?? profile
  return (
    <MeFrame title={m.buyer_profile_title()}>
      <PostForm action="/me/profile" data-once className="max-w-lg space-y-5">
        {problem ? (
          <ProblemNotice problem={problem} fields={{ name: m.account_name(), phone: m.buyer_profile_phone() }} />
        ) : (
          saved && <Notice tone="good">{m.buyer_profile_saved()}</Notice>
        )}
        <TextField
          name="name"
          label={m.account_name()}
          hint={m.account_name_hint()}
          autoComplete="name"
          maxLength={120}
          required
          defaultValue={shown.name}
          error={errorAt(problem, 'name')}
        />
        <Checkbox
          name="anonymous"
          label={m.buyer_profile_anonymous()}
          hint={m.buyer_profile_anonymous_hint()}
          defaultChecked={shown.anonymous}
        />
        {profile.email !== null && (
          <div>
            <p className="text-sm font-semibold">{m.buyer_profile_email()}</p>
            <p className="mt-1 break-words">
              {profile.email}{' '}
              <span className="text-sm text-soft">
                ({profile.email_verified ? m.buyer_profile_verified() : m.buyer_profile_unverified()})
              </span>
            </p>
            {profile.email_refused_since !== null && (
              <Notice tone="bad" title={m.buyer_profile_refused_title()}>
                {m.buyer_profile_refused({ time: dateTime(profile.email_refused_since) })}{' '}
                <a href="/me/inbox">{m.buyer_profile_refused_inbox()}</a>
              </Notice>
            )}
            {!profile.email_verified && <p className="mt-1 text-sm text-soft">{m.buyer_profile_unverified_hint()}</p>}
          </div>
        )}
        <TextField
          name="phone"
          label={m.buyer_profile_phone()}
          hint={m.buyer_profile_phone_hint()}
          type="tel"
          autoComplete="tel"
          maxLength={60}
          defaultValue={shown.phone ?? ''}
          error={errorAt(problem, 'phone')}
        />
        <WhatsApp {...whatsApp} />
        <SelectField
          name="locale"
          label={m.buyer_profile_locale()}
          choices={[
            ['id', m.buyer_language_id()],
            ['en', m.buyer_language_en()],
          ]}
          defaultValue={shown.locale}
        />
        <Button>{m.save()}</Button>
      </PostForm>
    </MeFrame>
  )
}

/** Of the number that is saved with it. */
function WhatsApp({ offered, wanted, refused }: Route.ComponentProps['loaderData']['whatsApp']) {
  if (!offered) return null
  return (
    <Checkbox
      name="whatsapp"
      label={m.buyer_profile_whatsapp()}
      hint={refused === null ? m.buyer_profile_whatsapp_hint() : m.buyer_profile_whatsapp_refused()}
      defaultChecked={wanted}
    />
  )
}
