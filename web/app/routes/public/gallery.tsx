import { Fragment, type ReactNode } from 'react'
import { data } from 'react-router'
import { AccountToPay } from '../../components/account-to-pay.tsx'
import { Button, ButtonLink } from '../../components/button.tsx'
import { CampaignCard } from '../../components/campaign-card.tsx'
import { BarChart, LineChart } from '../../components/chart.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { Decide } from '../../components/decide.tsx'
import { Empty } from '../../components/empty.tsx'
import { Facts } from '../../components/facts.tsx'
import { Checkbox, SelectField, TextArea, TextField } from '../../components/field.tsx'
import { MoneyTerms } from '../../components/money-terms.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Progress } from '../../components/progress.tsx'
import { Refusal } from '../../components/refusal.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { Stat, Stats } from '../../components/stat.tsx'
import { campaignStatuses, participationStatuses, StatusBadge } from '../../components/status.tsx'
import { Story } from '../../components/story.tsx'
import { SubNav } from '../../components/subnav.tsx'
import { Table } from '../../components/table.tsx'
import { Timeline } from '../../components/timeline.tsx'
import { dayAndMonth, money, number } from '../../format.ts'
import { page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/gallery.ts'

const dayMs = 86_400_000

/** Every component on one page, in both themes, on campaigns that are there: for those who build, not for production. */
export const loader = page(async ({ api, context }) => {
  if (context.production) throw data(null, { status: 404 })
  const { items } = await api.listCampaigns({ limit: 3, sort: 'ending_soon', status: ['active', 'full', 'completed'] })
  const now = Date.now()
  const at = (days: number) => new Date(now + days * dayMs).toISOString()
  return {
    campaigns: items.map(shown),
    now: at(0),
    days: Array.from({ length: 12 }, (_, i) => ({ at: at(i - 11), value: (i * i) / 3 })),
    end: at(4),
  }
})

export function meta() {
  return [{ title: m.footer_gallery() }, { name: 'robots', content: 'noindex' }]
}

export default function Gallery({ loaderData }: Route.ComponentProps) {
  return (
    <main id="main">
      <h1 className="mx-auto max-w-6xl px-4 py-8 text-2xl">{m.footer_gallery()}</h1>
      {(['light', 'dark'] as const).map((theme) => (
        <section key={theme} data-theme={theme} aria-label={theme} className="bg-paper text-ink">
          <div className="mx-auto grid max-w-6xl gap-10 px-4 py-10">
            <Everything {...loaderData} theme={theme} />
          </div>
        </section>
      ))}
    </main>
  )
}

type Props = Route.ComponentProps['loaderData'] & { theme: string }

function Everything({ campaigns, now, days, end, theme }: Props) {
  const first = campaigns[0]
  const id = (name: string) => `${theme}-${name}`
  const problem = {
    status: 422,
    code: 'validation',
    title: m.problem_title(),
    detail: m.error_400_detail(),
    errors: [],
  }
  return (
    <Fragment>
      <Sample of={Button}>
        <div className="flex flex-wrap items-center gap-4">
          <Button>{m.campaign_join()}</Button>
          <Button variant="quiet">{m.save()}</Button>
          <Button variant="danger">{m.back()}</Button>
          <Button disabled>{m.save()}</Button>
          <Button size="sm" variant="quiet">
            {m.filters_apply()}
          </Button>
          <ButtonLink variant="plain" href="/">
            {m.error_to_campaigns()}
          </ButtonLink>
        </div>
      </Sample>
      <Sample of={TextField}>
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField id={id('q')} name="q" label={m.search_label()} hint={m.search_placeholder()} required />
          <TextField
            id={id('price')}
            name="price"
            label={m.filter_price_min()}
            error={m.error_400_title()}
            defaultValue="-1"
          />
          <SelectField id={id('sort')} name="sort" label={m.sort_label()} choices={[['newest', m.sort_newest()]]} />
          <PasswordField id={id('password')} name="password" label={m.account_password()} />
          <TextArea id={id('story')} name="story" label={m.campaign_story()} />
          <SearchBox
            id={id('search')}
            name="search"
            label={m.search_label()}
            placeholder={m.search_placeholder()}
            value=""
          />
          <Checkbox id={id('box')} name="box" label={m.terms_cancel()} hint={m.terms_cancel_detail()} />
        </div>
      </Sample>
      <Sample of={Notice}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Notice>{m.state_cancelled()}</Notice>
          <Notice tone="good">{m.state_goal_met()}</Notice>
          <Notice tone="warn">{m.state_full()}</Notice>
          <ProblemNotice problem={problem} />
        </div>
      </Sample>
      <Sample of={StatusBadge}>
        <div className="flex flex-wrap gap-2">
          {campaignStatuses.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
          {participationStatuses.map((status) => (
            <StatusBadge key={status} status={status} of="participation" />
          ))}
        </div>
      </Sample>
      <Sample of={Refusal}>
        <Refusal problem={problem} />
      </Sample>
      <Sample of={Decide}>
        <Decide
          effects={[m.terms_cancel_detail(), m.terms_fail()]}
          formKey={id('key')}
          button={m.save()}
          danger
          back={{ href: '/gallery', words: m.back() }}
        />
      </Sample>
      <Sample of={SubNav}>
        <SubNav
          label={m.nav_sell()}
          here="/gallery"
          items={[
            { href: '/gallery', words: m.footer_gallery() },
            { href: '/', words: m.nav_mine(), count: 3 },
          ]}
        />
      </Sample>
      <Sample of={Facts}>
        <Facts
          facts={[
            [m.per_slot(), money(185_000)],
            [m.time_left(), <Countdown key="left" to={end} now={now} />],
          ]}
        />
      </Sample>
      <Sample of={AccountToPay}>
        <AccountToPay
          account={{
            participation_id: '01a20f0d-5805-7000-a7e3-f62fbc3da215',
            provider: 'bca',
            kind: 'bank',
            name: 'BCA',
            code: '014',
            holder: 'Rani Puspitasari',
            number: '0123456789',
            changed_at: now,
            amount: 185_000,
            currency: 'IDR',
          }}
        />
      </Sample>
      <Sample of={Stats}>
        <Stats>
          <Stat words={m.left_slots({ count: '15' })} value={number(15)} />
          <Stat
            words={m.joined_people({ count: '1250' })}
            value={number(1250)}
            tone="good"
            detail={m.card_goal_met()}
          />
          <Stat words={m.per_slot()} value={money(185_000)} href="/" />
          <Stat words={m.time_left()} value={<Countdown to={end} now={now} />} tone="warn" />
        </Stats>
      </Sample>
      <Sample of={LineChart}>
        <div className="grid gap-8 md:grid-cols-2">
          <LineChart
            title={m.list_title()}
            description={m.how_2_detail()}
            heads={[m.time_left(), m.left_slots({ count: '15' })]}
            points={days}
            from={days[0]!.at}
            to={end}
            goal={{ value: 60, words: m.goal_marker({ goal: number(60) }) }}
            pace={[
              { at: days[0]!.at, value: 0 },
              { at: end, value: 60 },
            ]}
            forecast={{ at: end, value: 70 }}
          />
          <BarChart
            title={m.list_title()}
            description={m.how_2_detail()}
            heads={[m.time_left(), m.left_slots({ count: '15' })]}
            bars={days.map((day) => ({ label: dayAndMonth(day.at), value: Math.round(day.value) }))}
          />
        </div>
      </Sample>
      {first && (
        <>
          <Sample of={CampaignCard}>
            <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
              {campaigns.map((campaign) => (
                <CampaignCard key={campaign.id} campaign={campaign} now={now} />
              ))}
            </div>
          </Sample>
          <Sample of={Progress}>
            <Progress campaign={first} />
          </Sample>
          <Sample of={Table}>
            <Table
              caption={m.list_title()}
              rows={campaigns}
              rowKey={(row) => row.id}
              columns={[
                { key: 'title', header: m.list_title(), cell: (row) => row.title, main: true },
                { key: 'price', header: m.per_slot(), cell: (row) => row.price, numeric: true },
                { key: 'status', header: m.filter_status(), cell: (row) => <StatusBadge status={row.status} /> },
              ]}
            />
            <Paging url="/gallery" next="x" />
          </Sample>
          <Sample of={MoneyTerms}>
            <MoneyTerms campaign={first} />
          </Sample>
          <Sample of={Story}>
            <Story title={m.campaign_story()} text={first.description} />
          </Sample>
        </>
      )}
      <Sample of={Timeline}>
        <Timeline
          nextWords={m.time_left()}
          items={[
            { key: 'a', at: days[0]!.at, by: m.site_name(), title: m.how_1_title(), detail: m.how_1_detail() },
            { key: 'b', title: m.how_2_title(), detail: m.how_2_detail(), isNext: true },
          ]}
        />
      </Sample>
      <Sample of={Empty}>
        <Empty title={m.list_empty_title()} action={<ButtonLink href="/">{m.filters_reset()}</ButtonLink>}>
          {m.list_empty_detail()}
        </Empty>
      </Sample>
    </Fragment>
  )
}

/** One component under its own name. */
function Sample({ of, children }: { of: { name: string }; children: ReactNode }) {
  return (
    <div>
      <p className="mb-3 font-mono text-xs text-soft">{`<${of.name}>`}</p>
      {children}
    </div>
  )
}
