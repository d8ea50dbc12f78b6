/**
 * Dashes that stand alone. In a table of figures they say nil, and Tesseract passes some of them over: one stroke
 * by itself does not look like text. A dash is a short level stroke with nothing but paper around it.
 */
import type { GrayBitmap } from './image-bitmap.ts'
import { darkRuns, type Stack, stackRuns } from './image-rules.ts'

/** Pixels; `x1` and `y1` are exclusive. */
export type PixelBox = { x0: number; y0: number; x1: number; y1: number }

/** Inches: the hyphen of 6 point print, and the dash as wide as a letter of 16 point. */
const SHORTEST_DASH = 0.024
const LONGEST_DASH = 0.16
const THICKEST_DASH = 0.03
/** Inches of paper to both sides, and above and below: more than the space between two words, less than a line's. */
const CLEAR_BESIDE = 0.06
const CLEAR_ABOVE = 0.03

/** Finds the dashes in a picture that has been set straight; `contrast` as for rules. */
export function findDashes(bitmap: GrayBitmap, contrast: number, dpi: number): PixelBox[] {
  const runs = darkRuns(bitmap, contrast, dpi, SHORTEST_DASH)
    .filter((run) => run.to - run.from <= LONGEST_DASH * dpi)
    .filter((run) => isClear(bitmap, beside(run.from, run.to, run.line, run.line + 1, dpi), contrast))
  return stackRuns(runs)
    .filter((stack) => isDash(stack, dpi))
    .map(({ from, to, first, last }) => ({ x0: from, y0: first, x1: to, y1: last + 1 }))
    .filter((box) => isClear(bitmap, around(box, dpi), contrast))
}

function isDash({ from, to, first, last, area }: Stack, dpi: number): boolean {
  const width = to - from
  const height = last + 1 - first
  return height >= 2 && height <= THICKEST_DASH * dpi && width >= 2 * height && area >= 0.7 * width * height
}

function beside(x0: number, x1: number, y0: number, y1: number, dpi: number): PixelBox[] {
  const clear = Math.round(CLEAR_BESIDE * dpi)
  return [
    { x0: x0 - clear, y0, x1: x0 - BLUR, y1 },
    { x0: x1 + BLUR, y0, x1: x1 + clear, y1 },
  ]
}

function around({ x0, y0, x1, y1 }: PixelBox, dpi: number): PixelBox[] {
  const clear = Math.round(CLEAR_ABOVE * dpi)
  const sides = beside(x0, x1, y0 - clear, y1 + clear, dpi)
  return [...sides, { x0, y0: y0 - clear, x1, y1: y0 - BLUR }, { x0, y0: y1 + BLUR, x1, y1: y1 + clear }]
}

/** Pixels that a scanner smears an edge over. */
const BLUR = 3

/** Whether the boxes hold no pixel much darker than the lightest of theirs: shaded paper is paper. */
function isClear({ width, height, data }: GrayBitmap, boxes: readonly PixelBox[], contrast: number): boolean {
  let lightest = 0
  let darkest = 255
  for (const { x0, y0, x1, y1 } of boxes) {
    if (x0 < 0 || y0 < 0 || x1 > width || y1 > height) return false
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) {
        const tone = data[y * width + x]!
        if (tone > lightest) lightest = tone
        if (tone < darkest) darkest = tone
      }
    }
  }
  return lightest - darkest < 1.5 * contrast
}
