import type { Problem } from '../page.ts'
import { isAskedAgain } from '../said.ts'

/** The fields of a form that tell what its page said. */
export function SaidFields({ now, problem }: { now: string[]; problem: Problem | undefined }) {
  return (
    <>
      {now.map((each) => (
        <input key={each} type="hidden" name="said" value={each} />
      ))}
      {isAskedAgain(problem) && <input type="hidden" name="again" value="1" />}
    </>
  )
}
