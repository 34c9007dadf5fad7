/** The button into a campaign: to an order where it is open, to its waiting list where it is full, and none elsewhere. */
import { ButtonLink } from '../../components/button.tsx'
import { isOpen, takesWaiting } from '../../components/standing.ts'
import { m } from '../../paraglide/messages.js'

export function WayIn({
  campaign,
  className,
}: {
  campaign: Parameters<typeof isOpen>[0] & Parameters<typeof takesWaiting>[0] & { slug: string }
  className: string
}) {
  const waits = takesWaiting(campaign)
  if (!waits && !isOpen(campaign)) return null
  return (
    <ButtonLink href={`/c/${campaign.slug}/${waits ? 'wait' : 'join'}`} data-join className={className}>
      {waits ? m.wait_button() : m.campaign_join()}
    </ButtonLink>
  )
}
