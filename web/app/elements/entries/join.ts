/**
 * The form for joining: counts slots and the total on the spot, keeps to what is left as it changes, and is sent once.
 */

import { busyForms } from '../busy.ts'
import { followCampaigns } from '../follow.ts'
import { freshPage } from '../fresh.ts'
import { keepTyped } from '../keep-typed.ts'
import { locale } from '../locale.ts'
import { moneyIn } from '../money.ts'
import { startOrderItems } from '../order-items.ts'
import { listen } from '../stream.ts'
import { createTotals } from '../totals.ts'

freshPage()
const numbers = new Intl.NumberFormat(locale)

busyForms()
followCampaigns()

const stepper = document.querySelector<HTMLElement>('[data-stepper]')
if (stepper) count(stepper)
startOrderItems()
keepTyped()

function count(stepper: HTMLElement): void {
  const field = stepper.querySelector<HTMLInputElement>('input[name=slots]')!
  const buttons = [...stepper.querySelectorAll<HTMLButtonElement>('button[data-by]')]
  const showTotal = createTotals({
    campaign: stepper.dataset.campaign!,
    output: document.querySelector<HTMLElement>('[data-total]')!,
    quantity: Number(field.defaultValue),
    money: moneyIn(stepper.dataset),
  })
  const limits = { min: Number(field.dataset.least), max: Number(field.max) }

  const error = document.querySelector<HTMLElement>('[data-slots-error]')!

  const show = () => {
    const slots = clamp(Number(field.value) || 0)
    // What cannot be ordered costs nothing either, and its field says what can be.
    const isValid = field.validity.valid
    showTotal(isValid ? slots : undefined)
    field.setAttribute('aria-invalid', String(!isValid))
    error.hidden = isValid
    const { slotsError, slotsErrorOnly, slotsErrorOne } = error.dataset
    const only = field.max === '1' ? slotsErrorOne! : slotsErrorOnly!
    error.textContent = (field.min === field.max ? only : slotsError!)
      .replace('{min}', numbers.format(Number(field.min)))
      .replace('{max}', numbers.format(Number(field.max)))
    for (const button of buttons) {
      const disabled = Number(button.dataset.by) < 0 ? slots <= Number(field.min) : slots >= Number(field.max)
      // The focus would be lost with the button that has it.
      if (disabled && button === document.activeElement) field.focus()
      button.disabled = disabled
    }
  }
  const clamp = (slots: number) => Math.min(Math.max(slots, Number(field.min)), Number(field.max))
  for (const button of buttons) {
    button.addEventListener('click', (event) => {
      event.preventDefault()
      field.value = String(clamp((Number(field.value) || 0) + Number(button.dataset.by)))
      show()
    })
  }
  field.addEventListener('input', show)
  addEventListener('pageshow', show)
  followLeft(field, limits, show)
}

/**
 * What others take meanwhile cannot be taken here any more; where fewer are left than the least that one takes, all of them
 * can.
 */
function followLeft(field: HTMLInputElement, limits: { min: number; max: number }, show: () => void): void {
  const least = document.querySelector<HTMLElement>('[data-last-words]')!
  const leastWords = least.dataset.leastWords!
  const words = document.querySelector<HTMLElement>('[data-live-left-words]')
  const campaign = document.querySelector<HTMLElement>('[data-live-campaign]')?.dataset.liveCampaign
  if (!words || !campaign) return
  const firstLeft = Number(words.dataset.left)
  listen([campaign], ({ event, data }) => {
    if (event !== 'progress' || data.campaign_id !== campaign) return
    const { liveLeftWords, liveLeftWordsOne } = words.dataset
    const template = data.available_slots === 1 ? liveLeftWordsOne! : liveLeftWords!
    words.textContent = template.replace('{left}', numbers.format(data.available_slots))
    // The limit per person stays; where there was none, only what is left counts.
    const own = limits.max < firstLeft ? limits.max : Number.POSITIVE_INFINITY
    const min = Math.max(1, Math.min(limits.min, data.available_slots))
    field.min = String(min)
    field.max = String(Math.max(min, Math.min(own, data.available_slots)))
    least.textContent = data.available_slots < limits.min ? least.dataset.lastWords! : leastWords
    show()
  })
}
