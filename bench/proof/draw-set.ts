/** A made-up table as a typeset page: rulings, fonts, wrapped labels and rows' heights as documents have them. */

import type { Content, ContentCell } from '../layouts/content.ts'
import { drawTable } from '../layouts/draw-table.ts'
import { openPage, writePdf } from '../layouts/page.ts'
import { setTable } from '../layouts/set-table.ts'
import { makeStyle } from '../layouts/style.ts'
import { randomOf } from '../print-figures.ts'
import type { FinancialTable } from './table.ts'

const margin = 50

/** The PDF of a table; a seed decides how it looks. It stands on one page. */
export function drawSet(table: FinancialTable, seed: number): Promise<Uint8Array> {
  const random = randomOf(seed * 48_271 + 11)
  const ruling = random.pick(['grid', 'grid', 'rows', 'head_and_foot', 'head', 'none', 'bands'] as const)
  const style = makeStyle(random, ruling)
  return writePdf((pdf) => {
    const set = setTable(pdf, contentOf(table), style)
    const width = Math.max(595, (set.edges.at(-1) ?? 0) + 2 * margin)
    const height = Math.max(842, set.heights.reduce((sum, row) => sum + row, 0) + 200)
    openPage(pdf, [width, height], 0)
    if (table.title) pdf.font('Helvetica-Bold').fontSize(11).text(table.title, margin, 60, { lineBreak: false })
    const flow = { bottom: height - 40, nextPage: () => 60, repeatHead: false, splitRows: false }
    drawTable(pdf, set, margin, 100, flow)
  })
}

function contentOf({ rows, header_rows, spans, figures, totals }: FinancialTable): Content {
  const columns = rows[0]?.length ?? 0
  const numeric = new Set(figures.map(([, col]) => col))
  const cells = rows.flatMap((row, at) =>
    row.flatMap((text, col): ContentCell[] => {
      const col_span = spans.find((span) => span.row === at && span.col === col)?.col_span ?? 1
      return text === '' ? [] : [{ row: at, col, row_span: 1, col_span, text }]
    }),
  )
  return {
    kinds: Array.from({ length: columns }, (_, col) => (col === 0 ? 'label' : numeric.has(col) ? 'number' : 'text')),
    head_rows: header_rows,
    styles: rows.slice(header_rows).map((row, index) => {
      if (totals.includes(header_rows + index)) return 'total'
      return row.filter((text) => text !== '').length === 1 ? 'section' : 'item'
    }),
    row_count: rows.length,
    cells,
  }
}
