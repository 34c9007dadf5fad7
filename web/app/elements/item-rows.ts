/**
 * Adds, copies, moves and removes the rows of what a campaign sells without asking the server, and gives each the names that its place
 * has. Prices of the volume follow the items: each step has one for each of them.
 */
import { startItemSays } from './item-says.ts'

export function startItemRows(form: HTMLFormElement): void {
  const box = form.querySelector<HTMLElement>('[data-item-rows]')
  if (!box) return
  const sayAll = startItemSays(box)

  box.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-row-act]')
    const [act = '', at = ''] = button?.value.split(':') ?? []
    if (!button || act === 'items-close') return
    event.preventDefault()
    const kind = act.split('-')[0]!
    const what = act.split('-')[1]!
    const row = button.closest<HTMLElement>('[data-row]')
    const list =
      kind === 'tiers'
        ? box.querySelectorAll<HTMLElement>('[data-rows=tiers]')[Number(at.split('.')[0])]!
        : box.querySelector<HTMLElement>(`[data-rows=${kind}]`)!
    const place = row ? [...list.children].indexOf(row) : -1
    const fresh = change(box, list, kind, what, place)
    number(box)
    sayAll()
    form.dispatchEvent(new Event('input', { bubbles: true }))
    fresh?.querySelector<HTMLElement>('input:not([type=hidden])')?.focus()
  })
  box.addEventListener('input', () => nameVolumePrices(box))
}

function change(box: HTMLElement, list: HTMLElement, kind: string, what: string, place: number) {
  const fresh = changed(list, what, place, () => blank(list, kind))
  if (kind === 'items') {
    const steps = [...box.querySelectorAll<HTMLElement>('[data-rows=prices]')]
    for (const prices of [...steps, ...templatesOf(box)]) {
      changed(prices, what, place, () => emptied(prices.lastElementChild!.cloneNode(true) as HTMLElement))
    }
    // What one costs is asked for anew of a copy: it is another item.
    for (const id of fresh?.querySelectorAll<HTMLInputElement>('[data-id]') ?? []) id.value = ''
  }
  return fresh
}

/** The prices inside of what new steps are made of. */
function templatesOf(box: HTMLElement): HTMLElement[] {
  const made = box.querySelector<HTMLTemplateElement>('template[data-new=volume]')
  return [...(made?.content.querySelectorAll<HTMLElement>('[data-rows=prices]') ?? [])]
}

function changed(list: HTMLElement, what: string, place: number, make: () => HTMLElement): HTMLElement | undefined {
  const row = list.children[place] as HTMLElement | undefined
  switch (what) {
    case 'add':
      return list.appendChild(make())
    case 'copy': {
      const copy = row!.cloneNode(true) as HTMLElement
      // A clone has what was there at first, and not what was typed since.
      const typed = row!.querySelectorAll<HTMLInputElement>('input, textarea, select')
      for (const [i, field] of copy.querySelectorAll<HTMLInputElement>('input, textarea, select').entries()) {
        field.value = typed[i]!.value
      }
      row!.after(copy)
      return copy
    }
    case 'remove':
      if (list.dataset.rows !== 'items' && list.dataset.rows !== 'prices') row?.remove()
      else if (list.children.length > 1) row?.remove()
      return undefined
    case 'up':
      row?.previousElementSibling?.before(row)
      return undefined
    case 'down':
      row?.nextElementSibling?.after(row)
      return undefined
    default:
      return undefined
  }
}

function blank(list: HTMLElement, kind: string): HTMLElement {
  const made = list.parentElement!.querySelector<HTMLTemplateElement>(`:scope > template[data-new=${kind}]`)!
  return made.content.firstElementChild!.cloneNode(true) as HTMLElement
}

function emptied(row: HTMLElement): HTMLElement {
  for (const field of row.querySelectorAll<HTMLInputElement>('input')) field.value = ''
  return row
}

/** A row more than there can be is offered nowhere: nobody would store it. */
function offerRows(box: HTMLElement): void {
  for (const list of box.querySelectorAll<HTMLElement>('[data-most]')) {
    const isMost = list.children.length >= Number(list.dataset.most)
    const adds = [`items-add`, `items-copy`, `tiers-add`, `volume-add`].filter((act) =>
      act.startsWith(list.dataset.rows!),
    )
    for (const act of adds) {
      for (const button of list.parentElement!.querySelectorAll<HTMLElement>(`button[value^="${act}"]`))
        button.hidden = isMost
    }
  }
}

/** Names, ids and buttons by the places that rows have now. */
function number(box: HTMLElement): void {
  offerRows(box)
  const rows = (list: ParentNode, kind: string) =>
    [...(list.querySelector(`[data-rows=${kind}]`)?.children ?? [])] as HTMLElement[]
  for (const [i, item] of rows(box, 'items').entries()) {
    rename(item, /items\.\d+/g, `items.${i}`, /^((?:items|tiers)-\w+:)\d+/, `$1${i}`)
    for (const [j, tier] of rows(item, 'tiers').entries()) {
      rename(tier, /tiers\.\d+/g, `tiers.${j}`, /^(tiers-remove:\d+\.)\d+/, `$1${j}`)
      countTier(tier, j + 1)
    }
    const made = item.querySelector<HTMLTemplateElement>('template[data-new=tiers]')
    if (made) rename(made.content, /items\.\d+/g, `items.${i}`, /^(tiers-\w+:)\d+/, `$1${i}`)
  }
  for (const [k, step] of rows(box, 'volume').entries()) {
    rename(step, /volume_prices\.\d+/g, `volume_prices.${k}`, /^(volume-remove:)\d+/, `$1${k}`)
    for (const [i, price] of rows(step, 'prices').entries()) {
      rename(price, /\.prices\.\d+\.price/g, `.prices.${i}.price`, /^$/, '')
    }
  }
  for (const prices of templatesOf(box)) {
    for (const [i, price] of [...prices.children].entries()) {
      rename(price as HTMLElement, /\.prices\.\d+\.price/g, `.prices.${i}.price`, /^$/, '')
    }
  }
  nameVolumePrices(box)
}

function rename(part: ParentNode, path: RegExp, to: string, value: RegExp, valueTo: string): void {
  for (const each of part.querySelectorAll<HTMLElement>('[name], [id], [for], [aria-describedby]')) {
    for (const attribute of ['name', 'id', 'for', 'aria-describedby']) {
      const now = each.getAttribute(attribute)
      if (now !== null) each.setAttribute(attribute, now.replace(path, to))
    }
    if (each instanceof HTMLButtonElement) each.value = each.value.replace(value, valueTo)
  }
}

/** Steps are counted in the label of their price, and in the name of the button that removes them. */
function countTier(tier: HTMLElement, place: number): void {
  const words = tier.querySelector('label')?.firstChild
  if (words?.textContent) words.textContent = words.textContent.replace(/\d+/, String(place))
  const button = tier.querySelector('button[aria-label]')
  button?.setAttribute('aria-label', button.getAttribute('aria-label')!.replace(/\d+/, String(place)))
}

/** The label of each price of the volume says whose it is. */
function nameVolumePrices(box: HTMLElement): void {
  const names = [...box.querySelectorAll<HTMLInputElement>('[data-item-name]')].map(({ value }) => value)
  for (const prices of box.querySelectorAll('[data-rows=prices]')) {
    for (const [i, price] of [...prices.children].entries()) {
      const label = price.querySelector<HTMLElement>('label')
      const words = label?.firstChild
      if (!label || !words || !names[i]) continue
      label.dataset.words ??= words.textContent!.split(' ')[0]
      words.textContent = `${label.dataset.words} ${names[i]}`
    }
  }
}
