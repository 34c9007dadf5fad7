/** The commands, in the order in which the help lists them. What one needs is loaded when it is called, and for no other. */
import type { Command } from './command.ts'

export const commands: Command[] = [
  {
    name: 'serve',
    summary: 'Answer HTTP, and do the jobs as well (unless --no-worker).',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  {
    name: 'worker',
    summary: 'Do the jobs only: lifecycle runs and the relay of events.',
    load: async () => (await import('./worker.ts')).workerCommand,
  },
  {
    name: 'migrate',
    summary: 'Bring the database to the state that this code expects.',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  {
    name: 'seed',
    summary: 'Fill an empty database with demo data.',
    load: async () => (await import('./seed.ts')).seedCommand,
  },
  {
    name: 'secrets',
    summary: 'Make the secrets of a new installation as files in a folder; those that are there stay.',
    positionals: ['folder'],
    load: async () => (await import('./secrets.ts')).secretsCommand,
  },
  {
    name: 'config',
    summary: 'Show the settings that are in force, where each came from, and what is missing.',
    load: async () => (await import('./config.ts')).configCommand,
  },
  {
    name: 'doctor',
    summary: 'Check configuration, database, scheduler, storage and every invariant.',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  {
    name: 'audit',
    summary: 'Show all that happened to a campaign, newest last.',
    positionals: ['campaign'],
    load: async () => (await import('./audit.ts')).auditCommand,
  },
  {
    name: 'export',
    summary: "Write a campaign's participations as CSV or XLSX.",
    positionals: ['campaign'],
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    name: 'backup',
    summary: 'Write the database and its pictures to a file, also while it runs.',
    positionals: ['file'],
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    summary: 'Put a backup into an empty database, and its pictures into the storage.',
    positionals: ['file'],
    load: async () => (await import('./restore.ts')).restoreCommand,
  },
  {
    name: 'move',
    summary: 'Take an embedded database to a PostgreSQL server: move --to URL.',
    load: async () => (await import('./move.ts')).moveCommand,
  },
  {
    name: 'operator',
    summary: 'Let an operator back in: code, reset-password, reset-two-factor.',
    positionals: ['act'],
    optionals: ['e-mail'],
    load: async () => (await import('./operator.ts')).operatorCommand,
  },
  {
    name: 'mail',
    summary: 'Try the mail server, or take letters that came back: mail test <address>, mail bounce.',
    positionals: ['act'],
    optionals: ['address'],
    load: async () => (await import('./mail.ts')).mailCommand,
  },
  {
    name: 'push',
    summary: 'Make new keys for web push: push new-keys.',
    positionals: ['act'],
    load: async () => (await import('./push.ts')).pushCommand,
  },
]
