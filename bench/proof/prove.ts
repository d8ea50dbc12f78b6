/** The contradictions of a made-up table: as its cells are given, or as they are read from its print. */

import { openPdfText } from '../../lib/extraction/engines/pdf-text.ts'
import { findSchedules } from '../../lib/extraction/find-schedules.ts'
import { checkSums } from '../../lib/schedules/checks.ts'
import { typeFigures } from '../../lib/schedules/figures/type-figures.ts'
import type { Cell, Check } from '../../lib/schedules/model.ts'
import type { FinancialTable } from './table.ts'

/** A contradiction with the texts of the cells that it is about, and of the one that it suspects. */
export type Accusation = { check: Check; texts: string[]; suspect: string | null }

export function accusationsGiven({ rows, header_rows, spans, title }: FinancialTable): Accusation[] {
  const cells = typeFigures(
    rows.flatMap((row, at) =>
      row.flatMap((text, col): Cell[] => {
        const col_span = spans.find((span) => span.row === at && span.col === col)?.col_span ?? 1
        return text === '' ? [] : [{ ...cellOf(text, at, col), col_span, header: at < header_rows }]
      }),
    ),
  )
  const col_count = rows[0]?.length ?? 0
  return accusationsOf({
    cells,
    checks: checkSums({ cells, row_count: rows.length, col_count, header_rows, name: title }),
  })
}

export async function accusationsRead(pdf: Uint8Array): Promise<Accusation[]> {
  const document = await openPdfText(pdf)
  const pages = []
  for (let number = 1; number <= document.page_count; number++) pages.push(await document.readPage(number))
  await document.close()
  return findSchedules(pages).flatMap(accusationsOf)
}

function accusationsOf({ cells, checks }: { cells: readonly Cell[]; checks: readonly Check[] }): Accusation[] {
  const texts = new Map(cells.map(({ row, col, text }) => [`${row},${col}`, text]))
  const textAt = (place: readonly [number, number]) => texts.get(place.join()) ?? ''
  return checks
    .filter(({ status }) => status === 'contradicted')
    .map((check) => ({
      check,
      texts: [check.result, ...check.operands].map(textAt),
      suspect: check.suspect ? textAt(check.suspect) : null,
    }))
}

const cellOf = (text: string, row: number, col: number) => ({
  row,
  col,
  row_span: 1,
  text,
  page: 1,
  bbox: null,
  confidence: 1,
})

/** The same figure, whatever stands around its digits. */
export const samePrint = (a: string, b: string): boolean => {
  const digits = (text: string) => text.replace(/[^\d.,]/g, '')
  return digits(a) === digits(b)
}
