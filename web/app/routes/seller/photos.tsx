/** The photos of a campaign while it is edited. Every button is one of the form around it, so nothing typed is lost by it. */
import { Button } from '../../components/button.tsx'
import { BareFileField, BareTextField } from '../../components/field.tsx'
import { number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'

/** As many as the API takes. */
const photosMax = 8
const megabytesMax = 25

export function PhotoFields({ campaign, problems }: { campaign: Campaign; problems: string[] }) {
  const { photos } = campaign
  const left = photosMax - photos.length
  return (
    <div
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      data-photos={`/api/sambatan/campaigns/${campaign.id}/photos`}
      data-sending={m.seller_photo_sending({ file: '{file}', percent: '{percent}' })}
      data-working={m.seller_photo_working({ file: '{file}' })}
      data-failed={m.seller_photo_failed({ file: '{file}', reason: '{reason}' })}
      data-offline={m.seller_photo_offline()}
      data-signed-out={m.seller_photo_signed_out()}
      data-empty={m.seller_photo_empty()}
      data-megabytes-max={megabytesMax}
      data-too-large={m.seller_photo_too_large({ size: '{size}' })}
      data-present={m.seller_photo_present()}
      data-stuck={m.seller_photo_stuck()}
    >
      <div data-photo-list>
        {problems.length > 0 && (
          <ul className="mb-4 space-y-1 text-sm font-semibold text-bad" role="alert">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
        {photos.length > 0 && (
          <ol className="space-y-3">
            {photos.map((photo, index) => (
              <li
                key={photo.id}
                className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-3 rounded-md border border-line p-2.5"
              >
                <img
                  src={photo.urls['480']}
                  width={photo.width}
                  height={photo.height}
                  alt={photo.alt || m.photo_more({ index: String(index + 1), count: String(photos.length) })}
                  className="aspect-square w-full rounded-sm bg-sunken object-cover"
                />
                <div className="min-w-0">
                  {index === 0 && <p className="mb-1 text-xs font-semibold text-accent">{m.seller_photo_first()}</p>}
                  <label htmlFor={`alt-${photo.id}`} className="sr-only">
                    {m.seller_photo_alt({ index: number(index + 1) })}
                  </label>
                  <BareTextField
                    id={`alt-${photo.id}`}
                    name={`alt-${photo.id}`}
                    defaultValue={photo.alt}
                    maxLength={240}
                    autoComplete="off"
                    placeholder={m.seller_photo_alt_example()}
                    className="min-h-11 w-full rounded-md border border-line bg-surface px-3 text-base placeholder:text-soft/80 hover:border-soft"
                  />
                  <div className="mt-1.5 flex flex-wrap gap-1">
                    <Act
                      intent={`photo-earlier:${photo.id}`}
                      words={m.seller_photo_earlier({ index: number(index + 1) })}
                      disabled={index === 0}
                    >
                      ↑
                    </Act>
                    <Act
                      intent={`photo-later:${photo.id}`}
                      words={m.seller_photo_later({ index: number(index + 1) })}
                      disabled={index === photos.length - 1}
                    >
                      ↓
                    </Act>
                    <Act
                      intent={`photo-remove:${photo.id}`}
                      words={m.seller_photo_remove_label({ index: number(index + 1) })}
                    >
                      {m.seller_photo_remove()}
                    </Act>
                  </div>
                </div>
              </li>
            ))}
          </ol>
        )}
        {left > 0 && (
          <div className={`rounded-md border border-dashed border-line p-4 ${photos.length > 0 ? 'mt-3' : ''}`}>
            <label htmlFor="photos" className="font-semibold">
              {photos.length === 0 ? m.seller_photo_add() : m.seller_photo_add_more({ count: number(left) })}
            </label>
            <p id="photos-hint" className="mt-1 text-sm text-soft">
              {m.seller_photo_hint()}
            </p>
            <BareFileField
              id="photos"
              name="photos"
              multiple
              accept="image/jpeg,image/png,image/webp"
              className="mt-3 block w-full text-sm file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-line file:bg-surface file:px-4 file:font-semibold file:text-ink"
            />
            <Button name="intent" value="upload" variant="quiet" size="sm" className="mt-3" data-upload>
              {m.seller_photo_send()}
            </Button>
          </div>
        )}
      </div>
      <ul data-photo-uploads role="status" className="space-y-2 text-sm empty:hidden" />
    </div>
  )
}

interface ActProps {
  intent: string
  words: string
  disabled?: boolean
  children: React.ReactNode
}

function Act({ intent, words, disabled, children }: ActProps) {
  return (
    <button
      type="submit"
      name="intent"
      value={intent}
      aria-label={words}
      title={words}
      disabled={disabled}
      data-photo-act
      className="min-h-11 min-w-11 cursor-pointer rounded-md border border-line bg-surface px-2.5 text-sm font-semibold hover:border-accent hover:text-accent disabled:cursor-not-allowed disabled:opacity-40"
    >
      {children}
    </button>
  )
}
