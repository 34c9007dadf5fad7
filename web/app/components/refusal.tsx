import type { Problem } from '../page.ts'
import { Notice } from './notice.tsx'

/** What was refused of something that has no fields to point at. */
export function Refusal({ problem }: { problem: Problem }) {
  return (
    <Notice tone="bad" lands title={problem.title}>
      <p>{problem.detail}</p>
    </Notice>
  )
}
