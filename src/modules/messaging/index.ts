/** What sellers write to their buyers in WhatsApp, by hand: templates, the list to work through, and who was written to. */
export { checkPlaceholders } from './placeholders.ts'
export { problems } from './problems.ts'
export { beginRound, messagesToPerson, openChat, skipBuyer, undoMessage } from './record.ts'
export {
  buyerMessage,
  messageGroups,
  messageListEntry,
  messagePreview,
  messageProgress,
  messageStates,
  messageTemplate,
  openedChat,
  templateNames,
} from './shapes.ts'
export { listTemplates, resetTemplate, rewordTemplate } from './templates.ts'
export { countMessages, listMessages, messageTo, type Whom } from './work-list.ts'
