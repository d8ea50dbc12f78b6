/** What an Excel worksheet can hold. Source: Excel specifications and limits, Microsoft. */
export type SheetLimits = {
  rows: number
  columns: number
  /** UTF-16 units in one cell. */
  cellLength: number
}

export const excelLimits: SheetLimits = { rows: 1_048_576, columns: 16_384, cellLength: 32_767 }

/** A spreadsheet's figures are binary doubles: more digits than this would not all survive. */
export const significantDigitsKept = 15
