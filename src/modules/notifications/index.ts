/** What people are told: kinds, words, and how they go out. Who is told of what is decided in SQL (sql/functions/notifications). */

export { bounceBytesMax, takeBounce } from './bounces.ts'
export { consentsOf, readWhatsAppWish, sayWhatsApp } from './consent.ts'
export { contentOf } from './content.ts'
export { listDeadLetters, settleDeadLetters } from './dead-letters.ts'
export {
  type Channel,
  deliverAll,
  deliverOnce,
  type Outcome,
  type Outgoing,
} from './deliver.ts'
export { emailChannel } from './email.ts'
export { type Facts, loadFacts } from './facts.ts'
export { failingChannels } from './failing-channels.ts'
export {
  countUnread,
  listNotifications,
  pruneNotifications,
  type Read,
  readNotifications,
} from './inbox.ts'
export { kindNames, plainDefinitionOf } from './kinds/index.ts'
export {
  changePreferences,
  changeSubscription,
  readPreferences,
  readSubscription,
  unsubscribeToken,
  type Wish,
} from './preferences.ts'
export { problems } from './problems.ts'
export {
  addPushBrowser,
  checkEndpoint,
  countPushBrowsers,
  isPushKey,
  listPushBrowsers,
  pushBrowsersMax,
  removePushBrowser,
} from './push/browsers.ts'
export { keepPushKeys, readPublicKey, readPushKeys, replacePushKeys } from './push/keys.ts'
export { createPush, type Push } from './push/push.ts'
export {
  channels,
  type DeadLetter,
  deadLetter,
  deadLetterSources,
  type Notification,
  type NotificationPreferences,
  notification,
  notificationPreferences,
  pushBrowser,
  pushState,
  pushTest,
  type Subscription,
  settledDeadLetters,
  subscription,
  type Topic,
  topics,
  type Unread,
  unread,
  whatsAppConsent,
  whatsAppState,
  whatsAppWish,
} from './shapes.ts'
export type { Content } from './told.ts'
export { tellOfTrouble } from './trouble.ts'
export { deadLettersIn, type Untold, type Way, ways, whatIsUntold } from './untold.ts'
export { askWhatsApp, noWhatsApp, type WhatsAppConfig, type WhatsAppTemplate, whatsAppChannel } from './whatsapp.ts'
export { isSigned, recordStatuses } from './whatsapp-callbacks.ts'
export { readWhatsAppState } from './whatsapp-state.ts'
