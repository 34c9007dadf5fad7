/** The arithmetic of a batch, in whole units of its currency: what it costs, and from where it carries itself. */
export interface Plan {
  /** Of each item. */
  cost: number
  /** Of the batch, however many there are. */
  fixed: number
  price: number
  slots: number
}

export function resultOf({ cost, fixed, price, slots }: Plan) {
  const margin = price - cost
  return {
    /** From how many slots nothing is lost; undefined where each costs more than it brings. */
    breakEven: margin > 0 ? Math.max(1, Math.ceil(fixed / margin)) : undefined,
    /** At which price so many slots carry it. */
    carriedBy: Math.max(1, cost + Math.ceil(fixed / slots)),
    left: slots * margin - fixed,
  }
}

/** Five prices, in steps that people name: a twentieth of it, rounded to one digit. */
export function pricesAround(price: number): number[] {
  const twentieth = Math.max(1, price / 20)
  const unit = 10 ** Math.floor(Math.log10(twentieth))
  const step = Math.max(1, Math.round(twentieth / unit) * unit)
  return [-2, -1, 0, 1, 2].map((times) => price + times * step).filter((each) => each > 0)
}
