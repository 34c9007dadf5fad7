/**
 * How a person shows to everybody: the first name and the initial of the last, so that friends recognize each other and
 * strangers learn nothing. A first name of one or two letters (I Putu …, Ni Made …) takes the next along. Undefined where
 * there is no name, or where what stands there is no name (an e-mail address, a telephone number, a link). What cannot be
 * seen, such as marks that turn the direction of writing, is left out: it would reach into what stands beside it.
 */
export function publicName(name: string): string | undefined {
  // Words without a letter, such as emoji, name nobody.
  const words = name
    .replace(/\p{C}/gu, '')
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word))
  if (words.length === 0 || /[@\d/:\\]|\p{L}\.\p{L}/u.test(name)) return undefined
  const firstWords = [...words[0]!].length <= 2 && words.length > 1 ? 2 : 1
  const first = words.slice(0, firstWords).join(' ')
  const last = words.length > firstWords ? words.at(-1) : undefined
  return last === undefined ? first : `${first} ${/\p{L}/u.exec(last)![0].toUpperCase()}.`
}
