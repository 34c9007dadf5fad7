/**
 * How a seller is named to everybody: as they call themselves. Null where there is no name, or where what stands there is
 * an e-mail address or a telephone number, as platforms put there for those who gave none. What cannot be seen, such as
 * marks that turn the direction of writing, is left out.
 */
export function sellerName(name: string | null): string | null {
  const shown = (name ?? '').replace(/\p{C}/gu, '').trim()
  return shown === '' || /\S@\S/.test(shown) || /^[+\d\s().-]{7,}$/.test(shown) ? null : shown
}
