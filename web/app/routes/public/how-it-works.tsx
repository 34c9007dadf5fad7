import { data } from 'react-router'
import { ButtonLink } from '../../components/button.tsx'
import { m } from '../../paraglide/messages.js'

export const loader = () => data(null, { headers: { 'x-page-keep-ms': '60000' } })

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders

export function meta() {
  return [{ title: `${m.how_title()} · ${m.site_name()}` }, { name: 'description', content: m.how_lead() }]
}

export default function HowItWorks() {
  const steps = [
    [m.how_1_title(), m.how_1_detail()],
    [m.how_2_title(), m.how_2_detail()],
    [m.how_3_title(), m.how_3_detail()],
  ] as const
  const questions = [
    [m.how_q1(), m.how_a1()],
    [m.how_q2(), m.how_a2()],
    [m.how_q3(), m.how_a3()],
    [m.how_q4(), m.how_a4()],
    [m.how_q5(), m.how_a5()],
  ] as const
  return (
    <main id="main" className="mx-auto w-full max-w-4xl px-4 py-10 sm:py-16">
      <h1 className="text-2xl sm:text-3xl">{m.how_title()}</h1>
      <p className="measure mt-4 text-soft sm:text-lg">{m.how_lead()}</p>
      <ol className="mt-10 grid gap-8 sm:grid-cols-3">
        {steps.map(([title, detail], i) => (
          <li key={title} className="border-t-2 border-accent pt-4">
            <span className="font-display text-xl text-accent" aria-hidden="true">
              {i + 1}
            </span>
            <h2 className="mt-1 text-lg">{title}</h2>
            <p className="mt-2 text-soft">{detail}</p>
          </li>
        ))}
      </ol>
      <h2 className="mt-14 text-xl">{m.how_questions()}</h2>
      <div className="mt-4 divide-y divide-line border-y border-line">
        {questions.map(([question, answer]) => (
          <details key={question} className="group py-1">
            <summary className="flex min-h-12 cursor-pointer items-center justify-between gap-4 font-semibold">
              {question}
              <span aria-hidden="true" className="text-accent transition-transform group-open:rotate-45">
                +
              </span>
            </summary>
            <p className="measure pb-4 text-soft">{answer}</p>
          </details>
        ))}
      </div>
      <p className="mt-10">
        <ButtonLink href="/">{m.error_to_campaigns()}</ButtonLink>
      </p>
    </main>
  )
}
