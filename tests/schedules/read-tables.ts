/** Draws a page, reads it and finds its tables. */
import { openPdfText } from '../../lib/extraction/engines/pdf-text.ts'
import { detectTables } from '../../lib/schedules/detect/detect-tables.ts'
import type { PageLayout, Table } from '../../lib/schedules/model.ts'
import { drawPdf } from '../extraction/draw-pdf.ts'

type Draw = Parameters<typeof drawPdf>[0]

/** Layouts of all pages of what is drawn. */
export async function readLayouts(draw: Draw): Promise<PageLayout[]> {
  const pdf = await openPdfText(await drawPdf(draw))
  const layouts: PageLayout[] = []
  for (let number = 1; number <= pdf.page_count; number++) layouts.push((await pdf.readLayout(number)).layout)
  await pdf.close()
  return layouts
}

/** Tables of the first page of what is drawn. */
export async function readTables(draw: Draw): Promise<Table[]> {
  const [layout] = await readLayouts(draw)
  return layout ? detectTables(layout) : []
}

/** The grid as rows of texts, null where nothing is printed. */
export function gridOf({
  cells,
  row_count,
  col_count,
}: Pick<Table, 'cells' | 'row_count' | 'col_count'>): (string | null)[][] {
  const grid = Array.from({ length: row_count }, () => new Array<string | null>(col_count).fill(null))
  for (const cell of cells) {
    const row = grid[cell.row]
    if (row) row[cell.col] = cell.text
  }
  return grid
}
