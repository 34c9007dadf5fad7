import type { Problem } from '../page.ts'
import { m } from '../paraglide/messages.js'
import { Notice } from './notice.tsx'

interface Props {
  problem: Problem
  /** Our own words for what the API refuses, where its own are written for programs. */
  title?: string | undefined
  detail?: string | undefined
  /** What the fields of this form are called, by the API's names; a field that is listed leads there. */
  fields?: Record<string, string>
}

/** Why a form was not taken, at its top: the focus goes there, and from there to each field. */
export function ProblemNotice({ problem, title, detail, fields = {} }: Props) {
  const listed = problem.errors.filter(({ path }) => fields[path] !== undefined)
  return (
    <Notice tone="bad" lands title={title ?? (listed.length > 0 ? m.problem_title() : problem.title)}>
      {listed.length === 0 ? (
        <p>{detail ?? problem.detail}</p>
      ) : (
        <ul className="space-y-1">
          {listed.map(({ path, message }) => (
            <li key={path}>
              <a href={`#${path}`} className="font-semibold text-ink">
                {fields[path]}
              </a>{' '}
              {message}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

/** What is wrong with one field. */
export function errorAt(problem: Problem | undefined, path: string): string | undefined {
  return problem?.errors.find((error) => error.path === path)?.message
}
