import {
  apiOf,
  type Campaign,
  fetchJson,
  isOver,
  nodeNow,
  type Progress,
  standingOf,
  webAddress,
  withProgress,
} from './campaign.ts'
import { backoff, createLive, type Live } from './live.ts'
import { type Language, languageOf, say } from './texts.ts'
import { countsIn, createView, type State, type View } from './view.ts'

/** At most so often those who listen are told of new numbers: a drop that fills in a minute is a few sentences. */
const announceMs = 20_000

// A server that renders pages imports what they import, and has no elements.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

/**
 * `<sambatan-campaign campaign="id-or-slug" base="https://…" lang="id|en" theme="auto|light|dark">`
 *
 * Shows one campaign and follows its progress while it is on the screen. Tells the page of every change with a
 * `sambatan-change` event, whose detail is `{ campaign, status, settling, slots_taken, slots_confirmed, total_slots }`.
 */
export class SambatanCampaign extends Base {
  static observedAttributes = ['campaign', 'base', 'lang', 'target']

  /** Where the script came from, which is the node, unless the page says otherwise. */
  static base: string | undefined

  #view: View | undefined
  #campaign: Campaign | undefined
  #trouble: State['trouble']
  #live: Live | undefined
  #loading: AbortController | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #retries = 0
  #seen: IntersectionObserver | undefined
  #isOnScreen = false
  #timers = new Set<ReturnType<typeof setTimeout>>()
  #painted: Language | undefined
  #announcedAt = Number.NEGATIVE_INFINITY
  #announcement: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    this.#view ??= createView(this.shadowRoot ?? this.attachShadow({ mode: 'open' }), () => this.#load())
    document.addEventListener('visibilitychange', this.#onVisibility)
    addEventListener('online', this.#onOnline)
    this.#seen = new IntersectionObserver((entries) => {
      this.#isOnScreen = entries.at(-1)?.isIntersecting ?? false
      this.#follow()
    })
    this.#seen.observe(this)
    void this.#load()
    this.#tick()
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility)
    removeEventListener('online', this.#onOnline)
    this.#seen?.disconnect()
    this.#isOnScreen = false
    this.#forget()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !this.isConnected || !this.#view) return
    if (name === 'campaign' || name === 'base') void this.#load()
    else this.#paint()
  }

  get #language(): Language {
    return languageOf(this.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang)
  }

  get #base(): string | undefined {
    return webAddress(this.getAttribute('base') ?? SambatanCampaign.base, location.href)?.replace(/\/+$/, '')
  }

  get #api(): string | undefined {
    const [base, campaign] = [this.#base, this.getAttribute('campaign')]
    return base && campaign ? apiOf(base, campaign) : undefined
  }

  #onVisibility = () => {
    this.#follow()
    if (this.#trouble === 'failedToLoad' && !document.hidden) void this.#load()
  }

  #onOnline = () => {
    if (this.#trouble === 'failedToLoad') void this.#load()
  }

  #forget(): void {
    this.#loading?.abort()
    clearTimeout(this.#retry)
    this.#live?.stop()
    this.#live = undefined
    clearTimeout(this.#announcement)
    this.#announcement = undefined
  }

  /** Reads the campaign anew, from nothing: the element is about another one, or it could not be read before. */
  async #load(): Promise<void> {
    this.#forget()
    this.#campaign = undefined
    const api = this.#api
    this.#trouble = api === undefined ? 'missing' : undefined
    if (this.#base === undefined) {
      // biome-ignore lint/suspicious/noConsole: for whoever makes the page; visitors are told that nothing was found
      console.warn('<sambatan-campaign> needs base="https://…": where the Sambatan node is that knows the campaign.')
    }
    this.#paint()
    if (api !== undefined) await this.#read(api)
  }

  async #read(api: string): Promise<void> {
    this.#loading?.abort()
    this.#loading = new AbortController()
    const { signal } = this.#loading
    try {
      const campaign = await fetchJson<Campaign>(api, this.#language, signal)
      if (signal.aborted) return
      this.#campaign = campaign
      this.#trouble = undefined
      this.#retries = 0
    } catch (reason) {
      if (signal.aborted) return
      // What is shown stays: it was right a moment ago.
      if (this.#campaign === undefined) this.#trouble = reason === 'missing' ? 'missing' : 'failedToLoad'
    }
    this.#paint()
    this.#follow()
  }

  #follow(): void {
    const campaign = this.#campaign
    const api = this.#api
    const isSeen = this.#isOnScreen && !document.hidden
    if (api === undefined) return
    clearTimeout(this.#retry)
    // A node that was away is asked again. Meanwhile what is shown stays, also for those who listen.
    if (this.#trouble === 'failedToLoad' && isSeen) {
      this.#retry = setTimeout(() => {
        this.#retries++
        void this.#read(api)
      }, backoff(this.#retries))
    }
    if (campaign === undefined) return
    this.#live ??= createLive(api, this.#language, (progress) => this.#take(progress))
    this.#live.follow(isSeen && !isOver(campaign.status))
  }

  #take(progress: Progress): void {
    const before = this.#campaign
    if (before === undefined) return
    const campaign = withProgress(before, progress)
    this.#campaign = campaign
    this.#paint()
    const hasTurned = standingOf(campaign) !== standingOf(before)
    if (hasTurned) {
      this.#follow()
      // The rest of it may have changed as well. Thousands may watch: they do not all ask at once.
      this.#later(() => this.#api && this.#read(this.#api), Math.random() * 2000)
    }
    const hasMoved = campaign.slots_taken !== before.slots_taken || campaign.slots_confirmed !== before.slots_confirmed
    if (!hasTurned && !hasMoved) return
    this.#announce(hasTurned ? 0 : announceMs)
    const { slots_taken, slots_confirmed, total_slots, status, settling } = campaign
    const detail = { campaign: campaign.slug, status, settling, slots_taken, slots_confirmed, total_slots }
    this.dispatchEvent(new CustomEvent('sambatan-change', { detail, bubbles: true, composed: true }))
  }

  /** Says what is true when the time comes, once, however much has happened until then. */
  #announce(pauseMs: number): void {
    if (this.#announcement !== undefined && pauseMs > 0) return
    clearTimeout(this.#announcement)
    const wait = Math.max(0, this.#announcedAt + pauseMs - performance.now())
    this.#announcement = setTimeout(() => {
      this.#announcement = undefined
      this.#announcedAt = performance.now()
      const campaign = this.#campaign
      if (campaign === undefined) return
      const language = this.#language
      const standing = standingOf(campaign)
      const status = standing === 'active' ? '' : `${say(language, standing as 'full')}. `
      this.#view?.announce(`${campaign.title}: ${status}${countsIn(campaign, language)}`)
    }, wait)
  }

  #paint(): void {
    const language = this.#language
    this.#painted = language
    this.#view?.paint({
      language,
      base: this.#base,
      campaign: this.#campaign,
      trouble: this.#trouble,
      target: this.getAttribute('target'),
    })
  }

  /** Every second in the last hour, else twice a minute. */
  #tick(): void {
    // Where the page's own language has changed, so has all that is said here, not only the time.
    if (this.#painted !== this.#language) this.#paint()
    const campaign = this.#campaign
    let isNear = false
    if (campaign !== undefined && this.#trouble === undefined && !isOver(campaign.status)) {
      const at = campaign.settling
        ? (campaign.settles_until ?? campaign.deadline)
        : campaign.status === 'scheduled'
          ? (campaign.opens_at ?? campaign.deadline)
          : campaign.deadline
      isNear = Math.abs(Date.parse(at) - nodeNow()) < 3_660_000
      if (!document.hidden) this.#view?.tick(campaign, this.#language)
    }
    this.#later(() => this.#tick(), isNear || campaign === undefined ? 1000 : 30_000)
  }

  #later(then: () => unknown, ms: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      then()
    }, ms)
    this.#timers.add(timer)
  }
}
