/** Makes elements from names and text alone: no markup is ever parsed, so nothing can be injected. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** An element for the page to style (`::part(name)`), with its class for us. */
export const part = <K extends keyof HTMLElementTagNameMap>(tag: K, name: string, ...children: (Node | string)[]) =>
  make(tag, { class: name, part: name }, ...children)

export function write(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text
}

export function sheetOf(rules: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rules)
  return sheet
}

/** What is shown where there is no photo: rings that meet. */
export function drawing(): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 200 110')
  svg.setAttribute('aria-hidden', 'true')
  for (const [cx, cy] of [
    [82, 50],
    [100, 37],
    [118, 50],
    [111, 71],
    [89, 71],
  ]) {
    const circle = document.createElementNS(svg.namespaceURI!, 'circle')
    const attributes = { cx, cy, r: 18, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 }
    for (const [name, value] of Object.entries(attributes)) circle.setAttribute(name, String(value))
    svg.append(circle)
  }
  return svg as SVGElement
}
