/** Who keeps a place for an upload when there is none left, and whose memory it is that all share. */
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { createUploadLimit } from '../../src/http/upload-limit.ts'
import { isProblem } from '../../src/kernel/problem.ts'

const opened: (() => void)[] = []
afterEach(() => {
  for (const close of opened.splice(0)) close()
})

interface Sent {
  outcome: string | undefined
  write(length: number): void
  end(length: number): void
}

type Send = (person: string) => Sent

/** Takes uploads as a route does, without a network that has its own pace, and says what became of each. */
function takeUploads(options: Parameters<typeof createUploadLimit>[0]): Send {
  const begin = createUploadLimit(options)
  return (person) => {
    const answer = new ServerResponse(new IncomingMessage(new Socket()))
    const body = new PassThrough()
    const sent: Sent = {
      outcome: undefined,
      write: (length) => body.write(Buffer.alloc(length)),
      end: (length) => body.end(Buffer.alloc(length)),
    }
    const answered = () => answer.emit('close')
    const settle = (outcome: string) => {
      sent.outcome = outcome
      answered()
    }
    const refuse = (error: unknown) => settle(isProblem(error) ? error.code : String(error))
    opened.push(answered)
    try {
      buffer(begin({ answer, person, body })).then(({ length }) => settle(`whole ${length}`), refuse)
    } catch (error) {
      refuse(error)
    }
    return sent
  }
}

/** Sends a whole file, and gives what became of it. */
async function outcomeOf(send: Send, length: number): Promise<string> {
  const sent = send('next')
  sent.end(length)
  await expect.poll(() => sent.outcome, { timeout: 5_000, interval: 5 }).toBeDefined()
  return sent.outcome!
}

const wait = { timeout: 10_000, interval: 50 }

it('a place goes from the slowest to whoever comes, long before its time', async () => {
  const send = takeUploads({ atOnce: 3, perPerson: 2, bytesMax: 1e9, ownMs: 600_000, slowMs: 400 })
  const [first, second, phone] = [send('slow'), send('slow'), send('phone')]
  // The slowest is the oldest as well: how slow one is is known a moment later of what came a moment later.
  first.write(100)
  second.write(900)
  const steady = setInterval(() => phone.write(50_000), 20)
  opened.push(() => clearInterval(steady))
  const ended = async () => {
    expect(['pictures_busy', 'whole 1000']).toContain(await outcomeOf(send, 1_000))
    return [first, second].filter(({ outcome }) => outcome === 'upload_too_long')
  }
  await expect.poll(ended, wait).toHaveLength(1)
  expect(first.outcome).toBe('upload_too_long')
  expect([second.outcome, phone.outcome], 'nobody else needed theirs').toEqual([undefined, undefined])
  expect(await outcomeOf(send, 1_000)).toBe('whole 1000')
  clearInterval(steady)
  phone.end(1)
  await expect.poll(() => phone.outcome, wait).toMatch(/^whole \d+$/)
})

it('what is held of all together is bounded: who has sent much and rests gives way to who sends', async () => {
  const send = takeUploads({ atOnce: 10, perPerson: 2, bytesMax: 1e6, ownMs: 600_000, slowMs: 400 })
  const resting = [send('one'), send('other')]
  for (const each of resting) each.write(450_000)
  const ended = async () => {
    expect(['pictures_busy', 'whole 300000']).toContain(await outcomeOf(send, 300_000))
    return resting.filter(({ outcome }) => outcome === 'upload_too_long')
  }
  await expect.poll(ended, wait).toHaveLength(1)
  // What was held is given back with the answer: the same fits again and again, and nobody else has to go.
  for (let i = 0; i < 5; i++) expect(await outcomeOf(send, 300_000)).toBe('whole 300000')
  expect(resting.filter(({ outcome }) => outcome === undefined)).toHaveLength(1)
})

it('who comes where all that is held is of others who go on is told to come again', async () => {
  const send = takeUploads({ atOnce: 10, perPerson: 2, bytesMax: 1e6, ownMs: 600_000, slowMs: 600_000 })
  const others = [send('one'), send('other')]
  for (const each of others) each.write(450_000)
  await expect.poll(() => outcomeOf(send, 300_000), wait).toBe('pictures_busy')
  for (const each of others) each.end(1_000)
  for (const each of others) await expect.poll(() => each.outcome, wait).toBe('whole 451000')
})
