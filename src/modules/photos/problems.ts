import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { count, field, optional, text } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  photo_not_found: {
    status: 404,
    params: { photo_id: optional(text) },
  },
  picture_not_found: {
    status: 404,
  },
  photo_limit: {
    status: 409,
    params: { maximum: count },
  },
  photo_order_invalid: {
    status: 422,
    params: { path: field, count },
  },
  photo_too_large: {
    status: 413,
    params: { path: field, megabytes: count },
  },
  photo_type_unsupported: {
    status: 415,
  },
  photo_format_unsupported: {
    status: 422,
    params: { path: field },
  },
  photo_damaged: {
    status: 422,
    params: { path: field },
  },
  photo_animated: {
    status: 422,
    params: { path: field },
  },
  photo_too_many_pixels: {
    status: 422,
    params: { path: field, width: count, height: count, megapixels: count },
  },
  photo_kind_too_many_pixels: {
    status: 422,
    params: { path: field, width: count, height: count, megapixels: count },
  },
  photo_shape_invalid: {
    status: 422,
    params: { path: field, width: count, height: count, side: count, ratio: count },
  },
  uploads_at_once: {
    status: 429,
    params: { maximum: count },
  },
  upload_too_slow: {
    status: 408,
  },
  upload_too_long: {
    status: 408,
    params: { minutes: count },
  },
  pictures_busy: {
    status: 503,
    params: { blob_key: optional(text) },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
