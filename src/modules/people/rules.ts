/**
 * How a person shows to everybody: the first name and the initial of the last, so that friends recognize each other and
 * strangers learn nothing. A first name of one or two letters (I Putu …, Ni Made …) takes the next along. Undefined where
 * there is no name, or where what stands there is no name (an e-mail address, a telephone number).
 */
export function publicName(name: string): string | undefined {
  const words = name.trim().split(/\s+/)
  if (words[0] === '' || /[@\d]/.test(name)) return undefined
  const firstWords = [...words[0]!].length <= 2 && words.length > 1 ? 2 : 1
  const first = words.slice(0, firstWords).join(' ')
  const last = words.length > firstWords ? words.at(-1) : undefined
  return last === undefined ? first : `${first} ${[...last][0]!.toUpperCase()}.`
}
