/**
 * Uploads are held in memory whole while they come, so whoever sends one has a place as long as they do (`places.ts`), and only
 * while something really comes. What costs memory is what has come: that is counted for all together, and there are more
 * places than it would hold of the largest, because one that comes slowly costs next to nothing.
 */
import type { ServerResponse } from 'node:http'
import { Transform } from 'node:stream'
import { Problem } from '../kernel/problem.ts'
import { picturesBusy } from '../modules/photos/index.ts'
import { type Asker, createPlaces } from './places.ts'
import { takeItsTime } from './slow-bodies.ts'

/** A phone at the edge of its network sends 2 to 4 kB a second, with gaps; what sends less holds a place for nothing. */
const bytesPerSecondMin = 512
/** So long that a gap of half a minute costs nobody their photo, and less than what a connection may be silent. */
const windowMs = 45_000
/** What sends less than a phone with 3G keeps its place only as long as nobody else needs it. */
const slowBytesPerSecond = 10_000
/** Over so long that is looked at, at least: every upload begins slowly, and a gap of seconds is no slowness. */
const slowMs = 15_000
/** The largest file at 150 kB/s, which is slow for a phone; a usual photo at 20 kB/s. */
const ownMs = 180_000

export interface UploadTimes {
  /** How long little may come of an upload, in milliseconds. */
  windowMs?: number | undefined
  /** How long an upload keeps its place whoever else comes, in milliseconds, unless it is slow. */
  ownMs?: number | undefined
  /** Over how long an upload has to be slow for that, in milliseconds. */
  slowMs?: number | undefined
}

interface Options extends UploadTimes {
  atOnce: number
  /** Of these, how many one person may have. */
  perPerson: number
  /** What may be held of all of them together. */
  bytesMax: number
}

export interface Upload extends Asker {
  /** Its body, of which nothing has been read yet. */
  body: NodeJS.ReadableStream
}

/**
 * Gives what counts an upload and hands on its body, to be called when all is known that can be known before it is read.
 * The body ends with `upload_too_slow` where too little of it comes, with `upload_too_long` where others need its place, and
 * with `pictures_busy` where all that is held is of others who need it as much.
 * @throws Problem uploads_at_once when the person has their places, pictures_busy when everybody has
 */
export function createUploadLimit(options: Options) {
  const { atOnce, perPerson, bytesMax, windowMs: ms = windowMs, ownMs: own = ownMs, slowMs: slow = slowMs } = options
  /** Of all of them, in bytes. */
  let held = 0
  const places = createPlaces({
    atOnce,
    perPerson,
    ownMs: own,
    ownTaken: () => new Problem('uploads_at_once', { maximum: perPerson }, { retryAfterSeconds: 5 }),
    allTaken: picturesBusy,
  })

  return ({ answer, person, body }: Upload): Transform => {
    const pace = createPace(slow)
    let bytes = 0
    function release(): void {
      held -= bytes
      bytes = 0
    }
    function end(problem: Problem): void {
      release()
      // What is still to come is not waited for.
      answer.setHeader('connection', 'close')
      watched.destroy(problem)
    }
    function take(length: number): void {
      pace.add(length)
      bytes += length
      held += length
      while (held > bytesMax && places.makeRoom());
      if (held > bytesMax) end(picturesBusy())
    }
    const holder = {
      slowness: () => pace.below(slowBytesPerSecond),
      giveWay() {
        // What is there whole is being worked on, and soon done.
        if (watched.readableEnded || answer.headersSent) return false
        end(new Problem('upload_too_long', { minutes: Math.round(own / 60_000) }))
        return true
      },
    }
    places.take({ answer, person }, holder)
    for (const event of ['finish', 'close']) answer.once(event, release)
    const watched = watch(body, { ms, answer, take, end })
    takeItsTime(body)
    return watched
  }
}

interface Watch {
  /** How long little may come. */
  ms: number
  answer: ServerResponse
  take(length: number): void
  end(problem: Problem): void
}

function watch(body: NodeJS.ReadableStream, { ms, answer, take, end }: Watch): Transform {
  let bytes = 0
  const watched = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      take(chunk.length)
      done(null, chunk)
    },
  })
  const timer = setInterval(() => {
    if (bytes < (bytesPerSecondMin * ms) / 1000) end(new Problem('upload_too_slow'))
    bytes = 0
  }, ms)
  const stop = () => clearInterval(timer)
  answer.once('close', stop)
  watched.once('end', stop).once('close', stop)
  body.on('error', (error) => watched.destroy(error))
  body.pipe(watched)
  return watched
}

/** How fast something comes, over the last `ms` at least: not how fast it has come, or who sends most at once could rest. */
function createPace(ms: number) {
  let bytes = 0
  let since = { atMs: performance.now(), bytes: 0 }
  let next = since
  function look(): number {
    const nowMs = performance.now()
    if (nowMs - next.atMs >= ms) {
      since = next
      next = { atMs: nowMs, bytes }
    }
    return nowMs - since.atMs
  }
  return {
    add(length: number): void {
      look()
      bytes += length
    },
    /** The bytes a second, where they are fewer than these; undefined also where it is too soon to tell. */
    below(bytesPerSecond: number): number | undefined {
      const overMs = look()
      if (overMs < ms) return undefined
      const pace = ((bytes - since.bytes) * 1000) / overMs
      return pace < bytesPerSecond ? pace : undefined
    },
  }
}
