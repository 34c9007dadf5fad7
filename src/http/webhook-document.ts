/** What endpoints are told, as the `webhooks` of the API's description: an operation of their receiver for each event. */
import { type EventName, eventNames, events, exampleOf } from '../modules/audit/index.ts'
import { bodyOfEvent } from '../modules/webhooks/index.ts'
import type { Operation, Schema } from './openapi.ts'

const text: Schema = { type: 'string' }
const headers = [
  ['webhook-id', 'The same in every attempt at one event: whoever remembers it does nothing twice'],
  ['webhook-timestamp', 'When this attempt was made, in seconds since 1970'],
  [
    'webhook-signature',
    '`v1,<base64>`: HMAC-SHA256 of `id.timestamp.body`; several, with a space between, after a secret was rotated',
  ],
].map(([name, description]) => ({ name: name!, in: 'header', required: true, description: description!, schema: text }))

export function webhooksOfApi(): Record<string, { post: Operation }> {
  return Object.fromEntries(eventNames.map((name) => [name, { post: receiving(name) }]))
}

function receiving(name: EventName): Operation {
  return {
    operationId: `receive_${name}`,
    tags: ['webhooks'],
    summary: events[name].description,
    parameters: headers,
    requestBody: { required: true, content: { 'application/json': { schema: bodySchema(name) } } },
    responses: {
      '2XX': {
        description: 'It is taken. What comes within 10 seconds counts; of its body the first 2,000 bytes are kept.',
      },
      '410': { description: 'The endpoint wants nothing any more, and is disabled.' },
      default: {
        description: 'It is sent again, for three days; `Retry-After` is honoured. Redirects are not followed.',
      },
    },
    security: [],
  }
}

function bodySchema(name: EventName): Schema {
  const { subject } = events[name]
  const data: Record<string, Schema> = {
    campaign_id: { type: ['string', 'null'], format: 'uuid' },
    ...(subject === 'participation' ? { participation_id: { type: 'string', format: 'uuid' } } : {}),
    ...(subject === 'campaign' || subject === 'participation' ? {} : { subject: { const: subject }, subject_id: text }),
    metadata: { $ref: `#/components/schemas/EventMetadata/properties/${name}` },
  }
  const properties: Record<string, Schema> = {
    type: { const: name },
    timestamp: { type: 'string', format: 'date-time', description: 'When it happened' },
    data: { type: 'object', properties: data, required: Object.keys(data) },
  }
  return { type: 'object', properties, required: Object.keys(properties), examples: [bodyOfEvent(exampleOf(name))] }
}
