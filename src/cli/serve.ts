import type { CommandBody } from './command.ts'

export const serveCommand: CommandBody = {
  options: { 'no-worker': { type: 'boolean', summary: 'Only answer HTTP; another process does the jobs.' } },
  details: [
    'Starts one node: the API at http://HOST:PORT (127.0.0.1:3000 unless set), migrated before it listens. With a server database (DATABASE_URL) any number of nodes can run, any of them with or without the jobs.',
    'Stop it with Ctrl+C or SIGTERM, or close its terminal: it takes no new requests, finishes what it has accepted, and leaves within ten seconds.',
  ],
  examples: [
    ['sambatan serve', 'Serve on the embedded database in ./.sambatan.'],
    ['DATABASE_URL=postgres://... PORT=8080 sambatan serve --no-worker', 'One of several web nodes.'],
  ],
  async run(args) {
    // Loaded when needed: the other commands start in a fraction of the time without the web server.
    const { serve } = await import('../serve.ts')
    await serve({ work: !args.has('no-worker'), http: true })
    return 0
  },
}
