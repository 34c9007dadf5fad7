export { letterOf, type Mail, type Mailer, type MailTemplate } from './mail.ts'
export { listMailbox, type MailboxEntry, openMailbox, pruneMailbox } from './mailbox.ts'
