/**
 * What a page said that its button would do, sent along with it, so that nobody does more than they were told: where it has
 * changed since, the page shows what it is now and asks once more. Once: a campaign that fills by the second could never be
 * stopped by its seller otherwise.
 *
 * Between looking and doing lie milliseconds, in which one more may join or leave. That harms nobody: each operation decides
 * under its lock about whoever is there then, with the same outcome for each (a cancelled campaign refunds the last who joined
 * like the first), so the numbers are for the one who decides and no condition of what is done. What must hold at the moment
 * of doing itself, as the status or the deadline, is refused by the engine, under the lock.
 */
import { asTyped, refused } from './page.ts'
import { m } from './paraglide/messages.js'

const code = 'said_changed'

/** Numbers and names that belong together, as one thing that was said. */
export function said(...parts: (string | number | null)[]): string {
  return JSON.stringify(parts)
}

/** Whether something holds now that was not said on the page that the form comes from. What holds no longer does no harm. */
export function isNews(form: FormData, now: string[]): boolean {
  if (asTyped(form, 'again') !== '') return false
  const shown = form.getAll('said')
  return now.some((each) => !shown.includes(each))
}

export function askAgain<Shown extends object>(shown: Shown) {
  const problem = { code, title: m.decide_changed_title(), detail: m.decide_changed_detail(), errors: [] }
  return refused({ status: 409, ...problem }, shown)
}

export function isAskedAgain(problem: { code: string } | undefined): boolean {
  return problem?.code === code
}
