/** How one document prints its figures, and random choices that a seed repeats. */

/** Whole numbers from `from` to `to`, both included; the same seed gives the same ones (mulberry32). */
export type Random = {
  int(from: number, to: number): number
  pick<Of>(of: readonly Of[]): Of
  chance(share: number): boolean
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return { int, pick: (of) => of[int(0, of.length - 1)]!, chance: (share) => next() < share }
}

export type Convention = {
  decimals: number
  group: string
  mark: string
  negative: 'brackets' | 'before' | 'after'
  zero: string
  sign: string
}

/** `blank` zeros are left out where a table may have gaps. */
export function conventionOf(random: Random, decimals: number): Convention {
  const [group, mark] = random.pick([
    [',', '.'],
    [',', '.'],
    ['.', ','],
    ["'", '.'],
    [' ', ','],
    ['', '.'],
  ] as const)
  return {
    decimals,
    group,
    mark,
    negative: random.pick(['brackets', 'brackets', 'before', 'after']),
    zero: random.pick(['-', '–', '0', '']),
    sign: random.chance(0.15) ? random.pick(['$', '€ ', '£']) : '',
  }
}

/** A whole number of the last printed place, as the convention prints it. */
export function printFigure(
  units: number,
  { decimals, group, mark, negative, zero, sign }: Convention,
  places = decimals,
): string {
  if (units === 0) return zero === '0' ? withDecimals('0', '0'.repeat(places), mark) : zero
  const digits = String(Math.abs(units)).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(?:\d{3})+$)/g, group)
  const figure = sign + withDecimals(whole, digits.slice(digits.length - places), mark)
  if (units > 0) return figure
  return negative === 'brackets' ? `(${figure})` : negative === 'before' ? `-${figure}` : `${figure}-`
}

const withDecimals = (whole: string, fraction: string, mark: string) =>
  fraction ? `${whole}${mark}${fraction}` : whole
