/**
 * The look, as one sheet that all widgets of a page share. What begins with `--sambatan-` is for the page to set; what
 * begins with `--_` is ours. Sizes are in em of a base that no page's own sizes distort: some set `html` to 62.5 %.
 */
export const css: string = `
:host {
  display: block;
  container-type: inline-size;
  min-inline-size: min(100%, 13rem);
  max-inline-size: var(--sambatan-max-width, 44rem);
  font: inherit;
  font-family: var(--sambatan-font, inherit);
  font-size: var(--sambatan-font-size, max(1rem, 15px));
  font-weight: 400;
  line-height: 1.5;
  text-align: start;
  --_surface: var(--sambatan-surface, #fbf8f6);
  --_text: var(--sambatan-text, #2a2024);
  --_soft: var(--sambatan-soft, #6a5a60);
  --_line: var(--sambatan-line, #e6dbd8);
  --_track: var(--sambatan-track, #eadfdc);
  --_accent: var(--sambatan-accent, #7b1e4f);
  --_on-accent: var(--sambatan-on-accent, #fff);
  --_good: var(--sambatan-good, #23613f);
  --_radius: var(--sambatan-radius, 1.25em);
}
:host([hidden]) { display: none }
:host([theme=auto]) { color-scheme: light dark }
:host([theme=light]) { color-scheme: light }
:host([theme=dark]) { color-scheme: dark }
@supports (color: light-dark(red, red)) {
  :host {
    --_surface: var(--sambatan-surface, light-dark(#fbf8f6, #171215));
    --_text: var(--sambatan-text, light-dark(#2a2024, #f3eaed));
    --_soft: var(--sambatan-soft, light-dark(#6a5a60, #b9a8af));
    --_line: var(--sambatan-line, light-dark(#e6dbd8, #3a2e34));
    --_track: var(--sambatan-track, light-dark(#eadfdc, #3a2e34));
    --_accent: var(--sambatan-accent, light-dark(#7b1e4f, #f0a6c4));
    --_on-accent: var(--sambatan-on-accent, light-dark(#fff, #35101f));
    --_good: var(--sambatan-good, light-dark(#23613f, #8fd3ab));
  }
}
* { box-sizing: border-box; margin: 0; padding: 0 }
[hidden] { display: none !important }
.card {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  position: relative;
  overflow: clip;
  background: var(--_surface);
  color: var(--_text);
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
}
.photo { aspect-ratio: 16 / 10; background: var(--_track); position: relative; overflow: clip }
.photo img { display: block; position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: cover }
.photo svg { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; color: var(--_accent); opacity: .35 }
.body { display: grid; grid-template-columns: minmax(0, 1fr); align-content: start; padding: 1.25em; min-inline-size: 0; overflow-wrap: anywhere }
.top { display: flex; justify-content: space-between; gap: 1em; font-size: .875em; white-space: nowrap }
.status { display: flex; flex: none; align-items: center; gap: .5em; font-weight: 600; color: var(--_soft) }
.status::before { content: ''; flex: none; inline-size: .6em; block-size: .6em; border-radius: 50%; background: currentcolor }
.by { color: var(--_soft); min-inline-size: 0; overflow: hidden; text-overflow: ellipsis }
.head { display: grid; grid-template-rows: auto 1fr; min-block-size: 6.1em; margin-block-start: .4em }
.status[data-status=active], .status[data-status=full] { color: var(--_accent) }
.status[data-status=completed] { color: var(--_good) }
.title {
  font-family: var(--sambatan-title-font, inherit);
  font-size: 1.3em;
  font-weight: 650;
  line-height: 1.25;
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  overflow: hidden;
  text-wrap: balance;
}
.price { margin-block-start: .5em; color: var(--_soft); font-size: .9375em }
.price b { color: var(--_text); font-size: 1.35em; font-weight: 700; margin-inline-end: .15em }
.numbers, .price b, .facts dd, .counts { font-variant-numeric: tabular-nums lining-nums }
.bar { margin-block-start: .5em; block-size: .625em; border-radius: 1em; background: var(--_track); position: relative; overflow: clip; --_bar: var(--_accent) }
.met .bar { --_bar: var(--_good) }
.lost .bar { --_bar: var(--_soft) }
.held { position: absolute; inset-block: 0; background: repeating-linear-gradient(90deg, var(--_bar) 0 2px, #0000 2px 5px) }
.fill { position: relative; block-size: 100%; border-radius: inherit; background: var(--_bar) }
.goal { position: absolute; inset-block: 0; inline-size: 2px; margin-inline-start: -1px; background: var(--_text); opacity: .55 }
.counts { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 .5em; margin-block-start: .5em; font-size: .9375em }
.counts b { font-weight: 600 }
.counts span { color: var(--_soft) }
.why { margin-block-start: .75em; color: var(--_soft); font-size: .9375em; line-height: 1.45; min-block-size: 2lh }
.met .why { color: var(--_good) }
.facts { display: grid; grid-template-columns: 2fr 3fr; gap: 1em; margin-block: 1em 1.25em; padding-block: .8em; border-block: 1px solid var(--_line) }
.facts dt { color: var(--_soft); font-size: .875em; white-space: nowrap }
.facts dd { font-weight: 700; font-size: 1.125em; white-space: nowrap }
.link, .again {
  display: block; inline-size: 100%; min-block-size: 3em; padding: .75em 1em;
  font: inherit; font-weight: 600; line-height: 1.5; text-align: center; text-decoration: none; cursor: pointer;
  color: var(--_on-accent); background: var(--_accent);
  border: 1px solid var(--_accent); border-radius: var(--sambatan-button-radius, 2em);
}
.link.quiet, .again { color: var(--_accent); background: transparent }
.link:hover, .again:hover { text-decoration: underline; text-underline-offset: .2em }
.link:focus-visible, .again:focus-visible { outline: 3px solid var(--_text); outline-offset: 2px }
.said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.trouble { position: absolute; inset: 0; display: grid; gap: 1em; place-content: center; padding: 1.5em; text-align: center }
.trouble slot { display: block }
.waiting > :not(.trouble, .said), .broken > :not(.trouble, .said) { visibility: hidden }
.missing > :not(.trouble, .said) { display: none }
.missing > .trouble { position: static; grid-column: 1 / -1; gap: 0 }
.waiting > :is(.photo, .body) { visibility: visible }
.waiting .body, .waiting .body * { color: transparent !important; border-color: transparent }
.waiting :is(.status, .title, .price, .counts, .why, dd, .by) > * , .waiting .link {
  background: var(--_track); border-radius: .3em;
}
.waiting .status::before, .waiting .goal { visibility: hidden }
@media (prefers-reduced-motion: no-preference) {
  .waiting > :is(.photo, .body) { animation: breathe 1.8s ease-in-out infinite alternate }
  .fill { transition: inline-size .6s ease-out }
}
@keyframes breathe { to { opacity: .6 } }
@media (forced-colors: active) {
  .bar { border: 1px solid }
  .fill { background: Highlight }
  .link, .again { border-color: LinkText }
}
@container (inline-size < 19.5em) {
  .body { padding: 1em }
  .counts, .why { font-size: .875em }
  .why { min-block-size: 3lh }
  .facts { grid-template-columns: 1fr 1.6fr; gap: .75em }
  .facts dd { font-size: 1.05em }
}
@container (inline-size >= 32em) {
  .card { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) }
  .photo { aspect-ratio: auto; min-block-size: 100% }
  .body { padding: 1.5em }
}
`
