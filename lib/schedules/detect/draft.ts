/** A table while it is put together. */
import type { PlacedChunk } from './placed-chunks.ts'

/** A cell while it is put together; ends are inclusive. */
export type DraftCell = {
  row: number
  lastRow: number
  first: number
  last: number
  chunks: PlacedChunk[]
  header: boolean
}

export type Draft = {
  cells: DraftCell[]
  rows: number
  columns: number
  headerRows: number
  ruledColumns: number
  /** How far the vertical rules run through the region, 0..1, on average. */
  ruledDepth: number
  ruledRows: number
  /** Rules that run over the whole width, the outer ones among them. */
  wideRules: number
}
