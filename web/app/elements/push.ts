/**
 * Turns being told in this browser on and off (components/push-switch.tsx). Its words come with the page; which of them are true only the
 * browser knows. It is asked for its permission when somebody presses the button, and never before.
 */
import type { PushBrowser, PushTest } from '@sambatan/client'
import { pushScope } from './push-shown.ts'

const workerPath = '/push-worker.js'
const api = '/api/sambatan/people/me/push/browsers'
/** Who turned it on here: a new session of theirs goes on with it, another person's does not. Signing out forgets it. */
const place = 'sambatan-push'
/** A worker this small is there at once, or will never be. */
const activeMsMax = 10_000

type State = 'off' | 'on' | 'denied' | 'unsupported'

export function pushSwitches(): void {
  for (const node of document.querySelectorAll<HTMLElement>('[data-push]')) void start(node)
}

async function start(node: HTMLElement): Promise<void> {
  const press = (name: string, act: () => Promise<void>) => {
    const button = node.querySelector<HTMLButtonElement>(`[data-push-act=${name}]`)
    button?.addEventListener('click', async () => {
      if (button.getAttribute('aria-busy') === 'true') return
      button.setAttribute('aria-busy', 'true')
      say(node, '')
      await act().catch(() => say(node, node.dataset.failed!))
      button.removeAttribute('aria-busy')
    })
  }
  press('on', () => turnOn(node))
  press('off', () => turnOff(node))
  press('test', () => test(node))
  show(node, await stateOf(node).catch(() => 'off' as const))
}

async function stateOf(node: HTMLElement): Promise<State> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  const registration = await navigator.serviceWorker.getRegistration(pushScope)
  const subscription = await registration?.pushManager.getSubscription()
  if (!subscription || !isFor(subscription, node.dataset.push!) || Notification.permission !== 'granted') return 'off'
  if (node.dataset.pushBrowser) return 'on'
  if (localStorage.getItem(place) !== node.dataset.person) return 'off'
  return (await add(node, subscription)) ? 'on' : 'off'
}

/** Asked for with the keys that this server has now; what was asked for with others it cannot reach. */
function isFor({ options }: PushSubscription, publicKey: string): boolean {
  const key = options.applicationServerKey
  if (!key) return true
  const text = btoa(String.fromCharCode(...new Uint8Array(key)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === publicKey
}

async function turnOn(node: HTMLElement): Promise<void> {
  const permission = await Notification.requestPermission()
  if (permission === 'denied') return show(node, 'denied')
  if (permission === 'default') return say(node, node.dataset.dismissed!)
  const registration = await navigator.serviceWorker.register(workerPath, { scope: pushScope })
  await active(registration)
  const before = await registration.pushManager.getSubscription()
  if (before && !isFor(before, node.dataset.push!)) await before.unsubscribe()
  const asked = { userVisibleOnly: true, applicationServerKey: node.dataset.push! }
  if (!(await add(node, await registration.pushManager.subscribe(asked)))) return
  localStorage.setItem(place, node.dataset.person!)
  show(node, 'on')
}

/** Whether the server tells this browser from now on; where it does not, why is said. */
async function add(node: HTMLElement, subscription: PushSubscription): Promise<boolean> {
  const answer = await post(api, subscription)
  const body = (await answer.json()) as PushBrowser & { detail?: string }
  if (answer.ok) node.dataset.pushBrowser = body.id
  else say(node, body.detail ?? node.dataset.failed!)
  return answer.ok
}

/** Off is off, whether the server hears of it or not: its push service says so to whoever sends anything. */
async function turnOff(node: HTMLElement): Promise<void> {
  localStorage.removeItem(place)
  const registration = await navigator.serviceWorker.getRegistration(pushScope)
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
  await fetch(`${api}/${node.dataset.pushBrowser}`, { method: 'DELETE' }).catch(() => undefined)
  node.dataset.pushBrowser = ''
  show(node, 'off')
  node.querySelector<HTMLElement>('[data-push-act=on]')?.focus()
}

async function test(node: HTMLElement): Promise<void> {
  const answer = await post(`${api}/${node.dataset.pushBrowser}/test`, {})
  const { outcome, detail } = (await answer.json()) as PushTest & { detail?: string }
  if (!answer.ok) return say(node, detail ?? node.dataset.failed!)
  if (outcome === 'gone') show(node, 'off')
  say(node, outcome === 'sent' ? node.dataset.sent! : outcome === 'gone' ? node.dataset.gone! : node.dataset.refused!)
}

function post(address: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'accept-language': document.documentElement.lang }
  return fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })
}

function active(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting
  if (registration.active || !worker) return Promise.resolve()
  return new Promise((resolve, reject) => {
    worker.addEventListener('statechange', () => worker.state === 'activated' && resolve())
    setTimeout(reject, activeMsMax)
  })
}

/** A state that a page has no words for is none of its business. */
function show(node: HTMLElement, state: State): void {
  const parts = [...node.querySelectorAll<HTMLElement>('[data-push-state]')]
  for (const part of parts) part.hidden = part.dataset.pushState !== state
  node.hidden = parts.every((part) => part.hidden)
}

function say(node: HTMLElement, words: string): void {
  node.querySelector<HTMLElement>('[data-push-said]')!.textContent = words
}
