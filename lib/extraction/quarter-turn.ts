/** Turning boxes by quarter turns between a page as displayed and the direction in which its text reads. */
import type { BBox } from '../schedules/model.ts'

export type QuarterTurn = 0 | 90 | 180 | 270
export type Size = { width: number; height: number }

/** The size of a page once it has been turned. */
export function turnedSize({ width, height }: Size, turn: QuarterTurn): Size {
  return turn === 90 || turn === 270 ? { width: height, height: width } : { width, height }
}

/** Turns a box clockwise with its page; `size` is the page's before turning. Origin at the top left throughout. */
export function turnBox([x0, y0, x1, y1]: BBox, size: Size, turn: QuarterTurn): BBox {
  if (turn === 90) return [size.height - y1, x0, size.height - y0, x1]
  if (turn === 180) return [size.width - x1, size.height - y1, size.width - x0, size.height - y0]
  if (turn === 270) return [y0, size.width - x1, y1, size.width - x0]
  return [x0, y0, x1, y1]
}

/** Undoes `turnBox`; `size` is again the page's before it was turned. */
export function turnBack(box: BBox, size: Size, turn: QuarterTurn): BBox {
  const back = ((360 - turn) % 360) as QuarterTurn
  return turnBox(box, turnedSize(size, turn), back)
}
