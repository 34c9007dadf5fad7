/** The look of the pages under /docs and /account: one sheet, light and dark, from a small phone upwards. */
export const docsStyle = `
:root {
  color-scheme: light dark;
  --ink: #2b2118; --soft: #6b5d4f; --paper: #fbf7f1; --card: #fffdf9; --line: #e6dccd; --accent: #8a4b16;
  --get: #1f6b3b; --post: #8a4b16; --patch: #5b4a9c;
  --on-accent: #fffdf9; --error: #a3231a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #f0e7da; --soft: #b3a594; --paper: #1a1511; --card: #221c16; --line: #3a3027; --accent: #e0a063;
    --get: #7cc796; --post: #e0a063; --patch: #b3a5ea;
    --on-accent: #1a1511; --error: #ff9c8c;
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
.sheet { max-width: 28rem; margin: 0 auto; }
.sheet p { overflow-wrap: anywhere; }
.sheet .brand { margin: 0 0 1.25rem; color: var(--accent); font-weight: 700; letter-spacing: 0.02em; }
form { margin: 1.5rem 0; }
label { display: block; font-weight: 600; }
form .hint { margin: 0 0 0.5rem; color: var(--soft); font-size: 0.92rem; line-height: 1.45; }
form .error { margin: 0 0 0.5rem; color: var(--error); font-weight: 600; }
input, button, .button { font: inherit; width: 100%; min-height: 2.75rem; border-radius: 0.5rem; padding: 0.5rem 0.85rem; }
input { background: var(--card); color: var(--ink); border: 1px solid var(--soft); margin: 0 0 1rem; }
input[aria-invalid] { border: 2px solid var(--error); }
button, .button { display: block; border: 0; background: var(--accent); color: var(--on-accent); font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button:hover, .button:hover { background: color-mix(in srgb, var(--accent) 88%, var(--ink)); }
input:focus-visible, button:focus-visible, .button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.alert { border: 1px solid var(--error); border-left-width: 4px; border-radius: 0.4rem; background: var(--card); padding: 0.75rem 1rem; margin: 1rem 0; }
.alert strong { color: var(--error); }
.sheet .alert p { margin: 0.25rem 0 0; }
@media (min-width: 44rem) { summary > span:last-child { flex-basis: auto; } }
@media (max-width: 36rem) {
  td { display: block; border: 0; padding: 0; }
  td:first-child { width: auto; padding-top: 0.5rem; }
  tr { display: block; border-bottom: 1px solid var(--line); padding-bottom: 0.5rem; }
}
`
