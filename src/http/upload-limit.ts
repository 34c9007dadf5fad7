/**
 * Uploads are held in memory whole while they come, so whoever sends one has a place as long as they do (`places.ts`), and only
 * while something really comes.
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

export interface Upload extends Asker {
  /** Its body, of which nothing has been read yet. */
  body: NodeJS.ReadableStream
}

/**
 * Gives what counts an upload and hands on its body, to be called when all is known that can be known before it is read.
 * The body ends with `upload_too_slow` where too little of it comes, and with `upload_too_long` where others need its place.
 * @throws Problem uploads_at_once when the person has their places, pictures_busy when everybody has
 */
export function createUploadLimit({ atOnce, perPerson, windowMs: ms = windowMs, ownMs: own = ownMs }: Options) {
  const places = createPlaces({
    atOnce,
    perPerson,
    ownMs: own,
    ownTaken: () => new Problem('uploads_at_once', { maximum: perPerson }, { retryAfterSeconds: 5 }),
    allTaken: picturesBusy,
  })

  return ({ answer, person, body }: Upload): Transform => {
    places.take({ answer, person }, () => {
      // What is there whole is being worked on, and soon done.
      if (watched.readableEnded || answer.headersSent) return false
      end(watched, answer, new Problem('upload_too_long', { minutes: Math.round(own / 60_000) }))
      return true
    })
    const watched = watch(body, ms, answer)
    takeItsTime(body)
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
