/** Whether a table goes on over a page break, and what says so. */
import { carriesForward } from './carried.ts'
import { saysContinued } from './detect/captions.ts'
import { isFigure, isYear } from './detect/figures.ts'
import { overlap } from './detect/geometry.ts'
import { columnExtents } from './fit-columns.ts'
import type { BBox, Cell, JoinEvidence, Table } from './model.ts'

/** A page as far as its tables may go on from it or come to it. */
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

/**
 * What says that `lower`, the first table of the page `after`, is the rest of `upper`, the last one of the page
 * `before`. Empty when it is a table of its own.
 */
export function findContinuation(upper: Table, before: StitchPage, lower: Table, after: StitchPage): JoinEvidence[] {
  if (upper.col_count !== lower.col_count || !upper.bbox || !lower.bbox) return []
  const repeated = repeatedRows(upper, lower)
  if (repeated === 0 && headText(lower) !== '' && !looksLikeBody(lower)) return []
  const [between, named] = textBetween(upper.bbox, before, lower.bbox, after)
  const announced = named.some(saysContinued)
  if (named.some((text) => !saysContinued(text) && !isSameName(text, upper.name, before))) return []
  const carried = carriesForward(upper, lower, repeated)
  const told = announced || carried
  if (between > 0 && !told) return []
  if (!told && !reachesOver(upper.bbox, before, lower.bbox, after)) return []
  const alike = sameColumns(upper, lower)
  if (!told && repeated === 0 && !alike) return []
  return [
    ...(repeated > 0 ? (['repeated_header'] as const) : []),
    ...(announced ? (['announced'] as const) : []),
    ...(carried ? (['carried_forward'] as const) : []),
    ...(alike ? (['same_columns'] as const) : []),
  ]
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

/**
 * How many rows, from the top of `lower`, are the head of `upper` once more, recognition's slips allowed for: 0 where it
 * does not stand there again. Rows of headings that were not taken for head in one of them count as well.
 */
export function repeatedRows(upper: Pick<Table, 'cells' | 'header_rows'>, lower: Table): number {
  let rows = 0
  while (rows < lower.row_count && isSameRow(rowOf(upper, rows), rowOf(lower, rows), rows < upper.header_rows)) rows++
  if (rows >= Math.max(1, upper.header_rows)) return rows
  return repeatsWords(upper, lower) ? lower.header_rows : 0
}

const rowOf = (table: Pick<Table, 'cells'>, row: number) => table.cells.filter((cell) => cell.row === row)

/** Whether both heads have the same words: over few rows it is not seen which of them make one heading. */
function repeatsWords(upper: Pick<Table, 'cells' | 'header_rows'>, lower: Table): boolean {
  const [a, b] = [upper, lower].map((table) =>
    table.cells.flatMap((cell) => (cell.row < table.header_rows ? cell.text.split(' ') : [])).sort(),
  )
  return a !== undefined && a.length > 1 && a.join(' ') === b?.join(' ')
}

/** Below the head a row of headings has several texts, and no figures but years. */
function isSameRow(a: readonly Cell[], b: readonly Cell[], inHead: boolean): boolean {
  if (a.length !== b.length || (!inHead && a.length < 3)) return false
  return a.every(({ text }, i) => {
    const other = b[i]?.text ?? ''
    return similar(plain(text), plain(other)) && (inHead || !isFigure(text) || isYear(text))
  })
}

/** Dice's coefficient over pairs of characters: recognised text is seldom the same twice. */
function similar(a: string, b: string): boolean {
  if (a === b) return true
  const pairs = (text: string) => Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
  const [left, right] = [pairs(a), pairs(b)]
  const shared = left.filter((pair) => right.includes(pair)).length
  return (2 * shared) / Math.max(1, left.length + right.length) >= minSimilarity
}

/** A first row taken for a head that is set like the rows below it: figures, or years over years. */
function looksLikeBody(table: Table): boolean {
  const isYearBelow = ({ row, col, row_span }: Cell) =>
    table.cells.some((cell) => cell.col === col && cell.row === row + row_span && isYear(cell.text))
  return table.cells.some((cell) => {
    if (cell.row >= table.header_rows || cell.col === 0 || !/^[^\p{L}]*\d[^\p{L}]*$/u.test(cell.text)) return false
    return !isYear(cell.text) || isYearBelow(cell)
  })
}

function sameColumns(upper: Table, lower: Table): boolean {
  const width = (upper.bbox?.[2] ?? 0) - (upper.bbox?.[0] ?? 0)
  const [a, b] = [columnExtents(upper), columnExtents(lower)]
  return a.every((extent, col) => {
    const other = b[col]
    return !extent || !other || overlap(extent, other) > -maxColumnShift * width
  })
}
