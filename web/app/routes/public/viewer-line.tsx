import { hasEnded } from '../../../../src/kernel/status.ts'
import { Script } from '../../components/script.tsx'
import type { ViewerWords } from '../../elements/viewer.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'
import { useVisit } from '../../visit.ts'

/**
 * Where who looks at a campaign is told what it is to them. The page is shown to many alike, so it has only the place and the words, and
 * only for those who have a session; elements/viewer.ts asks and fills it. Without scripts the page for joining says the same.
 */
export function ViewerLine({ campaign }: { campaign: Campaign }) {
  if (useVisit()?.role === undefined) return null
  return (
    <>
      <p
        role="status"
        className="mt-3 min-h-6 text-sm font-semibold numbers"
        data-viewer={campaign.id}
        data-viewer-seller={campaign.seller_id}
        data-viewer-words={JSON.stringify(wordsOf(campaign))}
        data-viewer-link="text-accent underline underline-offset-4"
      />
      <Script name="viewer" />
    </>
  )
}

function wordsOf({ id, slug, status }: Campaign): ViewerWords {
  const manage = { link: m.viewer_manage(), href: `/sell/campaigns/${id}` }
  const slots = { one: m.slots({ count: '1' }), other: m.slots({ count: '{count}' }) }
  return {
    own: { words: m.viewer_own(), ...manage },
    edit: { words: hasEnded({ status }) ? m.viewer_edit_ended() : m.viewer_edit(), ...manage },
    held: {
      one: m.viewer_held({ slots: slots.one }),
      other: m.viewer_held({ slots: slots.other }),
      link: m.viewer_order(),
    },
    limit: { one: m.viewer_limit({ slots: slots.one }), other: m.viewer_limit({ slots: slots.other }) },
    waiting: {
      words: m.viewer_waiting({ position: '{position}' }),
      one: m.wait_ahead({ count: '1', slots: '{slots}' }),
      other: m.wait_ahead({ count: '{count}', slots: '{slots}' }),
      slots,
      link: m.viewer_waiting_link(),
    },
    offer: { words: m.viewer_offer(), link: m.viewer_offer_link() },
    soon: { words: m.viewer_soon({ time: '{time}' }), link: m.viewer_why(), href: `/c/${slug}/join` },
  }
}
