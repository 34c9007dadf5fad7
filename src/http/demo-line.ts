/** The line above every page of a public demo, for the pages that React does not make. */
import type { Language } from '../kernel/language.ts'
import { say } from '../kernel/messages.ts'
import { nextReset } from '../kernel/public-demo.ts'
import { writtenClock } from '../kernel/written.ts'
import type { Services } from '../services.ts'
import { escapeHtml } from './docs-pages.ts'
import type { App } from './types.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The page with the line that says when everything is set back; on a node that is no public demo, the page as it is. */
    withDemoLine(page: string, language: Language): string
  }
}

export function decorateDemoLine(app: App, { config, clock }: Pick<Services, 'config' | 'clock'>): void {
  app.decorate('withDemoLine', (page: string, language: Language) => {
    if (config.demo !== 'reset') return page
    const time = writtenClock(nextReset(clock.now(), config.demoResetHours), language)
    const line = `<p class="demo" role="note">${escapeHtml(say(language, 'demo_line', { time }))}</p>`
    return page.replace('<main>', () => `${line}<main>`)
  })
}
