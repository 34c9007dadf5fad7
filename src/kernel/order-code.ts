/**
 * Codes of orders: six letters and digits that nobody confuses when they are read out or typed from a parcel. A code is a number of the
 * database in another dress (one to one, by a multiplication that scatters neighbours), so that no two are alike and none has to be
 * drawn again; only after 887 million orders do they begin anew.
 */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const base = BigInt(alphabet.length)
const places = 6
const all = base ** BigInt(places)
/** Coprime to `all`, and near its golden section: neighbours come to lie far from each other. */
const factor = 548_506_903n
const inverse = inverseOf(factor)
const shift = 401_234_567n

/** @param number of an order, from 1 */
export function codeOf(number: number): string {
  let left = (BigInt(number) * factor + shift) % all
  let code = ''
  for (let place = 0; place < places; place++) {
    code = alphabet[Number(left % base)]! + code
    left /= base
  }
  return code
}

/** The number of the order with a code, however it is written; undefined where it is none. */
export function numberOfCode(text: string): number | undefined {
  const code = text.trim().replace(/^#/, '').toUpperCase()
  if (code.length !== places) return undefined
  let value = 0n
  for (const letter of code) {
    const digit = alphabet.indexOf(letter)
    if (digit < 0) return undefined
    value = value * base + BigInt(digit)
  }
  return Number(((value - shift + all) * inverse) % all)
}

/** By which a product with `value` is one, of what is left of `all`. */
function inverseOf(value: bigint): bigint {
  let [r, nextR, t, nextT] = [all, value % all, 0n, 1n]
  while (nextR !== 0n) {
    const quotient = r / nextR
    ;[r, nextR] = [nextR, r - quotient * nextR]
    ;[t, nextT] = [nextT, t - quotient * nextT]
  }
  return ((t % all) + all) % all
}
