/** Letters that run from right to left, and marks that turn what stands around them. */
const turns =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * What a person has written, to stand within a sentence of ours: where it runs from right to left it would take our words and
 * numbers behind it along. The marks around it (U+2068 and U+2069) end what it turns; everything else stays as it is, so
 * that nothing invisible is copied where nothing needs it. For texts; a page has `<bdi>`.
 */
export function isolated<Value>(value: Value): Value | string {
  return typeof value === 'string' && turns.test(value) ? `\u2068${value}\u2069` : value
}
