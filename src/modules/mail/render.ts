/** A letter in the forms that it is sent in: HTML, and plain text for those who read that. */
import { say } from '../../kernel/messages.ts'
import type { Letter } from './letter.ts'

export interface Rendered {
  subject: string
  html: string
  text: string
}

export async function renderLetter(letter: Letter, publicUrl: string): Promise<Rendered> {
  const { layOut } = await import('./layout.ts')
  return {
    // A header is one line; what people have named may hold others.
    subject: letter.content.subject.replace(/\s+/g, ' ').trim(),
    html: layOut(letter, publicUrl),
    text: asText(letter, publicUrl),
  }
}

/** Written by itself rather than taken out of the HTML: whoever reads text gets each link once, on a line of its own. */
export function asText({ language, content, unsubscribe }: Letter, publicUrl: string): string {
  const { paragraphs, facts, action, closing = [] } = content
  const parts = [
    ...paragraphs,
    ...(facts.length > 0 ? [facts.map(({ label, value }) => `${label}: ${value}`).join('\n')] : []),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...closing,
    `-- \n${say(language, 'mail_footer')} ${publicUrl}`,
  ]
  if (unsubscribe) parts.push(`${say(language, 'mail_unsubscribe')}:\n${unsubscribe}`)
  return `${parts.join('\n\n')}\n`
}
