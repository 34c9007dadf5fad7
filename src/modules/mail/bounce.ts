/** What a report of a letter that came back means, once it is known to be of a letter of ours. */
import type { Secrets } from '../../kernel/secrets.ts'
import { type DeliveryReport, type RecipientReport, readDeliveryReport } from './delivery-report.ts'
import { type Returned, returnedLetter } from './return-address.ts'

export type Bounce =
  | { outcome: 'no_report' | 'not_ours' }
  /** `no_failure`: it is late, or has arrived. */
  | ({ outcome: 'refused' | 'undelivered' | 'no_failure'; reason: string } & Returned)

/** @param bouncesTo unset: none of our letters comes back to an address of its own */
export async function readBounce(
  secrets: Secrets,
  bouncesTo: string | undefined,
  raw: Uint8Array,
  now: Date,
): Promise<Bounce> {
  const report = await readDeliveryReport(raw)
  if (report === undefined) return { outcome: 'no_report' }
  const recipients = [...report.of.flatMap((one) => one.recipients), ...report.returnedTo]
  const returned = bouncesTo && returnedLetter(secrets, bouncesTo, { sentTo: report.sentTo, recipients }, now)
  const about = returned && recipientReport(report, returned.to)
  if (!returned || !about) return { outcome: 'not_ours' }
  const outcome = { address: 'refused', letter: 'undelivered', none: 'no_failure' } as const
  return { outcome: outcome[about.failed ?? 'none'], reason: about.reason, ...returned }
}

/** What it says of an address; of a letter that was passed on it names where it went in the end. */
function recipientReport({ of }: DeliveryReport, address: string): RecipientReport | undefined {
  const isOf = ({ recipients }: RecipientReport) =>
    recipients.some((one) => one.toLowerCase() === address.toLowerCase())
  return of.find(isOf) ?? (of.length === 1 ? of[0] : undefined)
}
