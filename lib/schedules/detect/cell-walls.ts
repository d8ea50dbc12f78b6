/** Columns as one row of shaded or framed cells shows them. */
import type { BBox, Rule } from '../model.ts'
import { clusterMeans } from './geometry.ts'
import type { Line } from './lines.ts'

/** A row of cells reaches to the edges of the region, nearly. Points. */
const maxEdgeGap = 6
/** With more upright rules than this, no table is shaded cell by cell. */
const maxWalls = 5000
/** The share of lines, those of headings over several columns, that may run over its walls. */
const maxCrossed = 0.15

/**
 * Where the cells of one row part, shaded or framed side by side over the whole width: a head often shows its columns so,
 * and the rows below do not. Nothing where several lines run over them.
 */
export function wallsOfOneRow(lines: readonly Line[], box: BBox, uprights: readonly Rule[]): number[] {
  const near = uprights.filter((rule) => rule.y1 > box[1] && rule.y0 < box[3])
  if (near.length > maxWalls) return []
  const rows = new Set(near.map((rule) => Math.round((rule.y0 + rule.y1) / 2)))
  const walls = [...rows]
    .map((y) =>
      clusterMeans(
        near.filter((rule) => rule.y0 < y && rule.y1 > y).map((rule) => rule.x0),
        3,
      ),
    )
    .filter((xs) => Math.abs((xs[0] ?? 0) - box[0]) < maxEdgeGap && Math.abs((xs.at(-1) ?? 0) - box[2]) < maxEdgeGap)
    .map((xs) => xs.slice(1, -1))
    .reduce((best, xs) => (xs.length > best.length ? xs : best), [])
  const crossed = lines.filter((line) =>
    line.words.some(({ bbox }) => walls.some((x) => bbox[0] < x - 1 && bbox[2] > x + 1)),
  )
  return crossed.length <= maxCrossed * lines.length ? walls : []
}
