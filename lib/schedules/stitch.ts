/**
 * Joins tables that go on over page breaks into schedules.
 * Always holds: cells keep their own page and box; rows are numbered through; a repeated head appears once.
 * Leaves to others: names where the page says nothing, values, checks.
 */
import { saysContinued } from './detect/captions.ts'
import { overlap } from './detect/geometry.ts'
import type { BBox, Cell, Schedule, Table } from './model.ts'

export type StitchedTable = Omit<Schedule, 'checks' | 'name'> & { name: string | null }

export type StitchPage = {
  number: number
  /** Points; null where the format has no pages. */
  height: number | null
  tables: readonly Table[]
  textBlocks?: readonly { bbox: BBox | null; text: string; role: string }[]
}

/** How far columns may be from those of the page before, as a share of the table's width. */
const maxColumnShift = 0.06
/** Without text blocks to go by: a table that goes on reaches into the last share of its page, and its rest begins in the first. */
const lowShare = 0.6
const highShare = 0.3
const minSimilarity = 0.75

/** Tables in page order; one that goes on over a page break becomes one, with all its pages. */
export function stitchTables(pages: readonly StitchPage[]): StitchedTable[] {
  const stitched: StitchedTable[] = []
  let open: { whole: StitchedTable; part: Table; page: StitchPage } | null = null
  for (const page of pages) {
    page.tables.forEach((table, i) => {
      if (open && i === 0 && open.page.number === page.number - 1 && goesOn(open.part, open.page, table, page)) {
        append(open.whole, table)
        open = { whole: open.whole, part: table, page }
      } else {
        const whole: StitchedTable = {
          ...table,
          cells: [...table.cells],
          pages: table.page === null ? [] : [table.page],
        }
        stitched.push(whole)
        open = { whole, part: table, page }
      }
    })
  }
  return stitched
}

function goesOn(upper: Table, before: StitchPage, lower: Table, after: StitchPage): boolean {
  if (upper.col_count !== lower.col_count || !upper.bbox || !lower.bbox) return false
  const repeated = sameHead(upper, lower)
  if (!repeated && headText(lower) !== '' && !looksLikeBody(lower)) return false
  const [between, named] = textBetween(upper.bbox, before, lower.bbox, after)
  const announced = named.some(saysContinued)
  if (named.some((text) => !saysContinued(text) && !isSameName(text, upper.name, before))) return false
  if (between > 0 && !announced) return false
  if (!announced && !reachesOver(upper.bbox, before, lower.bbox, after)) return false
  return announced || repeated || sameColumns(upper, lower)
}

/** How much text stands between that is neither a running head or foot nor a caption, and the captions. */
function textBetween(upper: BBox, before: StitchPage, lower: BBox, after: StitchPage): [number, string[]] {
  const below = (before.textBlocks ?? []).filter(
    ({ bbox, role }) => bbox && bbox[1] >= upper[3] - 2 && role !== 'footer',
  )
  const above = (after.textBlocks ?? []).filter(
    ({ bbox, role }) => bbox && bbox[3] <= lower[1] + 2 && role !== 'header',
  )
  const named = above.filter(({ text, role }) => role !== 'paragraph' || saysContinued(text))
  const prose = [...below, ...above.filter((block) => !named.includes(block))]
  return [prose.filter(({ text }) => text.length > 12).length, named.map(({ text }) => text)]
}

/** A title that the page before bears as well, as the table's name or as a running head. */
function isSameName(text: string, name: string | null, before: StitchPage): boolean {
  const others = [name ?? '', ...(before.textBlocks ?? []).map((block) => block.text)]
  return others.some((other) => plain(other) === plain(text))
}

function reachesOver(upper: BBox, before: StitchPage, lower: BBox, after: StitchPage): boolean {
  if (before.height === null || after.height === null) return true
  return upper[3] > lowShare * before.height && lower[1] < highShare * after.height
}

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const headText = (table: Table) =>
  plain(
    table.cells
      .filter((cell) => cell.row < table.header_rows)
      .map((cell) => cell.text)
      .join(''),
  )

function sameHead(upper: Table, lower: Table): boolean {
  if (lower.header_rows === 0 || lower.header_rows !== upper.header_rows) return false
  const [a, b] = [headCells(upper), headCells(lower)]
  return a.length === b.length && a.every((text, i) => similar(text, b[i] ?? ''))
}

const headCells = (table: Table) =>
  table.cells.filter((cell) => cell.row < table.header_rows).map((cell) => plain(cell.text))

/** Dice's coefficient over pairs of characters: recognised text is seldom the same twice. */
function similar(a: string, b: string): boolean {
  if (a === b) return true
  const pairs = (text: string) => Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
  const [left, right] = [pairs(a), pairs(b)]
  const shared = left.filter((pair) => right.includes(pair)).length
  return (2 * shared) / Math.max(1, left.length + right.length) >= minSimilarity
}

/** A first row taken for a head that is set like the rows below it. */
function looksLikeBody(table: Table): boolean {
  return table.cells.some(
    (cell) => cell.row < table.header_rows && cell.col > 0 && /^[^\p{L}]*\d[^\p{L}]*$/u.test(cell.text),
  )
}

function sameColumns(upper: Table, lower: Table): boolean {
  const width = (upper.bbox?.[2] ?? 0) - (upper.bbox?.[0] ?? 0)
  const [a, b] = [columnExtents(upper), columnExtents(lower)]
  return a.every((extent, col) => {
    const other = b[col]
    return !extent || !other || overlap(extent, other) > -maxColumnShift * width
  })
}

function columnExtents(table: Table): (readonly [number, number] | null)[] {
  return Array.from({ length: table.col_count }, (_, col) => {
    const boxes = table.cells
      .filter((cell) => cell.col === col && cell.col_span === 1)
      .flatMap((cell) => (cell.bbox ? [cell.bbox] : []))
    if (boxes.length === 0) return null
    return [Math.min(...boxes.map((box) => box[0])), Math.max(...boxes.map((box) => box[2]))]
  })
}

function append(whole: StitchedTable, part: Table): void {
  const repeated = sameHead(whole as Table, part)
  const skipped = repeated ? part.header_rows : 0
  const shift = whole.row_count - skipped
  const cells = part.cells
    .filter((cell) => cell.row >= skipped)
    .map((cell): Cell => ({ ...cell, row: cell.row + shift, header: repeated ? cell.header : false }))
  whole.cells.push(...cells)
  whole.row_count += part.row_count - skipped
  whole.confidence = Math.min(whole.confidence, part.confidence)
  if (part.page !== null && !whole.pages.includes(part.page)) whole.pages.push(part.page)
}
