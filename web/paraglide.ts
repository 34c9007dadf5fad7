import { fileURLToPath } from 'node:url'

/** How the message catalogues are compiled, for the build and for the type checker alike. */
export const paraglide = {
  project: fileURLToPath(new URL('project.inlang', import.meta.url)),
  outdir: fileURLToPath(new URL('app/paraglide', import.meta.url)),
  // What the person chose, else what their browser prefers, else Indonesian.
  strategy: ['cookie', 'preferredLanguage', 'baseLocale'] as ['cookie', 'preferredLanguage', 'baseLocale'],
  cookieName: 'sambatan_language',
  outputStructure: 'locale-modules' as const,
  // This project has its own ignore file and its own words about itself.
  emitGitIgnore: false,
  emitReadme: false,
}
