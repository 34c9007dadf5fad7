/** What the words and photos of a campaign said while somebody joined, and what they say since: for everybody. */
import { data } from 'react-router'
import { Compared, Pair } from '../../components/compared.tsx'
import { Paging } from '../../components/paging.tsx'
import { Photo } from '../../components/photo.tsx'
import { dateTime, titleWords } from '../../format.ts'
import { listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/changes.ts'

export const loader = page(async ({ api, params, url }) => {
  const campaign = await api.readCampaign({ id: params.slug! })
  const wordings = await listed(url, (from) => api.listWordings({ id: campaign.id, limit: 5, ...from }))
  return data(
    {
      campaign: { title: campaign.title, slug: campaign.slug },
      wordings: wordings.items,
      next: wordings.next,
      here: url.pathname + url.search,
    },
    { headers: { 'x-page-keep-ms': campaign.status === 'inactive' ? '0' : '1000' } },
  )
})

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders

export function meta({ loaderData }: Route.MetaArgs) {
  const title = loaderData ? m.changes_title_of({ title: loaderData.campaign.title }) : m.changes_title()
  // The old words are for those who know the campaign; searches lead to it as it is.
  return [{ title: `${title} · ${m.site_name()}` }, { name: 'robots', content: 'noindex' }]
}

type Wording = Route.ComponentProps['loaderData']['wordings'][number]
type Words = Wording['followed_by']

export default function Changes({ loaderData: { campaign, wordings, next, here } }: Route.ComponentProps) {
  return (
    <main id="main" className="mx-auto w-full max-w-4xl px-4 py-8 sm:py-12">
      <p dir="auto" className="text-soft">
        {titleWords(campaign.title)}
      </p>
      <h1 className="mt-1 text-2xl">{m.changes_title()}</h1>
      <p className="measure mt-3 text-soft">{wordings.length > 0 ? m.changes_lead() : m.changes_none()}</p>
      {wordings.map((wording) => (
        <Change key={wording.id} wording={wording} />
      ))}
      <Paging url={here} next={next} />
      <p className="mt-10 border-t border-line pt-4">
        <a className="inline-block py-2.5 text-accent" href={`/c/${campaign.slug}`}>
          {m.changes_back()}
        </a>
      </p>
    </main>
  )
}

function Change({ wording }: { wording: Wording }) {
  const { followed_by: after, subject } = wording
  const isOfProduct = subject === 'product'
  const isSame = JSON.stringify(wordsOf(wording)) === JSON.stringify(wordsOf(after))
  return (
    <article className="mt-8 border-t border-line pt-5">
      <h2 className="text-xl">
        {isOfProduct
          ? m.changes_product({ time: dateTime(wording.until) })
          : m.changes_campaign({ time: dateTime(wording.until) })}
      </h2>
      <p className="mt-1 text-sm text-soft">{m.changes_since({ time: dateTime(wording.from) })}</p>
      {isSame && <p className="mt-3">{m.changes_reverted()}</p>}
      <Compared
        name={isOfProduct ? m.changes_product_name() : m.changes_name()}
        before={wording.title}
        after={after.title}
      />
      <Compared
        name={isOfProduct ? m.about_product() : m.campaign_story()}
        before={wording.description}
        after={after.description}
      />
      {JSON.stringify(picturesOf(wording)) !== JSON.stringify(picturesOf(after)) && (
        <Pair name={m.changes_photos()} before={<Pictures of={wording} />} after={<Pictures of={after} />} />
      )}
    </article>
  )
}

const wordsOf = (of: Words) => [of.title, of.description, picturesOf(of)]

/** What is seen of its pictures, whatever they are called. */
const picturesOf = ({ photos, image_url }: Words) => [image_url, photos.map(({ urls, alt }) => [urls['480'], alt])]

function Pictures({ of }: { of: Words }) {
  const { photos } = of
  if (photos.length === 0 && of.image_url === null) return <p className="text-soft">{m.changes_no_photos()}</p>
  return (
    <ol className="grid grid-cols-2 gap-3">
      {(photos.length > 0 ? photos : [undefined]).map((photo, index) => (
        <li key={photo?.id ?? 'product'}>
          <figure>
            <Photo
              of={of}
              index={index}
              alt={m.photo_of({ title: of.title })}
              sizes="(min-width: 50rem) 12rem, 45vw"
              className="aspect-4/3 w-full rounded-md"
            />
            {photo?.alt && (
              <figcaption dir="auto" className="mt-1 text-sm text-soft wrap-anywhere">
                {photo.alt}
              </figcaption>
            )}
          </figure>
        </li>
      ))}
    </ol>
  )
}
