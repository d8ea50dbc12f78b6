/** What a made-up table says: its columns, head, rows and spans. How it is set and drawn is decided elsewhere. */
import { conventionOf, printFigure, type Random } from '../print-figures.ts'
import { groups, heads, labels, prefixes, remarks, sections } from './vocabulary.ts'

export type ColumnKind = 'label' | 'text' | 'number' | 'money' | 'percent' | 'year'
export type ContentCell = {
  row: number
  col: number
  row_span: number
  col_span: number
  text: string
  /** The sign of a currency, which stands at the left edge of the column. */
  sign?: string
}
export type RowStyle = 'item' | 'section' | 'total'
export type Content = {
  kinds: ColumnKind[]
  head_rows: number
  /** Of each row of the body. */
  styles: RowStyle[]
  row_count: number
  cells: ContentCell[]
}

export type ContentOptions = {
  columns: number
  rows: number
  /** Cells over several rows are only told from blanks where lines are drawn. */
  rowSpans: boolean
  spanningHeads: boolean
  blanks: boolean
  wraps: boolean
}

/** A table of `columns` by `rows`, the head not counted. */
export function makeContent(random: Random, options: ContentOptions): Content {
  const kinds = makeKinds(random, options.columns)
  const head = makeHead(random, kinds, options)
  const styles = makeStyles(random, options.rows)
  const cells = makeBody(random, kinds, styles, options).map((cell) => ({ ...cell, row: cell.row + head.rows }))
  if (options.rowSpans) joinLabels(random, cells, head.rows, styles)
  return {
    kinds,
    head_rows: head.rows,
    styles,
    row_count: head.rows + options.rows,
    cells: [...head.cells, ...cells],
  }
}

function makeKinds(random: Random, columns: number): ColumnKind[] {
  const main = random.pick(['number', 'number', 'number', 'money', 'percent'] as const)
  return Array.from({ length: columns }, (_, col) => {
    if (col === 0) return 'label'
    if (col === 1 && columns > 3 && random.chance(0.2)) return 'text'
    if (col === columns - 1 && columns > 3 && random.chance(0.2)) return 'percent'
    return random.chance(0.1) ? 'year' : main
  })
}

const at = (row: number, col: number, text: string, spans: Partial<ContentCell> = {}): ContentCell => ({
  row,
  col,
  row_span: 1,
  col_span: 1,
  text,
  ...spans,
})

/** One row of headings, or two of which the upper ones stand over two to four columns each. */
function makeHead(random: Random, kinds: readonly ColumnKind[], { spanningHeads }: ContentOptions) {
  const columns = kinds.length
  const names = kinds.map((kind, col) => (col === 0 ? random.pick(['', 'Item', 'Description']) : headOf(random, kind)))
  const named = (row: number) => names.flatMap((text, col) => (text === '' ? [] : [at(row, col, text)]))
  if (!spanningHeads || columns < 4) return { rows: 1, cells: named(0) }
  const over: ContentCell[] = []
  for (let col = 1; col + 1 < columns; ) {
    const span = Math.min(random.int(2, 4), columns - col)
    const whole = columns - col - span === 1 ? span + 1 : span
    over.push(at(0, col, random.pick(groups), { col_span: whole }))
    col += whole
  }
  return { rows: 2, cells: [...over, ...named(1)] }
}

function headOf(random: Random, kind: ColumnKind): string {
  if (kind === 'percent') return random.pick(['%', 'Share %', 'Change %', 'In %'])
  if (kind === 'year') return random.pick(['Year', 'Since', 'Due'])
  if (kind === 'text') return random.pick(['Remarks', 'Location', 'Method'])
  return random.pick(heads)
}

/** Sections begin and totals end some of the stretches of items. */
function makeStyles(random: Random, rows: number): RowStyle[] {
  const sectioned = rows > 6 && random.chance(0.4)
  const totalled = random.chance(0.5)
  return Array.from({ length: rows }, (_, row) => {
    if (totalled && row === rows - 1) return 'total'
    return sectioned && row % 7 === 0 && row < rows - 3 ? 'section' : 'item'
  })
}

function makeBody(
  random: Random,
  kinds: readonly ColumnKind[],
  styles: readonly RowStyle[],
  { blanks, wraps }: ContentOptions,
): ContentCell[] {
  const convention = { ...conventionOf(random, random.pick([0, 0, 1, 2])), sign: '' }
  const zero = convention.zero === '' && !blanks ? '-' : convention.zero
  const sign = random.pick(['$', '€', '£'])
  const value = (kind: ColumnKind, row: number): Partial<ContentCell> => {
    if (kind === 'year') return { text: String(random.int(1990, 2024)) }
    if (kind === 'text') return { text: random.pick(remarks) }
    if (kind === 'percent') return { text: `${printFigure(random.int(1, 999), { ...convention, sign: '' }, 1)}%` }
    const units = random.int(1, 10 ** random.int(3, 7)) * (random.chance(0.1) ? -1 : 1)
    const text = printFigure(random.chance(0.04) ? 0 : units, { ...convention, zero })
    // Accounts print the sign with the first figure of a column and with its total.
    return kind === 'money' && (row === 0 || styles[row] === 'total') && text !== '' ? { text, sign } : { text }
  }
  return styles.flatMap((style, row): ContentCell[] => {
    if (style === 'section') return [at(row, 0, random.pick(sections))]
    const label = style === 'total' ? 'Total' : labelOf(random, wraps)
    return kinds.flatMap((kind, col): ContentCell[] => {
      if (col === 0) return [at(row, 0, label)]
      if (blanks && style === 'item' && random.chance(0.12) && row > 1) return []
      const cell = { ...at(row, col, ''), ...value(kind, row) }
      return cell.text === '' ? [] : [cell]
    })
  })
}

function labelOf(random: Random, wraps: boolean): string {
  const label = random.pick(labels)
  return wraps && random.chance(0.25) ? `${random.pick(prefixes)} ${label.toLowerCase()}` : label
}

/** Some labels stand for two or three rows of items. */
function joinLabels(random: Random, cells: ContentCell[], from: number, styles: readonly RowStyle[]): void {
  for (let row = 0; row + 1 < styles.length; row++) {
    const span = random.int(2, 3)
    const rows = styles.slice(row, row + span)
    if (rows.length < span || rows.some((style) => style !== 'item') || !random.chance(0.3)) continue
    for (let k = 1; k < span; k++) {
      const below = cells.findIndex((cell) => cell.row === from + row + k && cell.col === 0)
      if (below >= 0) cells.splice(below, 1)
    }
    const label = cells.find((cell) => cell.row === from + row && cell.col === 0)
    if (label) label.row_span = span
    row += span - 1
  }
}
