/**
 * `<sambatan-campaign>`: one campaign with its live progress on any page.
 *
 *     <script type="module" src="https://buy.example.com/widget.js"></script>
 *     <sambatan-campaign campaign="melati-senja-batch-1"></sambatan-campaign>
 *
 * campaign.ts reads, live.ts follows, view.ts shows; texts.ts has the words and style.ts the look.
 */
import { SambatanCampaign } from './element.ts'

// A node serves this file as /widget.js; in somebody's bundle it is elsewhere, and the page says where the node is.
const served = /^(https?:.*)\/widget\.js(\?|$)/.exec(import.meta.url)
if (served) SambatanCampaign.base = served[1]

// A browser too old for it (before 2023) keeps what the page has put inside, and so does a server that renders pages.
const has = (property: string, type: { prototype: object } | undefined) =>
  type !== undefined && property in type.prototype
const isAble = has('adoptedStyleSheets', globalThis.Document) && has('replaceSync', globalThis.CSSStyleSheet)
if (isAble && !customElements.get('sambatan-campaign')) customElements.define('sambatan-campaign', SambatanCampaign)

export { SambatanCampaign }
