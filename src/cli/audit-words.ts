/** What a terminal is shown: times on this machine's clock, and texts of people without what steers it. */

/** `2026-11-24 16:09:41` in this machine's time zone. */
export function localTime(iso: string): string {
  const at = new Date(iso)
  // Swedish writes dates the ISO way, which sorts, and reads the same everywhere.
  return Number.isNaN(at.getTime()) ? plainText(iso) : at.toLocaleString('sv-SE')
}

/** What people typed must not steer the terminal: no escape sequences, line breaks or turned-around text. */
export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ')
}
