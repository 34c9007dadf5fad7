import type { CommandBody } from './command.ts'

export const workerCommand: CommandBody = {
  details: [
    'Opens and completes campaigns, releases expired holds and hands events on, without answering HTTP. Any number may run on one server database; one at a time runs the lifecycle, and another takes over when it dies.',
    'The embedded database belongs to one process, so there the worker is part of "sambatan serve".',
  ],
  examples: [
    ['DATABASE_URL=postgres://... sambatan worker', 'Work for the nodes that run "sambatan serve --no-worker".'],
  ],
  async run() {
    const { serve } = await import('../serve.ts')
    await serve({ work: true, http: false })
    return 0
  },
}
