/** The look of the pages under /docs, and of errors that no page could be made of: one sheet, light and dark, from a small phone upwards. */
export const docsStyle = `
:root {
  color-scheme: light dark;
  --ink: #2a2024; --soft: #6a5a60; --paper: #fbf8f6; --card: #ffffff; --line: #e6dbd8; --accent: #7b1e4f;
  --get: #23613f; --post: #7b1e4f; --patch: #5b4a9c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #f3eaed; --soft: #b9a8af; --paper: #171215; --card: #211a1e; --line: #3a2e34; --accent: #f0a6c4;
    --get: #8fd3ab; --post: #f0a6c4; --patch: #b3a5ea;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.25rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0.5rem 0; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 0.25rem; font-size: 1.3rem; }
h3 { margin: 1.25rem 0 0.25rem; font-size: 0.95rem; }
p { max-width: 44rem; margin: 0.5rem 0 1rem; }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 0.3rem; }
code, pre { font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace; font-size: 0.9em; }
.demo { max-width: none; margin: 0; padding: 0.5rem 1rem; background: var(--ink); color: var(--paper); text-align: center; font-size: 0.92rem; }
.soft { color: var(--soft); }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0 0 1rem; }
nav a { padding: 0.3rem 0; }
details { background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; margin: 0.5rem 0; }
.body:target { scroll-margin-top: 8rem; }
summary { padding: 0.7rem 0.9rem; cursor: pointer; display: flex; flex-wrap: wrap; gap: 0.1rem 0.75rem; align-items: baseline; }
summary { list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: '+'; margin-left: auto; color: var(--soft); }
details[open] > summary::after { content: '−'; }
summary:hover { background: color-mix(in srgb, var(--accent) 7%, transparent); border-radius: 0.6rem; }
summary code { font-weight: 600; overflow-wrap: anywhere; }
summary > span:last-child { color: var(--soft); flex-basis: calc(100% - 2rem); }
.body { padding: 0.25rem 0.9rem 0.9rem; border-top: 1px solid var(--line); }
.method { min-width: 3.4rem; display: inline-block; }
.get { color: var(--get); } .post { color: var(--post); } .patch { color: var(--patch); }
.key { color: var(--soft); font-size: 0.8rem; border: 1px solid var(--line); border-radius: 1rem; padding: 0 0.5rem; }
pre { background: var(--paper); border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.7rem; overflow-x: auto; line-height: 1.45; }
.quick pre { background: var(--card); }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
td, th { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); }
td:first-child { width: 13rem; font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace; font-size: 0.85rem; overflow-wrap: anywhere; }
td > div { color: var(--soft); }
.says { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: 0.4rem; padding: 0.9rem 1rem; margin: 1rem 0; }
.says h2 { margin: 0 0 0.25rem; font-size: 1.1rem; }
.says p { margin: 0; }
.says small { color: var(--soft); }
.crumbs { gap: 0.5rem; color: var(--soft); align-items: baseline; }
.wrap { white-space: pre-wrap; overflow-wrap: anywhere; }
.codes { font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace; font-size: 0.85rem; line-height: 1.8; }
.narrow td:first-child { width: 5rem; }
@media (min-width: 44rem) { summary > span:last-child { flex-basis: auto; } }
@media (max-width: 36rem) {
  td { display: block; border: 0; padding: 0; }
  td:first-child { width: auto; padding-top: 0.5rem; }
  tr { display: block; border-bottom: 1px solid var(--line); padding-bottom: 0.5rem; }
}
`
