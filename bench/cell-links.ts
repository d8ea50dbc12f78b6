/** Which cells of a table are neighbours. */

export type LinkedCell = { row: number; col: number; rowspan: number; colspan: number; text: string }
/** Indexes into the cells; `across` from left to right, else downward; `blanks` positions lie between. */
export type CellLink = { from: number; to: number; across: boolean; blanks: number }

/** Each cell and its nearest neighbour to the right and below, each pair once. */
export function linksOf(cells: readonly LinkedCell[]): CellLink[] {
  const rows = Math.max(0, ...cells.map((cell) => cell.row + cell.rowspan))
  const cols = Math.max(0, ...cells.map((cell) => cell.col + cell.colspan))
  const grid: (number | undefined)[] = new Array(rows * cols)
  cells.forEach((cell, index) => {
    for (let row = cell.row; row < cell.row + cell.rowspan; row++) {
      for (let col = cell.col; col < cell.col + cell.colspan; col++) grid[row * cols + col] = index
    }
  })
  const links: CellLink[] = []
  const linked = new Set<string>()
  const scan = (outer: number, inner: number, at: (o: number, i: number) => number, across: boolean) => {
    for (let o = 0; o < outer; o++) {
      let last: { index: number; cell: number } | null = null
      for (let i = 0; i < inner; i++) {
        const cell = grid[at(o, i)]
        if (cell === undefined) continue
        const pair = `${last?.cell} ${cell} ${across}`
        if (last && last.cell !== cell && !linked.has(pair)) {
          linked.add(pair)
          links.push({ from: last.cell, to: cell, across, blanks: i - last.index - 1 })
        }
        last = { index: i, cell }
      }
    }
  }
  scan(rows, cols, (row, col) => row * cols + col, true)
  scan(cols, rows, (col, row) => row * cols + col, false)
  return links
}
