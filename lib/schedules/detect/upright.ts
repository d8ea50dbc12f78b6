/** Pages whose text does not read from left to right as displayed, turned so that it does, as far as their tables show it. */
import type { BBox, Table } from '../model.ts'
import { centreX, centreY } from './geometry.ts'

type Blocks = readonly { bbox: BBox | null; text: string; role: string }[]
type Page = { number: number; height: number | null; tables: readonly Table[]; textBlocks?: Blocks }

/** Which way the columns of a table follow each other on the page as displayed. */
type Direction = 'right' | 'down' | 'left' | 'up'

/** The same pages with all boxes as they stand when their tables read from left to right; cells keep their order. */
export function uprightPages<Of extends Page>(pages: readonly Of[]): Of[] {
  return pages.map((page) => {
    const direction = directionOf(page.tables)
    return direction === 'right' || page.height === null ? page : upright(page, direction, widthOf(page, pages))
  })
}

const boxesOf = ({ tables, textBlocks }: Page): BBox[] =>
  [...tables, ...(textBlocks ?? [])].flatMap(({ bbox }) => (bbox ? [bbox] : []))

/** Nothing says how wide a page is: text on it and its like keeps as far from one side as from the other, nearly enough. */
function widthOf(page: Page, pages: readonly Page[]): number {
  const boxes = pages.filter(({ height }) => height === page.height).flatMap(boxesOf)
  const [left, right] = boxes.reduce(
    ([from, to], box) => [Math.min(from, box[0]), Math.max(to, box[2])],
    [Number.POSITIVE_INFINITY, 0],
  )
  return right + Math.max(0, left)
}

function upright<Of extends Page>(page: Of, direction: Direction, width: number): Of {
  const turn = (box: BBox | null) => box && turned(box, direction, width, page.height ?? 0)
  const turnTable = (table: Table): Table => ({
    ...table,
    bbox: turn(table.bbox),
    cells: table.cells.map((cell) => ({ ...cell, bbox: turn(cell.bbox) })),
  })
  return {
    ...page,
    height: direction === 'left' ? page.height : width,
    tables: page.tables.map(turnTable),
    ...(page.textBlocks && { textBlocks: page.textBlocks.map((block) => ({ ...block, bbox: turn(block.bbox) })) }),
  }
}

function directionOf(tables: readonly Table[]): Direction {
  let [across, along] = [0, 0]
  for (const { cells } of tables) {
    cells.forEach((cell, i) => {
      const next = cells[i + 1]
      if (!next || next.row !== cell.row || !next.bbox || !cell.bbox) return
      across += centreX(next.bbox) - centreX(cell.bbox)
      along += centreY(next.bbox) - centreY(cell.bbox)
    })
  }
  if (Math.abs(across) >= Math.abs(along)) return across < 0 ? 'left' : 'right'
  return along < 0 ? 'up' : 'down'
}

function turned([x0, y0, x1, y1]: BBox, direction: Direction, width: number, height: number): BBox {
  if (direction === 'down') return [y0, width - x1, y1, width - x0]
  if (direction === 'up') return [height - y1, x0, height - y0, x1]
  return [width - x1, height - y1, width - x0, height - y0]
}
