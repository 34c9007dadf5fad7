import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { navigation } from '../contents.ts'
import { slugOf } from '../pages.ts'

const base = process.env.DOCS_BASE ?? '/'
const sidebar = fileURLToPath(new URL('../pages/sidebar.json', import.meta.url))

export default defineConfig({
  title: 'Sambatan',
  description: 'An open-source group-buy engine on PostgreSQL: how to use it, run it and build on it.',
  lang: 'en',
  base,
  srcDir: 'pages',
  outDir: 'site',
  head: [['link', { rel: 'icon', href: `${base}web/public/favicon.svg` }]],
  // Addresses of an installation of the reader's own.
  ignoreDeadLinks: 'localhostLinks',
  markdown: {
    // Text is text: `<id>` is no element, and `{maximum}` no attribute.
    html: false,
    attrs: { disable: true },
    anchor: { slugify: slugOf },
    // What is only indented is what somebody types as well.
    config(md) {
      md.renderer.rules.code_block = (tokens, at, ...rest) => {
        tokens[at]!.info = 'sh'
        return md.renderer.rules.fence!(tokens, at, ...rest)
      }
    },
  },
  themeConfig: {
    nav: navigation,
    sidebar: JSON.parse(readFileSync(sidebar, 'utf8')),
    outline: [2, 3],
    // Within the site: no query leaves it, and it works without a network.
    search: { provider: 'local' },
    footer: {
      message: 'MIT licence. Sambatan tells nobody that it runs, and neither does this site that you read it.',
    },
  },
})
