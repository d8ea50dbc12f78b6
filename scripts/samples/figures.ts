/** Amounts in cents, printed as accountants print them; and chance that is the same every time. */

/** mulberry32 (T. Ettinger): uniform in 0..1, the same sequence for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** `1,234.56`, `(1,234.56)` below zero, a dash for nothing. */
export function money(cents: number): string {
  if (cents === 0) return '-'
  const printed = (Math.abs(cents) / 100).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  return cents < 0 ? `(${printed})` : printed
}

/** Whole units: `1,234`, `(1,234)` below zero, a dash for nothing. */
export function whole(units: number): string {
  if (units === 0) return '-'
  const printed = Math.abs(units).toLocaleString('en-US')
  return units < 0 ? `(${printed})` : printed
}

/** `1.234,56 €`, `-1.234,56 €` below zero. */
export function euro(cents: number): string {
  const printed = (Math.abs(cents) / 100).toLocaleString('de-DE', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  return `${cents < 0 ? '-' : ''}${printed} €`
}

export const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)}%`

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
