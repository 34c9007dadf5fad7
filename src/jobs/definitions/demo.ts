import { tickerOnWorkers } from '../definition.ts'

/** Sets a public demo back when its time has come; of nodes that look at once one does it. */
export const demo = tickerOnWorkers({
  name: 'demo',
  action: 'demo.reset',
  everySeconds: 5,
  handler:
    ({ resetDemo }) =>
    async () =>
      resetDemo?.(),
})
