/** What an export is made from: a document's schedules, whose rows come as they are read and are never held at once. */
import type { BBox, Cell, Check, RowFact, ScheduleFacts } from './model.ts'

export type Book = {
  document: { name: string; sha256: string; id: string | null }
  /** `finished_at` is RFC 3339. */
  job: { id: string | null; trace_id: string | null; finished_at: string | null; engines: string[] }
  /** Where the document is an invoice, a credit note or a receipt. */
  invoice?: BookInvoice | null
  sheets: BookSheet[]
}

/** What a book shows of an invoice; whatever else is known of it goes along in JSON. */
export type BookInvoice = {
  kind: string
  source: string
  fields: { [name: string]: { value: string; page: number | null; confidence: number } }
}

export type BookSheet = {
  id: string | null
  name: string
  confidence: number
  page: number | null
  pages: number[]
  bbox: BBox | null
  row_count: number
  col_count: number
  header_rows: number
  checks: Check[]
  engine: string
  facts?: ScheduleFacts
  row_facts?: RowFact[]
  /** One array of cells for each row, in row order; may be asked for more than once. */
  rows(): AsyncIterable<Cell[]>
}

/** A sheet over cells that are already in memory; blank rows are empty arrays. */
export function sheetOf(sheet: Omit<BookSheet, 'rows'> & { cells: readonly Cell[] }): BookSheet {
  const { cells, ...rest } = sheet
  const rows: Cell[][] = Array.from({ length: sheet.row_count }, () => [])
  for (const cell of cells) rows[cell.row]?.push(cell)
  for (const row of rows) row.sort((a, b) => a.col - b.col)
  return {
    ...rest,
    async *rows() {
      yield* rows
    },
  }
}

/** The rows of a sheet with their numbers, from 0; rows that the source leaves out come as empty ones. */
export async function* numberedRows(sheet: BookSheet): AsyncGenerator<{ row: number; cells: Cell[] }> {
  let next = 0
  for await (const cells of sheet.rows()) {
    const row = Math.max(next, cells[0]?.row ?? next)
    while (next < row) yield { row: next++, cells: [] }
    yield { row, cells }
    next = row + 1
  }
}
