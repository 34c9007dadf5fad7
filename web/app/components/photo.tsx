import { pictureFault } from '../../../src/kernel/picture-address.ts'
import { firstCharacter } from '../../../src/kernel/text.ts'

/** A photo in the sizes that the server keeps, or the picture of the product; never a jump when it arrives. */
export interface PhotoOf {
  title: string
  image_url: string | null
  photos?: { alt: string; width: number; height: number; color: string; urls: Record<string, string> }[]
}

interface Props {
  of: PhotoOf
  index?: number
  /** How wide it is shown, as the `sizes` attribute says it. */
  sizes: string
  alt: string
  eager?: boolean
  className?: string
}

export function Photo({ of, index = 0, sizes, alt, eager = false, className = '' }: Props) {
  const photo = of.photos?.[index]
  const loading = eager
    ? { fetchPriority: 'high' as const, decoding: 'async' as const }
    : { loading: 'lazy' as const, decoding: 'async' as const }
  if (photo) {
    const widths = Object.keys(photo.urls).sort((a, b) => Number(a) - Number(b))
    return (
      <img
        src={photo.urls[widths[0]!]}
        srcSet={widths.map((width) => `${photo.urls[width]} ${width}w`).join(', ')}
        sizes={sizes}
        width={photo.width}
        height={photo.height}
        alt={photo.alt || alt}
        className={`bg-sunken object-cover ${className}`}
        {...loading}
      />
    )
  }
  // What was stored before there were rules for it, and no browser would show, is no picture.
  if (of.image_url && pictureFault(of.image_url) === undefined) {
    return (
      <img
        src={of.image_url}
        width={800}
        height={800}
        alt={alt}
        className={`bg-sunken object-cover ${className}`}
        {...loading}
      />
    )
  }
  return (
    <span
      className={`flex items-center justify-center bg-sunken font-display text-3xl text-soft ${className}`}
      aria-hidden="true"
    >
      {firstCharacter(of.title)}
    </span>
  )
}
