import type { Cell } from '../../../schedules/model.ts'

/** What stands in a column of its own so that signs are set below each other. */
const BEFORE = /^(?:\(|(?:[A-Z]{0,2}[$€£¥₹]|CHF|EUR|GBP|JPY|USD) ?\(?)$/
const AFTER = /^(?:\)|%|\) ?%)$/
const FIGURE = /\d|^[-\u2010-\u2015]+$/

/**
 * Joins currency signs and brackets that have a column to themselves to the figures beside them, in place. Returns the
 * cells that are left and the columns that are empty now. A column of which one sign has no figure beside it stays.
 */
export function joinSigns(cells: Cell[], headerRows: number): { cells: Cell[]; emptied: Set<number> } {
  const signs = signColumns(cells, headerRows)
  if (signs.size === 0) return { cells, emptied: new Set() }
  const neighbours = neighboursOf(cells, signs)
  const emptied = new Set<number>()
  for (const [col, { side, own }] of signs) {
    const beside = own.map(({ row }) => neighbours.get(`${row} ${col + side}`))
    if (!beside.every((cell) => cell && FIGURE.test(cell.text))) continue
    for (const [index, sign] of own.entries()) join(beside[index]!, sign.text, side)
    emptied.add(col)
  }
  return {
    cells: cells.filter(({ col, col_span, row }) => col_span > 1 || row < headerRows || !emptied.has(col)),
    emptied,
  }
}

/** On which side of the signs their figures stand: 1 for the right. */
type SignColumn = { side: 1 | -1; own: Cell[] }

/** Columns that hold nothing but signs. */
function signColumns(cells: readonly Cell[], headerRows: number): Map<number, SignColumn> {
  const signs = new Map<number, SignColumn>()
  const others = new Set<number>()
  for (const cell of cells) {
    if (cell.col_span > 1 || others.has(cell.col)) continue
    const side = BEFORE.test(cell.text) ? 1 : AFTER.test(cell.text) ? -1 : 0
    const column = signs.get(cell.col)
    if (side === 0 || cell.row < headerRows || cell.row_span > 1 || (column && column.side !== side)) {
      others.add(cell.col)
      signs.delete(cell.col)
    } else if (column) column.own.push(cell)
    else signs.set(cell.col, { side, own: [cell] })
  }
  return signs
}

function neighboursOf(cells: readonly Cell[], signs: ReadonlyMap<number, SignColumn>): Map<string, Cell> {
  const wanted = new Set([...signs].map(([col, { side }]) => col + side))
  return new Map(
    cells.flatMap((cell) =>
      cell.col_span === 1 && wanted.has(cell.col) ? [[`${cell.row} ${cell.col}`, cell] as const] : [],
    ),
  )
}

function join(figure: Cell, sign: string, side: 1 | -1): void {
  const space = side === 1 && /[A-Z]$/.test(sign) ? ' ' : ''
  figure.text = side === 1 ? `${sign}${space}${figure.text}` : `${figure.text}${sign}`
}
