import { type Page, redirect } from '../../page.ts'
import { arriveAt } from '../buyer/kept-order.ts'
import { lookIn } from './sheet.tsx'

/**
 * Where somebody goes whose password or code was right, and what makes what they had typed on the way here theirs. Whoever is
 * signed in already is led on as well, but takes nothing along.
 */
export function leadOn({ context }: Page, status: 'signed_in' | 'two_factor_required', next: string): Response {
  context.cookies.push(...arriveAt(next, context.cookies, context.publicUrl.startsWith('https:')))
  return redirect(lookIn(status === 'two_factor_required' ? '/sign-in/code' : '/sign-in', next))
}
