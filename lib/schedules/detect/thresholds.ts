/** Where a grid passes for a table: shares from 0 to 1. Bare grids have no rule, ruled ones some, lattices both ways. */
export const least = {
  /** Filled positions among all. */
  fill: 0.5,
  latticeFill: 0.55,
  /** How far columns keep to figures or to words. */
  purity: 0.75,
  /** Cells of whole phrases among all, at most. */
  phrases: 0.5,
  /** Figures among the cells beyond the first column: of any grid, of one with some rules, of a bare one of three columns. */
  figures: 0.6,
  ruledFigures: 0.25,
  bareFigures: 0.35,
}
