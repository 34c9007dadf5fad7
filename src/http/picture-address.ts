/** What is said of addresses of pictures that are refused, and those that only a node with an address of its own can refuse. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { later } from '../kernel/messages.ts'
import { type PictureFault, pictureFault } from '../kernel/picture-address.ts'
import { ValidationError } from './validation.ts'

/** What is wrong with it, in words. */
const worded = (fault: PictureFault) => later(`validation_picture_${fault}`)

export const pictureAddress = z.string().superRefine((address, { addIssue }) => {
  const fault = pictureFault(address)
  if (fault) addIssue({ code: 'custom', params: worded(fault) })
})

/**
 * Refuses an address that leads back here and to no picture, by whichever name this node is reached. A schema does not know
 * them; so this is the `preHandler` of each route whose body has such a field.
 */
export function refuseOwnPages({ publicUrl }: Config, field: 'image_url' | 'avatar_url') {
  const { host: publicHost } = new URL(publicUrl)
  return async (request: FastifyRequest): Promise<void> => {
    const { [field]: address } = (request.body ?? {}) as Partial<Record<typeof field, string | null>>
    const fault = address ? pictureFault(address, [publicHost, request.host]) : undefined
    if (fault === undefined) return
    const issue = { code: 'custom' as const, path: [field], message: fault, params: worded(fault), input: address }
    throw new ValidationError([issue])
  }
}
