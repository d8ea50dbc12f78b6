/** Where a grid passes for a table: shares from 0 to 1. Bare grids have no rule, ruled ones some, lattices both ways. */
export type Thresholds = {
  /** Filled positions among all. */
  fill: number
  latticeFill: number
  /** How far columns keep to figures or to words. */
  purity: number
  /** Cells of whole phrases among all, at most. */
  phrases: number
  /** Figures among the cells beyond the first column: of any grid, of one with some rules, of a bare one of three columns. */
  figures: number
  ruledFigures: number
  bareFigures: number
}

export const usualThresholds: Thresholds = {
  fill: 0.5,
  latticeFill: 0.55,
  purity: 0.75,
  phrases: 0.5,
  figures: 0.6,
  ruledFigures: 0.25,
  bareFigures: 0.35,
}
