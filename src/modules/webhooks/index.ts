export { listDeliveries, resendDelivery, sendMissed, sendTest } from './deliveries.ts'
export {
  checkUrl,
  createWebhook,
  findWebhook,
  listWebhooks,
  removeWebhook,
  rotateSecret,
  updateWebhook,
} from './endpoints.ts'
export { bodyOfEvent, eventsFor, testBody, testType } from './payload.ts'
export { problems } from './problems.ts'
export { pruneWebhooks } from './prune-deliveries.ts'
export { renewWebhookSecrets } from './renew-secrets.ts'
export { requestOf } from './request.ts'
export {
  missedWebhooks,
  type Webhook,
  type WebhookDelivery,
  webhook,
  webhookDelivery,
  webhookWithSecret,
} from './shapes.ts'
export { createWebhooks, type Webhooks } from './webhooks.ts'
