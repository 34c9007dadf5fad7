/** What all routes that take a picture have in common: its body is the file, and it has a place while it comes. */
import type { FastifyError, FastifyReply, FastifyRequest, preParsingHookHandler } from 'fastify'
import type { ProblemCode } from '../kernel/problem.ts'
import { Problem } from '../kernel/problem.ts'
import { photoBytesMax, uploadedBytesMax, uploadsMax, uploadsOfOneMax } from '../modules/photos/index.ts'
import { askerOf } from './places.ts'
import { handleError } from './problem-handler.ts'
import type { App } from './types.ts'
import { createUploadLimit, type UploadTimes } from './upload-limit.ts'

export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp']

export const pictureRefusals = [
  'photo_too_large',
  'photo_type_unsupported',
  'photo_format_unsupported',
  'photo_damaged',
  'photo_animated',
  'photo_too_many_pixels',
  'photo_kind_too_many_pixels',
  'photo_shape_invalid',
  'uploads_at_once',
  'upload_too_slow',
  'upload_too_long',
  'pictures_busy',
  'storage_unavailable',
] satisfies ProblemCode[]

/** What a route takes over. */
export interface PictureUploads {
  /** @param check looks at what can be refused before anything of the body is read, and so takes no place */
  taking(check: (request: FastifyRequest) => Promise<void>): {
    bodyLimit: number
    preParsing: preParsingHookHandler
    errorHandler: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => unknown
  }
}

/** Needs a scope of its own: files are taken in it and nowhere else, and all of them have their places together. */
export function pictureUploads(scope: App, times?: UploadTimes): PictureUploads {
  scope.removeAllContentTypeParsers()
  // Of any kind of picture, because what it really is its first bytes say, and whoever sends HEIC should hear about that.
  scope.addContentTypeParser(/^image\//, { parseAs: 'buffer', bodyLimit: photoBytesMax }, (_request, body, done) =>
    done(null, body),
  )
  scope.addContentTypeParser('*', (_request, _payload, done) => done(new Problem('photo_type_unsupported')))
  const begin = createUploadLimit({
    atOnce: uploadsMax,
    perPerson: uploadsOfOneMax,
    bytesMax: uploadedBytesMax,
    ...times,
  })
  return {
    taking: (check) => ({
      bodyLimit: photoBytesMax,
      preParsing: async (request, reply, body) => {
        await check(request)
        const { 'content-type': type = '', 'content-length': length } = request.headers
        if (!type.toLowerCase().startsWith('image/')) throw new Problem('photo_type_unsupported')
        if (Number(length) > photoBytesMax) throw tooLarge()
        return begin({ ...askerOf(request, reply), body })
      },
      errorHandler: (error, request, reply) =>
        handleError(error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? tooLarge() : error, request, reply),
    }),
  }
}

function tooLarge(): Problem {
  return new Problem('photo_too_large', { path: 'photo', megabytes: photoBytesMax / 1024 / 1024 })
}
