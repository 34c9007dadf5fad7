/**
 * Addresses of pictures that others give us, which the browsers of everybody fetch who looks at a page: with their session,
 * where they lead to this server. So here they may name a picture and nothing else.
 */

/** What ships with it, and photos: written as they are, so that nothing of it is decoded into another path later. */
const ownPictures = /^\/(?:assets\/demo\/[\w-]+\.\w+|photos\/[\w-]+\/\d+\.webp)$/

/** `insecure`: pages show nothing that travels in the open. `elsewhere`: on this server, and no picture. */
export type PictureFault = 'form' | 'insecure' | 'elsewhere'

/**
 * What is wrong with the address of a picture; undefined where nothing is.
 * @param ownHosts by which this server is reached, with their ports where these are not the usual ones
 */
export function pictureFault(address: string, ownHosts: string[] = []): PictureFault | undefined {
  if (/^\/(?![/\\])/.test(address)) return ownPictures.test(address) ? undefined : 'elsewhere'
  if (/^http:\/\//i.test(address)) return 'insecure'
  // Browsers take a backslash for a slash, leave line ends out, and call whom they find before an @.
  if (!/^https:\/\/[^\s\\/?#@]+(?:[/?#][^\s\\]*)?$/.test(address) || !URL.canParse(address)) return 'form'
  const { host, pathname, search, hash } = new URL(address)
  const isOwn = ownHosts.some((own) => plainHost(own) === plainHost(host))
  return isOwn && !ownPictures.test(pathname + search + hash) ? 'elsewhere' : undefined
}

/** Without the dot that ends a full name, and without the port that an address of either kind has by itself. */
function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/:(80|443)$/, '')
    .replace(/\.(?=:\d+$|$)/, '')
}
