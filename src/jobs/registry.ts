/** All that this process does by itself, a line each. */
import type { Job, Ticker } from './definition.ts'
import { demo } from './definitions/demo.ts'
import { due } from './definitions/due.ts'
import { letters } from './definitions/letters.ts'
import { lifecycle } from './definitions/lifecycle.ts'
import { messages } from './definitions/messages.ts'
import { names } from './definitions/names.ts'
import { notices } from './definitions/notices.ts'
import { prune } from './definitions/prune.ts'
import { pushes } from './definitions/pushes.ts'
import { relay } from './definitions/relay.ts'
import { trouble } from './definitions/trouble.ts'
import { watch } from './definitions/watch.ts'
import { webhooks } from './definitions/webhooks.ts'

export const jobs: Job[] = [lifecycle, prune]
export const tickers: Ticker[] = [due, relay, letters, notices, pushes, messages, webhooks, names, trouble, watch, demo]
