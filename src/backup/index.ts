/** Backups of an installation, and what is made of them; see archive.ts for their form. */
export { type Backup, makeBackup } from './backup.ts'
export type { KeptSecrets } from './manifest.ts'
export { moveRows } from './move.ts'
export { restoreBackup } from './restore.ts'
export { checkBackup, openSourceFile } from './source-file.ts'
