/**
 * What a page looks like to the detector, and what a table is once it has been found.
 * Records that are stored or sent keep the field names of the HTTP contract (snake_case), so nothing maps them.
 */

/** `[x0, y0, x1, y1]` in points (1/72 inch), origin at the top left of the page as displayed. */
export type BBox = readonly [x0: number, y0: number, x1: number, y1: number]

/** A run of glyphs without a space in it. */
export type Word = {
  text: string
  bbox: BBox
  /** 0..1; 1 for a text layer, the recogniser's own figure for OCR. */
  confidence: number
  /** Points. */
  font_size: number
  bold: boolean
}

/** An axis-parallel ruling line; a filled rectangle thinner than a few points counts as one, a box as four. */
export type Rule = { x0: number; y0: number; x1: number; y1: number; thickness: number }

/** Everything detection may look at on one page, whatever read it. */
export type PageLayout = {
  /** From 1. */
  number: number
  width: number
  height: number
  words: Word[]
  rules: Rule[]
  /** Where bars, curves and slanted lines are drawn, and small filled patches, as far as known. */
  charts?: readonly BBox[]
  patches?: readonly BBox[]
}

/** A printed figure with its meaning; `value` is a decimal string ("-1234.5") or an ISO date. */
export type FigureValue = { type: 'number' | 'percent' | 'date'; value: string; currency?: string }

export type Cell = {
  /** From 0, within its table or schedule. */
  row: number
  col: number
  row_span: number
  col_span: number
  /** As printed; lines of a wrapped cell are joined by a space. */
  text: string
  value?: FigureValue
  /** A footnote's mark that is printed with the figure, such as `(a)` or `*`; it is in `text` and not in `value`. */
  note_mark?: string
  /** null where the format has no pages. */
  page: number | null
  bbox: BBox | null
  confidence: number
  header: boolean
}

/** A grid of cells found on one page. Blank positions have no cell. */
export type Table = {
  /** Caption or nearest heading; null when the page says nothing. */
  name: string | null
  page: number | null
  bbox: BBox | null
  confidence: number
  row_count: number
  col_count: number
  /** How many rows, from the top, are headers. */
  header_rows: number
  cells: Cell[]
}

/**
 * Which arithmetic. `column_total`, `row_total`: the operands added up. `difference`: those less what `subtracted` names.
 * `carried_balance`: an opening balance and its movements. `product`: the operands multiplied (a percentage among them
 * counts as hundredths). `percentage`: what the first operand is of the second, in hundredths. `percent_change`: what
 * the first operand is more than the second, in hundredths of the second.
 */
export type CheckKind =
  | 'column_total'
  | 'row_total'
  | 'difference'
  | 'carried_balance'
  | 'product'
  | 'percentage'
  | 'percent_change'

/** Where a cell stands, from 0. */
export type Place = readonly [row: number, col: number]

/** One piece of arithmetic that the figures claim: `expected` is what the operands come to, `actual` what is printed. */
export type Check = {
  kind: CheckKind
  result: Place
  operands: Place[]
  /** Operands that are taken away, where there are such. */
  subtracted?: Place[]
  /** Decimal strings. */
  expected: string
  actual: string
  difference: string
  status: 'proved' | 'contradicted'
  /** The one cell in which a single wrong digit explains every contradiction through it. */
  suspect?: Place
  /** What that cell would have to say, a decimal string. Nothing is ever changed to it. */
  proposed?: string
}

export type RowKind = 'header' | 'section' | 'item' | 'subtotal' | 'total' | 'note'

/** What a row is; `level` is how many steps its label is indented. */
export type RowFact = { row: number; kind: RowKind; level: number }

export type ScheduleKind =
  | 'balance_sheet'
  | 'income_statement'
  | 'cash_flow'
  | 'ageing'
  | 'depreciation'
  | 'debt'
  | 'invoice_lines'
  | 'tax'
  | 'other'

/** A column for a time: `value` is `2024`, `2024-H1`, `2024-Q1`, `2024-03` or `2024-12-31`. */
export type Period = { col: number; text: string; value: string }

export type ScheduleFacts = {
  kind: ScheduleKind
  /** 0..1. */
  kind_confidence: number
  /** What a printed 1 stands for: 1000 where figures are in thousands. */
  scale: number
  /** ISO 4217, where there is but one. */
  unit: string | null
  periods: Period[]
}

/**
 * What says that a table goes on over a page break: its head stands there again, its title says so, its last row carries
 * forward what the next one brings forward, or its columns are where they were.
 */
export type JoinEvidence = 'repeated_header' | 'announced' | 'carried_forward' | 'same_columns'

/** One of the tables, a page each, that a schedule was joined from. */
export type SchedulePart = {
  /** The row of the schedule that it begins with. */
  row: number
  page: number | null
  bbox: BBox | null
  confidence: number
  /** What its own page calls it. */
  name: string | null
  /** Why it was joined to the part before; none for the first. */
  evidence: JoinEvidence[]
  /** Its repeated head, which stands once in the schedule: cells as they were in the part. */
  head: Cell[]
}

/** A table, possibly over several pages, as a job reports it. */
export type Schedule = Omit<Table, 'name' | 'page'> & {
  name: string
  /** The page it begins on. */
  page: number | null
  pages: number[]
  /** In their order; a table of one page is one part. */
  parts?: SchedulePart[]
  checks: Check[]
  facts?: ScheduleFacts
  /** Of the rows that have cells, from the top. */
  row_facts?: RowFact[]
}
