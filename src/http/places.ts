/**
 * What is large is held in memory whole while it comes or goes, so only so much of it may at once. Whoever asks has a place
 * until they are answered: a few places each, so that nobody has all of them. When all are taken, what is slow, or has had one
 * for minutes, gives it to whoever comes next: else a few who are just fast enough would keep all others out.
 */
import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../kernel/problem.ts'

interface Options {
  atOnce: number
  /** Of these, how many one person may have. */
  perPerson: number
  /** How long a place is kept whoever else comes, in milliseconds. */
  ownMs: number
  /** For whoever has their own. */
  ownTaken(): Problem
  /** For everybody else, when all are taken. */
  allTaken(): Problem
}

export interface Asker {
  /** What will answer them. */
  answer: ServerResponse
  /** Undefined for another system, which asks for many. */
  person: string | undefined
}

export function askerOf({ actor }: Pick<FastifyRequest, 'actor'>, reply: FastifyReply): Asker {
  return { answer: reply.raw, person: actor.kind === 'user' ? actor.id : undefined }
}

/** What has a place. */
export interface Holder {
  /** Ends it, or gives false when it is soon done anyway. */
  giveWay(): boolean
  /** How fast it comes, in bytes a second, where it is so slow that it keeps its place only as long as nobody else comes. */
  slowness?(): number | undefined
}

interface Place extends Holder {
  person: string | undefined
  sinceMs: number
}

export interface Places {
  /**
   * Takes a place until the answer has ended.
   * @throws Problem when the person has their places, or everybody has
   */
  take(asker: Asker, holder: Holder): void
  /** Ends one that is slow, the slowest first, or else one that has had its time; false where there is none. */
  makeRoom(): boolean
}

export function createPlaces({ atOnce, perPerson, ownMs, ownTaken, allTaken }: Options): Places {
  /** In the order in which they came. */
  const taken = new Map<ServerResponse, Place>()

  function makeRoom(): boolean {
    const nowMs = performance.now()
    const isDue = ({ sinceMs }: Place) => nowMs - sinceMs >= ownMs
    const inOrder = [...taken].map(([answer, place]) => ({ answer, place, pace: place.slowness?.() }))
    const slow = inOrder.filter(({ pace }) => pace !== undefined).sort((a, b) => a.pace! - b.pace!)
    for (const { answer, place } of [...slow, ...inOrder.filter(({ place }) => isDue(place))]) {
      if (!place.giveWay()) continue
      taken.delete(answer)
      return true
    }
    return false
  }

  return {
    makeRoom,
    take({ answer, person }, holder) {
      const theirs = [...taken.values()].filter((each) => each.person === person).length
      if (person !== undefined && theirs >= perPerson) throw ownTaken()
      if (taken.size >= atOnce && !makeRoom()) throw allTaken()
      taken.set(answer, { ...holder, person, sinceMs: performance.now() })
      // Whoever goes away is never answered, so there is no `finish`.
      for (const event of ['finish', 'close']) answer.once(event, () => taken.delete(answer))
    },
  }
}
