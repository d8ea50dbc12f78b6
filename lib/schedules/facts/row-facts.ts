/** What each row of a schedule is, and how deep its label is indented. */
import type { Cell, Check, RowFact, RowKind, Table } from '../model.ts'
import { claimsTotal } from '../sums/labels.ts'

type Rows = Pick<Table, 'cells' | 'row_count' | 'header_rows'>

/** Points; labels that begin closer together are set alike. */
const indentTolerance = 3
/** Characters; a longer text without figures is a remark and no heading. */
const headingLength = 80

const remark = /^(?:\*|†|‡|§|\(?(?:\d{1,2}|[a-z])\)\s|[¹²³⁴-⁹]|notes?\b|source|quelle|remarks?\b|anmerkung|hinweis)/i
const subtotal = /sub-?\s?total|zwischensumme|sous-?total/i

/** One fact for each row that has cells, from the top. */
export function describeRows(table: Rows, checks: readonly Check[]): RowFact[] {
  const rows = [...Map.groupBy(table.cells, ({ row }) => row)].sort(([a], [b]) => a - b)
  const levels = levelsOf(rows, table.header_rows)
  const sums = checks.filter(
    ({ kind }) => kind === 'column_total' || kind === 'carried_balance' || kind === 'difference',
  )
  const results = new Set(sums.filter(isDown).map(({ result: [row] }) => row))
  const counted = new Set(sums.filter(isDown).flatMap(({ operands }) => operands.map(([row]) => row)))
  const lastFigure = rows.findLast(([, cells]) => cells.some(isFigure))?.[0] ?? -1
  const known = { header: table.header_rows, headings: headingsOf(table), results, counted, lastFigure }
  return rows.map(([row, cells]): RowFact => {
    const kind = kindOf(row, cells, labelOf(cells), known)
    return { row, kind, level: kind === 'header' ? 0 : (levels.get(row) ?? 0) }
  })
}

/** Whether a check runs down a column. */
const isDown = ({ result: [, col], operands }: Check): boolean => operands.every(([, other]) => other === col)

const isFigure = ({ value }: Cell): boolean => value !== undefined && value.type !== 'date'
const labelOf = (cells: readonly Cell[]): string => cells.find((cell) => /\p{L}/u.test(cell.text))?.text.trim() ?? ''

const placed = ({ col, text }: Cell): string => `${col} ${text}`
const headingsOf = ({ cells, header_rows }: Rows): Set<string> =>
  new Set(cells.filter((cell) => cell.row < header_rows && cell.col > 0).map(placed))

/** A head that stands again within the table. */
function repeatsHead(cells: readonly Cell[], headings: ReadonlySet<string>): boolean {
  const beyond = cells.filter((cell) => cell.col > 0)
  return beyond.length > 0 && beyond.every((cell) => headings.has(placed(cell)))
}

type Known = {
  header: number
  headings: ReadonlySet<string>
  results: ReadonlySet<number>
  counted: ReadonlySet<number>
  lastFigure: number
}

function kindOf(row: number, cells: readonly Cell[], label: string, known: Known): RowKind {
  if (row < known.header || cells.every((cell) => cell.header)) return 'header'
  if (repeatsHead(cells, known.headings)) return 'header'
  if (!cells.some(isFigure)) {
    if (row > known.lastFigure || remark.test(label) || label.length > headingLength) return 'note'
    return cells.length === 1 ? 'section' : 'item'
  }
  const isTotal = known.results.has(row) || claimsTotal(label)
  if (!isTotal) return 'item'
  return known.counted.has(row) || subtotal.test(label) ? 'subtotal' : 'total'
}

/** How far to the right labels begin, page by page: 0 for the outermost, and one more for each further step. */
function levelsOf(rows: readonly (readonly [number, Cell[]])[], headerRows: number): Map<number, number> {
  const labels = rows.flatMap(([row, cells]) => {
    const first = cells.find((cell) => cell.col === 0)
    return row >= headerRows && first?.bbox && /\p{L}/u.test(first.text)
      ? [{ row, page: first.page, x: first.bbox[0] }]
      : []
  })
  const levels = new Map<number, number>()
  for (const onPage of Map.groupBy(labels, ({ page }) => page).values()) {
    const steps: number[] = []
    for (const { x } of [...onPage].sort((a, b) => a.x - b.x)) {
      if (steps.length === 0 || x - (steps.at(-1) ?? 0) > indentTolerance) steps.push(x)
    }
    for (const { row, x } of onPage)
      levels.set(
        row,
        steps.findLastIndex((step) => step <= x),
      )
  }
  return levels
}
