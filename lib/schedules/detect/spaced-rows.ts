/** Rows of words that the space between them tells apart: lines of one row stand closer than rows do. */
import { isFigure, isPlaceholder } from './figures.ts'
import { centreY, median } from './geometry.ts'
import type { PlacedLine } from './placed-chunks.ts'

/** Rows are at least so many times as far apart as the lines of one. */
const minStep = 1.15
/** Lines of one text are no farther apart. Font sizes. */
const maxLinePitch = 1.5
/** With more figures than this share of its texts a band's rows are told by those. */
const maxFigures = 0.3

/** The rows of a band of words; null where space does not tell them apart. */
export function spacedRows(band: readonly PlacedLine[]): PlacedLine[][] | null {
  const texts = band.flatMap(({ chunks }) => chunks)
  if (texts.filter(({ text }) => isFigure(text) || isPlaceholder(text)).length > maxFigures * texts.length) return null
  const steps = band.slice(1).map(({ line }, i) => centreY(line.bbox) - centreY(band[i]?.line.bbox ?? line.bbox))
  const size = median(band.map(({ line }) => line.size))
  const limit = widestGap(
    steps.filter((step) => step > 0.75 * size).sort((a, b) => a - b),
    maxLinePitch * size,
  )
  if (limit === null) return null
  const rows: PlacedLine[][] = []
  band.forEach((entry, i) => {
    const row = rows.at(-1)
    if (row && (steps[i - 1] ?? 0) < limit) row.push(entry)
    else rows.push([entry])
  })
  const wrapped = rows.filter((row) => row.length > 1)
  return rows.length > 1 && wrapped.length > 0 && wrapped.every(isWrapped) ? rows : null
}

/** The distance that parts those of lines from those of rows; null where they are of one kind. */
function widestGap(sorted: readonly number[], most: number): number | null {
  let best: { ratio: number; limit: number } | null = null
  sorted.slice(1).forEach((step, i) => {
    const before = sorted[i] ?? step
    if (before <= most && step / before >= minStep && step / before > (best?.ratio ?? 0))
      best = { ratio: step / before, limit: (before + step) / 2 }
  })
  return (best as { limit: number } | null)?.limit ?? null
}

/**
 * Short texts do not wrap: one line of a row at most fills all its columns, and not the last one, where a heading would
 * stand over a row of its own.
 */
function isWrapped(row: readonly PlacedLine[]): boolean {
  const columns = new Set(row.flatMap(({ chunks }) => chunks.map((chunk) => chunk.first)))
  const full = row.filter(({ chunks }) => chunks.length >= columns.size)
  return full.length <= 1 && full[0] !== row.at(-1)
}
