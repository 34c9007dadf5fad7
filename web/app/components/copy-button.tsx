import { m } from '../paraglide/messages.js'
import { Button } from './button.tsx'

interface Props {
  /** What is copied. */
  text: string
  /** What it says, and for a moment after it was pressed. */
  words: string
  copied: string
  variant?: 'quiet' | 'plain'
  className?: string
}

/** Only scripts can copy, so it is hidden until they run; where a browser refuses them, `copy` shows the text instead. */
export function CopyButton({ text, words, copied, variant = 'quiet', className }: Props) {
  return (
    <Button
      type="button"
      variant={variant}
      hidden
      data-copy={text}
      data-copied={copied}
      data-copy-failed={m.copy_failed()}
      className={className}
    >
      {words}
    </Button>
  )
}
