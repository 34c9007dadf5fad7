/** How the message catalogues are compiled, for the build and for the type checker alike. */
export const paraglide = {
  project: new URL('project.inlang', import.meta.url).pathname,
  outdir: new URL('app/paraglide', import.meta.url).pathname,
  // What the person chose, else what their browser prefers, else Indonesian.
  strategy: ['cookie', 'preferredLanguage', 'baseLocale'] as ['cookie', 'preferredLanguage', 'baseLocale'],
  cookieName: 'sambatan_language',
  outputStructure: 'locale-modules' as const,
  // This project has its own ignore file and its own words about itself.
  emitGitIgnore: false,
  emitReadme: false,
}
