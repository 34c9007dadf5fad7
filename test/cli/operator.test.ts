/** A way back in for whoever holds the database: the only operator has forgotten the password, the telephone, or has left. */
import { expect, it } from 'vitest'
import { issueOperatorCode } from '../../src/modules/identity/index.ts'
import { nodeOn } from '../http/node.ts'
import { accountSecret, signedIn } from '../support/accounts.ts'
import { onEachInstallation, sambatan } from './installation.ts'

const publicUrl = 'http://sambatan.test'

onEachInstallation(
  'sambatan operator',
  (place) => {
    it('lets an operator back in, on record, and stops nobody else', async () => {
      const env = { ...place.env, SAMBATAN_SECRET: accountSecret, SAMBATAN_PUBLIC_URL: publicUrl }
      const account = await place.look(async (db) => {
        const made = await signedIn(db, 'operator')
        await db.query('update sambatan.people set two_factor_enabled = true where id = $1', [made.id])
        await db.query(
          `insert into sambatan.two_factors (id, user_id, secret, backup_codes, verified)
         values (gen_random_uuid(), $1, 'x', 'x', true)`,
          [made.id],
        )
        return made
      })
      const email = `${account.id}@sambatan.test`
      const unknown = await sambatan(['operator', 'reset-password', 'nobody@sambatan.test'], env)
      expect(unknown).toMatchObject({ code: 1, stdout: '' })
      expect(unknown.stderr).toContain('No account here has the e-mail address nobody@sambatan.test')

      // First: it ends every link that was made for the account.
      expect(await sambatan(['operator', 'reset-two-factor', email], env)).toMatchObject({ code: 0, stderr: '' })
      const password = await sambatan(['operator', 'reset-password', email.toUpperCase()], env)
      expect(password).toMatchObject({ code: 0, stderr: '' })
      const token = /http:\/\/sambatan\.test\/account\/reset-password\?token=(\S+)/.exec(password.stdout)?.[1]
      const code = /operator: (\S+)/.exec((await sambatan(['operator', 'code'], env)).stdout)?.[1]

      // A start that finds an operator leaves the code that was asked for.
      expect(await place.look(issueOperatorCode)).toBeUndefined()
      const node = await nodeOn(place.env)
      try {
        const as = 'nobody' as const
        const ask = (path: string, body: object) => node.ask('POST', path, { as, body })
        const secret = 'kopi subuh di teras'
        expect((await ask('/auth/reset-password', { token, password: secret })).status).toBe(200)
        expect((await ask('/auth/sign-in', { email, password: secret })).body.status).toBe('signed_in')
        const wish = { name: 'Sekar', email: 'sekar@sambatan.test', password: secret, operator_code: code }
        expect((await ask('/auth/sign-up', wish)).body).toEqual({ status: 'ready' })
        const { body: log } = await node.ask('GET', '/access-log?limit=20', { as: 'operator:budi' })
        const byHand = log.filter(({ actor }: { actor: string }) => actor === 'command-line')
        expect(byHand.map(({ event }: { event: string }) => event)).toEqual([
          'operator_code_issued',
          'password_link_issued',
          'two_factor_disabled',
        ])
      } finally {
        await node.close()
      }
      // Five processes, one after another: on a busy machine each takes seconds.
    }, 90_000)
  },
  { only: 'one' },
)
