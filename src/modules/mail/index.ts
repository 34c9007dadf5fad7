export { letterOf, type Mail, type Mailer, type MailTemplate } from './mail.ts'
export { listMailbox, openMailbox, pruneMailbox } from './mailbox.ts'
export { mailboxEntry } from './shapes.ts'
