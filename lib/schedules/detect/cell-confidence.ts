/**
 * How sure it is that a cell has its whole text and stands where it should, from what speaks for and against it.
 * A logistic map. Its weights were fitted, with a ridge, to 33,921 cells of the 34 born-digital documents of the ICDAR
 * 2013 competition: each document as it is, and, a tenth as heavy, four times with all or some of its lines taken away.
 * A cell counted as right when the truth has its text and every neighbour beside, above and below it. By 5-fold over the
 * documents, of the cells given .85 to .95 (.92 on average) .90 were right in the documents as they are.
 */
import type { CellSigns } from './cell-signs.ts'

const base = 4.02
const weights: CellSigns = {
  lattice: 1.26,
  bare: -1.55,
  header: -1.39,
  spans: -1.54,
  wrapped: -0.56,
  crowded: -1.7,
  odd: -0.46,
  sparse: -0.93,
  mixed: -3.32,
  loose: -1.51,
}

/** 0..1; falls with every sign against the cell. What recognition may have misread is not in it. */
export function cellConfidence(signs: CellSigns): number {
  const names = Object.keys(weights) as (keyof CellSigns)[]
  const score = names.reduce((sum, name) => sum + weights[name] * signs[name], base)
  return Math.round(1000 / (1 + Math.exp(-score))) / 1000
}
