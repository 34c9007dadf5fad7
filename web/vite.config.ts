import { fileURLToPath } from 'node:url'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import { paraglide } from './paraglide.ts'

/**
 * Paraglide makes new rules of plural for every sentence that counts, which takes longer than the sentence, and also in
 * Indonesian, which then does not look at them.
 */
function pluralRulesOnce(): Plugin {
  const made = 'return new Intl.PluralRules(locale, options).select(Number(input))'
  const kept =
    'const key = locale + options?.type;\n  return ((plural.rules ??= {})[key] ??= new Intl.PluralRules(locale, options)).select(Number(input))'
  return {
    name: 'plural-rules-once',
    transform(code, id) {
      if (!id.endsWith('/paraglide/registry.js')) return
      if (!code.includes(made)) this.error('Paraglide counts in another way by now: look at pluralRulesOnce again')
      return code
        .replace(made, kept)
        .replace('export function plural', '/* @__NO_SIDE_EFFECTS__ */ export function plural')
    },
  }
}

/**
 * Names and titles stand within our sentences: each that is filled in is parted from the words around it, in one place and
 * for every sentence there will be.
 */
function isolatedInputs(): Plugin {
  return {
    name: 'isolated-inputs',
    transform(code, id) {
      if (!/\/paraglide\/messages\/(id|en)\.js$/.test(id)) return
      const made = code.replace(/(?<=\$\{)i\?\.\w+(?=\})/g, 'isolated($&)')
      if (made === code) this.error('Paraglide fills sentences in another way by now: look at isolatedInputs again')
      return `import { isolated } from ${JSON.stringify(isolating)}\n${made}`
    },
  }
}

const isolating = fileURLToPath(new URL('../src/kernel/isolated.ts', import.meta.url))

/** The pages. What runs in browsers is built apart (scripts/build-web.ts): no page ships a framework. */
export default defineConfig({
  plugins: [tailwindcss(), paraglideVitePlugin(paraglide), pluralRulesOnce(), isolatedInputs(), reactRouter()],
  // Our own client is taken from its source, so that it needs no build of its own before this one.
  resolve: { conditions: ['@sambatan/source', 'module', 'browser', 'development|production'] },
  // Everything goes into the build: React in its production form whatever NODE_ENV is, and one copy of it.
  ssr: { noExternal: true, resolve: { conditions: ['@sambatan/source', 'module', 'node', 'development|production'] } },
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: { assetsInlineLimit: 0, assetsDir: 'static' },
})
