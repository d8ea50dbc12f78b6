/**
 * Figures that were perhaps not read as they are printed. Their last digits went to another line, as in 232,824.2 among
 * figures with two decimals; or the dash before them is the nil of the column beside. No sum is held against them.
 */
import type { Cell } from '../model.ts'

/** Of the figures of a column so many must have the same decimals before another is conspicuous. */
const shareAlike = 0.6

/** The end of a figure that was broken off: a digit or two, a bracket; and what it was broken off from. Characters. */
const longestRest = 2
const shortestCut = 4

/** Cells, as `row,col`. */
export function findDoubtful(cells: readonly Cell[]): Set<string> {
  const body = cells.filter(({ header }) => !header)
  const doubtful = [...shortOfDecimals(body), ...restsOf(body), ...besideNil(body)]
  return new Set(doubtful.map(({ row, col }) => `${row},${col}`))
}

/** Cells that have some decimals, and fewer than nearly all of their column. */
function shortOfDecimals(body: readonly Cell[]): Cell[] {
  const figures = body.filter(({ value }) => value?.type === 'number' && value.value !== '0')
  return [...Map.groupBy(figures, ({ col }) => col).values()].flatMap((column) => {
    const counts = Map.groupBy(column, decimalsOf)
    const usual = [...counts].find(([, alike]) => alike.length > shareAlike * column.length)?.[0] ?? 0
    return column.filter((cell) => decimalsOf(cell) > 0 && decimalsOf(cell) < usual)
  })
}

/** Cells of rows that are mostly what was broken off from the row above. */
function restsOf(body: readonly Cell[]): Cell[] {
  const rests: Cell[] = []
  let above: Cell[] = []
  for (const row of rowsOf(body)) {
    const broken = row.filter(
      ({ row: at, col, text }) =>
        text.length <= longestRest &&
        above.some((cell) => cell.row === at - 1 && cell.col === col && cell.text.length >= shortestCut),
    )
    if (broken.length * 2 > row.length && row.every(({ col }) => col > 0)) rests.push(...row)
    above = row
  }
  return rests
}

/** One row after the other, from cells that stand in this order: a long table is not held once more. */
function* rowsOf(cells: readonly Cell[]): Generator<Cell[]> {
  let row: Cell[] = []
  for (const cell of cells) {
    if (row[0] && row[0].row !== cell.row) {
      yield row
      row = []
    }
    row.push(cell)
  }
  if (row.length > 0) yield row
}

/** Where dashes stand for nil: figures after a dash and a space, with a blank on either side. */
function besideNil(body: readonly Cell[]): Cell[] {
  const signed = body.filter(({ text }) => /^[-–—−] +\D{0,3}\d/.test(text))
  if (signed.length === 0 || !body.some(({ text }) => /^[-–—−]$/.test(text))) return []
  const filled = new Set(body.map(({ row, col }) => `${row},${col}`))
  return signed.filter(({ row, col }) => !filled.has(`${row},${col - 1}`) || !filled.has(`${row},${col + 1}`))
}

const decimalsOf = ({ value }: Cell): number => value?.value.split('.')[1]?.length ?? 0
