import { encode } from 'uqr'

/** Words as a code for cameras (ISO/IEC 18004), dark on light in every theme: many readers know it no other way round. */
export function QrCode({ words, label }: { words: string; label: string }) {
  // Four modules of margin belong to the code.
  const { data, size } = encode(words, { ecc: 'M', border: 4 })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} className="size-48" shapeRendering="crispEdges">
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={dark.join('')} />
    </svg>
  )
}
