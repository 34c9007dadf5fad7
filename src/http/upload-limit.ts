/**
 * What is large is held in memory whole while it comes, so only so much of it may come at once. Whoever sends has a place as
 * long as they do: a few places each, so that nobody has all of them, and only while something really comes. When all are
 * taken, what has had one for minutes gives it to whoever comes next: else four who send just enough would keep all others out.
 */
import type { ServerResponse } from 'node:http'
import { Transform } from 'node:stream'
import { Problem } from '../kernel/problem.ts'
import { picturesBusy } from '../modules/photos/index.ts'
import { takeItsTime } from './slow-bodies.ts'

/** A phone at the edge of its network sends 2 to 4 kB a second, with gaps; what sends less holds a place for nothing. */
const bytesPerSecondMin = 512
/** So long that a gap of half a minute costs nobody their photo, and less than what a connection may be silent. */
const windowMs = 45_000
/** The largest file at 150 kB/s, which is slow for a phone; a usual photo at 20 kB/s. */
const ownMs = 180_000

export interface UploadTimes {
  /** How long little may come of an upload, in milliseconds. */
  windowMs?: number | undefined
  /** How long an upload keeps its place whoever else comes, in milliseconds. */
  ownMs?: number | undefined
}

interface Options extends UploadTimes {
  atOnce: number
  /** Of these, how many one person may have. */
  perPerson: number
}

export interface Upload {
  /** What will answer it. */
  answer: ServerResponse
  /** Who sends it; undefined for another system, which sends for many. */
  person: string | undefined
  /** Its body, of which nothing has been read yet. */
  body: NodeJS.ReadableStream
}

interface Place {
  person: string | undefined
  watched: Transform
  sinceMs: number
}

/**
 * Gives what counts an upload and hands on its body, to be called when all is known that can be known before it is read.
 * The body ends with `upload_too_slow` where too little of it comes, and with `upload_too_long` where others need its place.
 * @throws Problem uploads_at_once when the person has their places, pictures_busy when everybody has
 */
export function createUploadLimit({ atOnce, perPerson, windowMs: ms = windowMs, ownMs: own = ownMs }: Options) {
  /** In the order in which they came. */
  const running = new Map<ServerResponse, Place>()

  /** Ends what has come for long enough; what is there whole is being worked on, and soon done. */
  function makeRoom(): boolean {
    for (const [answer, { watched, sinceMs }] of running) {
      if (performance.now() - sinceMs < own) return false
      if (watched.readableEnded || answer.headersSent) continue
      running.delete(answer)
      end(watched, answer, new Problem('upload_too_long', { minutes: Math.round(own / 60_000) }))
      return true
    }
    return false
  }

  return ({ answer, person, body }: Upload): Transform => {
    const theirs = [...running.values()].filter((each) => each.person === person).length
    if (person !== undefined && theirs >= perPerson)
      throw new Problem('uploads_at_once', { maximum: perPerson }, { retryAfterSeconds: 5 })
    if (running.size >= atOnce && !makeRoom()) throw picturesBusy()
    const watched = watch(body, ms, answer)
    running.set(answer, { person, watched, sinceMs: performance.now() })
    takeItsTime(body)
    // One whose sender goes away is never answered, so it has no `finish`.
    for (const event of ['finish', 'close']) answer.once(event, () => running.delete(answer))
    return watched
  }
}

function end(watched: Transform, answer: ServerResponse, problem: Problem): void {
  // What is still to come is not waited for.
  answer.setHeader('connection', 'close')
  watched.destroy(problem)
}

function watch(body: NodeJS.ReadableStream, ms: number, answer: ServerResponse): Transform {
  let bytes = 0
  const watched = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(null, chunk)
    },
  })
  const timer = setInterval(() => {
    if (bytes < (bytesPerSecondMin * ms) / 1000) end(watched, answer, new Problem('upload_too_slow'))
    bytes = 0
  }, ms)
  const stop = () => clearInterval(timer)
  answer.once('close', stop)
  watched.once('end', stop).once('close', stop)
  body.on('error', (error) => watched.destroy(error))
  body.pipe(watched)
  return watched
}
