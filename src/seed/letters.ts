/**
 * The operators' mailbox shows what each letter looks like: of every kind of notification one lies there, written at a moment at which it
 * was true, by what writes them for real.
 */
import { CompiledQuery, sql } from 'kysely'
import { pino } from 'pino'
import type { Tx } from '../db/index.ts'
import type { Secrets } from '../kernel/secrets.ts'
import { keepLetter } from '../modules/mail/index.ts'
import { deliverOnce, emailChannel } from '../modules/notifications/index.ts'
import type { Step } from './history.ts'
import { fanOut } from './webhook.ts'

/** Writes the letters of the kinds of which the mailbox has none yet. */
export type Post = (tx: Tx) => Promise<void>

const log = pino({ level: 'silent' })

/** @param secrets they seal the letters; unset, as the address: none are written */
export function openPost(secrets: Secrets | undefined, publicUrl: string | undefined): Post {
  if (secrets === undefined || publicUrl === undefined) return async () => {}
  return async (tx) => {
    await fanOut(tx)
    await chooseNewest(tx)
    const db = within(tx)
    const channel = emailChannel({
      mail: {
        // Also where a mail server is: nothing that is past is sent to anybody.
        send: async (letter) => ({
          outcome: 'sent',
          reference: await keepLetter({ db, secrets, publicUrl }, letter, 'kept'),
        }),
      },
      secrets,
      publicUrl,
    })
    // One after another, because they share a connection.
    while ((await deliverOnce(db, { ...channel, atOnce: 1 }, log)) > 0);
  }
}

/** The newest of each kind goes at once, also at night: nobody sleeps in a past. What else waits is nothing that is sent any more. */
async function chooseNewest(tx: Tx): Promise<void> {
  await sql`
    with newest as (
      select distinct on (n.kind) d.id from sambatan.notification_deliveries d
      join sambatan.notifications n on n.id = d.notification_id
      where d.channel = 'email' and d.state = 'pending'
        and not exists (select from sambatan.mailbox m where m.template = n.kind)
      order by n.kind, n.id desc
    )
    update sambatan.notification_deliveries d set
      next_attempt_at = sambatan.now(),
      state = case when d.id in (select id from newest) then 'pending' else 'dropped' end,
      done_at = case when d.id in (select id from newest) then null else sambatan.now() end,
      last_error = case when d.id in (select id from newest) then null else 'it happened before this demo began' end
    where d.state = 'pending'`.execute(tx)
}

/** What carries letters asks a database; here that is the transaction that tells of the past. */
function within(tx: Tx) {
  return {
    read: tx,
    async query<R>(text: string, values: unknown[] = []): Promise<R[]> {
      return (await tx.executeQuery(CompiledQuery.raw(text, values))).rows as R[]
    },
  }
}

/** When something is true that is not for long: a batch that has just been published, one that opens, and new words. */
const moments = [-5 * 24 + 1 / 60, -47, -24 + 1 / 60]

export function letterSteps(post: Post, moment: (hours: number) => Date): Step[] {
  return moments.map((hours) => ({ at: moment(hours), actor: 'worker', run: post }))
}
