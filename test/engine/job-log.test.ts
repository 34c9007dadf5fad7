/** What the job engine has given up is counted; what it reports becomes lines that a person can read, without the data that hangs on it. */
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, inject, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { logOptions } from '../../src/http/logging.ts'
import { startBoss } from '../../src/jobs/boss.ts'
import { countFailedJobs } from '../../src/jobs/failed-jobs.ts'
import { openTestDatabase } from '../support/databases.ts'

describe.skipIf(inject('postgres') === undefined)('the log of the job engine', () => {
  it('says in words what it emits: errors, copies of errors, warnings', async () => {
    const test = await openTestDatabase('server')
    const lines: string[] = []
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk))
        done()
      },
    })
    const log = pino(logOptions(readConfig({ LOG_LEVEL: 'warn' })), sink)
    expect(await countFailedJobs(test.db), 'before it was ever started').toBe(0)
    const boss = await startBoss({ db: test.db, log, node: 'test', work: false })
    try {
      await boss.createQueue('doomed', { retryLimit: 0 })
      await boss.createQueue('patient', { retryLimit: 3 })
      for (const queue of ['doomed', 'patient']) {
        await boss.send(queue, {})
        const [job] = await boss.fetch(queue)
        await boss.fail(queue, job!.id)
      }
      expect(await countFailedJobs(test.db)).toBe(1)
      // As its types do not tell, its manager emits copies of errors that are no Error.
      const emitted: [string, unknown][] = [
        ['error', new Error('the poll failed')],
        ['error', { code: '57P01', message: 'the server is stopping', detail: 'Jalan Melati 1' }],
        ['warning', { message: 'a query was slow', data: { values: ['Jalan Melati 1'] } }],
        ['error', new TypeError('')],
        ['warning', { data: 'Jalan Melati 1' }],
      ]
      for (const [event, value] of emitted) (boss as unknown as NodeJS.EventEmitter).emit(event, value)
      expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
        'job engine: the poll failed',
        'job engine: the server is stopping',
        'job engine: a query was slow',
        'job engine: TypeError without a message',
        'job engine: an object without a message',
      ])
      expect(lines.join(), 'what is attached may be a whole row').not.toMatch(/Melati/)
    } finally {
      await boss.stop({ graceful: false, close: false })
      await test.dispose()
    }
  })
})
