/** The lines that no total has counted yet, and for each vector where among them a given sum would begin. */
import type { Vector } from './lines.ts'

export type OpenLines = {
  /** Positions of lines, in order. */
  readonly positions: readonly number[]
  push(position: number): void
  /** Forgets what lies at and after an index of `positions`. */
  truncate(length: number): void
  /** How many figures other than zero a vector has from an index of `positions` on. */
  countFrom(vector: number, index: number): number
  /** Indexes from which a vector adds up to `sum`; a run of zeros gives many, of which the outermost are returned. */
  startsOf(vector: number, sum: bigint): number[]
}

/** More starts than this for one sum differ only in the zeros that they take in. */
const startsKept = 8

/**
 * Sums are differences of running totals, found by look-up: a table of n rows costs n steps for each column, not n².
 */
export function openLines(vectors: readonly Vector[]): OpenLines {
  const positions: number[] = []
  const running = vectors.map(() => [0n])
  const counts = vectors.map(() => [0])
  const places = vectors.map(() => new Map<bigint, number[]>())
  const total = (vector: number) => running[vector]?.at(-1) ?? 0n

  return {
    positions,
    push(position) {
      for (const [index, vector] of vectors.entries()) {
        const before = total(index)
        const starts = places[index]?.get(before)
        if (starts) starts.push(positions.length)
        else places[index]?.set(before, [positions.length])
        const figure = vector.figures[position] ?? 0n
        running[index]?.push(before + figure)
        counts[index]?.push((counts[index]?.at(-1) ?? 0) + (figure === 0n ? 0 : 1))
      }
      positions.push(position)
    },
    truncate(length) {
      while (positions.length > length) {
        positions.pop()
        for (const [index, sums] of running.entries()) {
          sums.pop()
          counts[index]?.pop()
          places[index]?.get(total(index))?.pop()
        }
      }
    },
    countFrom: (vector, index) => (counts[vector]?.at(-1) ?? 0) - (counts[vector]?.[index] ?? 0),
    startsOf(vector, sum) {
      const starts = places[vector]?.get(total(vector) - sum) ?? []
      return starts.length <= startsKept
        ? starts
        : [...starts.slice(0, startsKept / 2), ...starts.slice(-startsKept / 2)]
    },
  }
}
