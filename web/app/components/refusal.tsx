import type { Problem } from '../page.ts'
import { Notice } from './notice.tsx'

/** What was refused of something that has no fields to point at. */
export function Refusal({ problem }: { problem: Problem }) {
  return (
    <Notice tone="bad" title={problem.title}>
      <p>{problem.detail}</p>
      {problem.errors.length > 0 && (
        <ul className="mt-2 list-disc pl-5">
          {problem.errors.map((error) => (
            <li key={error.path + error.message}>{error.message}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
