/** What goes wrong with the installation, for whoever runs it. Each is written once an hour at most, however much goes wrong. */
import { z } from 'zod'
import { event } from './define.ts'

const count = z.int().min(1)

export const installationEvents = {
  dead_letters_found: event({
    subject: 'installation',
    seenBy: 'operator',
    description: 'What somebody should have been told was given up, and lies for an operator.',
    metadata: { count: count.describe('How much was given up since the last such event') },
    example: { count: 12 },
  }),
  jobs_failed: event({
    subject: 'installation',
    seenBy: 'operator',
    description: 'Jobs failed as often as they are tried.',
    metadata: { count: count.describe('How many within an hour') },
    example: { count: 1 },
  }),
  lifecycle_failed: event({
    subject: 'installation',
    seenBy: 'operator',
    description: 'Campaigns could not be opened, completed or ended, three times and more.',
    metadata: { count: count.describe('How many campaigns') },
    example: { count: 2 },
  }),
}
