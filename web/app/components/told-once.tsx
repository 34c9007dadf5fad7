import { m } from '../paraglide/messages.js'
import { CopyButton } from './copy-button.tsx'

/** A secret that is shown now and never again, to be copied. */
export function ToldOnce({ label, secret }: { label: string; secret: string }) {
  return (
    <div>
      <label htmlFor="secret" className="mb-1.5 block text-sm font-semibold">
        {label}
      </label>
      <textarea
        id="secret"
        readOnly
        rows={2}
        spellCheck={false}
        defaultValue={secret}
        className="w-full resize-none rounded-md border border-line bg-surface px-3.5 py-2.5 font-mono text-base break-all"
      />
      <div className="mt-3">
        <CopyButton text={secret} words={m.copy_words()} copied={m.copied_words()} />
      </div>
    </div>
  )
}
