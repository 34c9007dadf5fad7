import { Button, ButtonLink } from '../../components/button.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { MeFrame, meMeta } from './me-frame.tsx'

/** Only for those who are signed in; the API says who is not. */
export const loader = page(async ({ whoAsks }) => {
  await whoAsks()
  return null
})

export function meta() {
  return meMeta(m.buyer_privacy_title())
}

export default function PrivacyPage() {
  return (
    <MeFrame title={m.buyer_privacy_title()} lead={m.buyer_privacy_lead()}>
      <section aria-labelledby="export">
        <h2 id="export" className="text-xl">
          {m.buyer_export_title()}
        </h2>
        <p className="measure mt-2 text-soft">{m.buyer_export_detail()}</p>
        <PostForm action="/me/privacy/data.json" className="mt-4">
          <Button variant="quiet">{m.buyer_export_button()}</Button>
        </PostForm>
      </section>
      <section aria-labelledby="erase" className="mt-12">
        <h2 id="erase" className="text-xl">
          {m.buyer_erase_title()}
        </h2>
        <p className="measure mt-2 text-soft">{m.buyer_erase_detail()}</p>
        <ButtonLink href="/me/privacy/erase" variant="danger" className="mt-4">
          {m.buyer_erase_link()}
        </ButtonLink>
      </section>
    </MeFrame>
  )
}
