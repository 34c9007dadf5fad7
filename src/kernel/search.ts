/** A LIKE pattern for a text anywhere in a column; what people type is never a pattern of theirs. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
}
