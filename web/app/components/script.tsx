import { useVisit } from '../visit.ts'

/** A small script of ours by name: it makes a page that works better, and a page that works without it. */
export function Script({ name }: { name: string }) {
  const src = useVisit()?.scripts[name]
  return src === undefined ? null : <script type="module" src={src} async />
}
