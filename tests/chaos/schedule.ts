import type { Target } from './product.ts'

/** When, after the one before, to kill what; `choice`, from 0 to below 1, tells one of several apart. */
export type Kill = { afterMs: number; target: Target; choice: number }

/** How often each is hit, of twenty. Everything at once is rare: only between such kills can work be done. */
const SHARES: [Target, number][] = [
  ['poller with its worker', 11],
  ['reading process', 3],
  ['database connection', 2],
  ['stack', 3],
  ['stack and database', 1],
]

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** So many kills, `everyMs` apart on average, half as much at least; the same seed gives the same schedule. */
export function killSchedule(seed: number, kills: number, everyMs: number): Kill[] {
  const random = randomNumbers(seed)
  const targets = SHARES.flatMap(([target, share]) => Array.from({ length: share }, () => target))
  return Array.from({ length: kills }, () => ({
    afterMs: Math.round(everyMs * (0.5 + random())),
    target: targets[Math.floor(random() * targets.length)]!,
    choice: random(),
  }))
}
