/** Text as its seller typed it: an empty line parts paragraphs, a line stays a line. Nothing in it is markup. */
export function Story({ text, title }: { text: string; title: string }) {
  const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim() !== '')
  if (paragraphs.length === 0) return null
  return (
    <section>
      <h2 className="text-xl">{title}</h2>
      <div className="measure mt-3 space-y-4">
        {paragraphs.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text never change their order
          <p key={index} dir="auto" className="whitespace-pre-line">
            {part}
          </p>
        ))}
      </div>
    </section>
  )
}
