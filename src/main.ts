/** `npm start`: the web server and the jobs in one process, configured by the environment alone. */
import { CommandError, sentenceOf } from './failure.ts'
import { serve } from './serve.ts'

// What it writes is for its user alone: people's names and addresses are in most of it.
process.umask(0o077)
try {
  const [argument] = process.argv.slice(2)
  if (argument !== undefined) {
    throw new CommandError(
      `This starts the server and takes no arguments. For a command: npm run sambatan -- ${argument}`,
    )
  }
  await serve({ work: true, http: true })
} catch (error) {
  // What an operator can mend is said in a sentence; anything else is a defect and shows its stack.
  const sentence = sentenceOf(error)
  if (sentence === undefined) throw error
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
