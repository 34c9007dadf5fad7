import { ButtonLink } from '../../components/button.tsx'
import { number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'

interface ActionsProps {
  campaign: Campaign
  /** Of how many something is left to pay, whatever their status. */
  owing: number
  isOver: boolean
  isOthers: boolean
  hasBuyers: boolean
}

/** What there is to do with a campaign. First what a seller comes for again and again, on a phone across the whole of it. */
export function Actions({ campaign, owing, isOver, isOthers, hasBuyers }: ActionsProps) {
  const at = (page: string) => `/sell/campaigns/${campaign.id}/${page}`
  return (
    <>
      {hasBuyers && (
        <ButtonLink
          href={at(`messages?to=${owing > 0 ? 'unpaid' : 'all&template=news'}`)}
          {...(isOver && { variant: 'quiet' })}
          className="w-full sm:min-h-11 sm:w-auto sm:py-1.5 sm:text-sm"
        >
          {m.seller_messages_action()}
        </ButtonLink>
      )}
      {hasBuyers && (
        <ButtonLink href={at('money')} variant="quiet" size="sm" className="min-h-11">
          {m.book_title()}
        </ButtonLink>
      )}
      {hasBuyers && !isOthers && (
        <ButtonLink
          href={`/sell/money/statement?campaign=${campaign.id}`}
          variant="quiet"
          size="sm"
          className="min-h-11"
        >
          {m.statement_action()}
        </ButtonLink>
      )}
      {!isOver && (campaign.waiting_count > 0 || campaign.slots_offered > 0) && (
        <ButtonLink href={at('waiting')} variant="quiet" size="sm" className="min-h-11 numbers">
          {m.seller_waiting_action({ count: number(campaign.waiting_count) })}
        </ButtonLink>
      )}
      {!isOver && (
        <>
          <ButtonLink href={at('edit')} variant="quiet" size="sm" className="min-h-11">
            {m.seller_action_edit()}
          </ButtonLink>
          {!campaign.settling && (
            <ButtonLink href={at('extend')} variant="quiet" size="sm" className="min-h-11">
              {m.seller_action_extend()}
            </ButtonLink>
          )}
        </>
      )}
      {!isOthers && campaign.status !== 'failed' && campaign.status !== 'cancelled' && (
        <ButtonLink href={at('payment')} variant="quiet" size="sm" className="min-h-11">
          {m.payment_action()}
        </ButtonLink>
      )}
      <ButtonLink href={`/c/${campaign.slug}`} variant="quiet" size="sm" className="min-h-11">
        {m.seller_action_look()}
      </ButtonLink>
      {isOver && !isOthers && (
        <ButtonLink href={`/sell/new?product=${campaign.product_id}`} size="sm" className="min-h-11">
          {m.seller_action_again()}
        </ButtonLink>
      )}
      {!isOver && (
        <a href={at('cancel')} className="inline-flex min-h-11 items-center px-1 text-sm text-soft hover:text-bad">
          {m.seller_action_cancel()}
        </a>
      )}
    </>
  )
}
