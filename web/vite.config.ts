import { paraglideVitePlugin } from '@inlang/paraglide-js'
import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { paraglide } from './paraglide.ts'

/** The pages. What runs in browsers is built apart (scripts/build-web.ts): no page ships a framework. */
export default defineConfig({
  plugins: [tailwindcss(), paraglideVitePlugin(paraglide), reactRouter()],
  // Our own client is taken from its source, so that it needs no build of its own before this one.
  resolve: { conditions: ['@sambatan/source', 'module', 'browser', 'development|production'] },
  // Everything goes into the build: React in its production form whatever NODE_ENV is, and one copy of it.
  ssr: { noExternal: true, resolve: { conditions: ['@sambatan/source', 'module', 'node', 'development|production'] } },
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: { assetsInlineLimit: 0, assetsDir: 'static' },
})
