/**
 * The library that decodes and encodes pictures. Loaded at its first use: it costs 40 ms and 20 MB, which nodes that only
 * sell slots never pay.
 */
type SharpModule = typeof import('sharp')

let loading: Promise<SharpModule['default']> | undefined

export function loadSharp(): Promise<SharpModule['default']> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    // One thread a picture: with all cores at work on one, the joins of a drop would wait for it.
    sharp.concurrency(1)
    // It would keep what it has decoded, and no picture is decoded twice.
    sharp.cache(false)
    return sharp
  })
  return loading
}
