/** Reads a document as a job does, and compares its tables with the truth cell by cell. */
import { openPdfText } from '../../lib/extraction/engines/pdf-text.ts'
import type { PageResult } from '../../lib/extraction/model.ts'
import type { Table } from '../../lib/schedules/model.ts'
import { type StitchedTable, stitchTables } from '../../lib/schedules/stitch.ts'
import type { ScoredTable } from '../score-tables.ts'

/** The tables of all pages, joined over page breaks. */
export async function readDocument(
  file: string | Uint8Array,
): Promise<{ results: PageResult[]; tables: StitchedTable[] }> {
  const document = await openPdfText(file)
  const results: PageResult[] = []
  for (let number = 1; number <= document.page_count; number++) results.push(await document.readPage(number))
  await document.close()
  return { results, tables: stitchTables(results.map(stitchPage)) }
}

export function stitchPage(result: PageResult) {
  const tables = result.artifacts.flatMap((artifact): Table[] =>
    artifact.kind === 'table' ? [{ ...artifact, page: result.number }] : [],
  )
  const textBlocks = result.artifacts.filter((artifact) => artifact.kind === 'text')
  return { number: result.number, height: result.height, tables, textBlocks }
}

/** What is otherwise than in the truth, a line each; nothing where the table was read exactly. */
export function differences(truth: ScoredTable, found: readonly StitchedTable[]): string[] {
  const [table] = found
  if (!table) return ['no table']
  if (found.length > 1)
    return [`${found.length} tables of ${found.map((t) => `${t.row_count} × ${t.col_count} p${t.pages}`).join(', ')}`]
  const key = (row: number, col: number, text: string) => `${row} ${col} ${text.replace(/\s/g, '')}`
  const expected = new Map(truth.cells.map((cell) => [key(cell.row, cell.col, cell.text), cell]))
  const surplus = table.cells.filter(({ row, col, text, row_span, col_span }) => {
    const same = expected.get(key(row, col, text))
    if (!same || same.rowspan !== row_span || same.colspan !== col_span) return true
    expected.delete(key(row, col, text))
    return false
  })
  return [
    ...surplus.map((c) => `read ${c.row},${c.col} ${c.row_span}×${c.col_span} ${c.text}`),
    ...[...expected.values()].map((c) => `true ${c.row},${c.col} ${c.rowspan}×${c.colspan} ${c.text}`),
  ]
}
