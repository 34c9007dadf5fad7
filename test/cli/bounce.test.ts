/** Letters that came back, as a mail server's alias hands them over. */
import { expect, it } from 'vitest'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import { returnAddress } from '../../src/modules/mail/return-address.ts'
import { accountSecret } from '../support/accounts.ts'
import { reportWriters } from '../support/delivery-reports.ts'
import { onEachInstallation, sambatan } from './installation.ts'

const bouncesTo = 'bounces@sambatan.test'
const to = 'rani@tujuan.example'

onEachInstallation(
  'sambatan mail bounce',
  (place) => {
    const env = {
      ...{ SMTP_URL: 'smtp://127.0.0.1:1', SMTP_FROM: 'halo@sambatan.test', SMTP_BOUNCES_TO: bouncesTo },
      SAMBATAN_SECRET: accountSecret,
    }
    const returnTo = () => returnAddress(parseSecrets(accountSecret), bouncesTo, { to }, new Date())

    it('records an address that is refused for good, and says of any other letter that it changes nothing', async () => {
      await place.look((db) =>
        db.query(
          `insert into sambatan.people (id, origin, email, email_verified, created_at, updated_at)
          values ('rani', 'token', $1, true, now(), now())`,
          [to],
        ),
      )
      const here = { ...place.env, ...env }
      const taken = await sambatan(['mail', 'bounce'], here, reportWriters.Postfix({ returnTo: returnTo(), to }))
      expect(taken).toMatchObject({ code: 0, stderr: '' })
      expect(taken.stdout).toMatch(
        /^A letter to rani@tujuan\.example came back: 550 5\.1\.1 .*\nNothing is sent to that/,
      )
      expect(await place.look((db) => db.query('select address from sambatan.email_suppressions'))).toEqual([
        { address: to },
      ])
      const other = await sambatan(['mail', 'bounce'], here, 'Subject: Halo\r\n\r\nKapan dikirim?')
      expect(other).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^It is no delivery status/) })
    })

    it('leaves the letter with the mail server while the database is away', async () => {
      const away = { ...env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/sambatan' }
      const kept = await sambatan(['mail', 'bounce'], away, reportWriters.Exim({ returnTo: returnTo(), to }))
      expect(kept).toMatchObject({ code: 75, stdout: '' })
      expect(kept.stderr).toMatch(/The letter has not been read/)
    })
  },
  { only: 'PostgreSQL' },
)
