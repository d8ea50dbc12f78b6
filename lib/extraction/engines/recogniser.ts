/** What recognition is asked for and gives, whichever build of Tesseract does it, and how Tesseract is told. */
import type { RecognisedLine } from './hocr.ts'
import type { GrayBitmap } from './image-bitmap.ts'

/**
 * How text is supposed to stand: in lines of any size and width, in one even block, strewn over the page, in one line, or as one
 * figure, of which only digits and their signs are read.
 */
export type TextLayout = 'column' | 'block' | 'sparse' | 'line' | 'figure'

export type Recogniser = {
  /** Which build of Tesseract it is. */
  readonly build: 'native' | 'npm'
  /** Of each picture the lines of words, in pixels, in the order in which Tesseract reads. */
  recognise(pictures: readonly GrayBitmap[], dpi: number, layout?: TextLayout): Promise<RecognisedLine[][]>
  close(): Promise<void>
}

/**
 * Its page segmentation modes. The default mode drops whole ruled tables: it takes them for pictures. Sparse text reads
 * figures a little better, but passes over digits that stand alone in their column.
 */
const MODES = { column: 4, block: 6, sparse: 11, line: 7, figure: 7 } as const

export const modeOf = (layout: TextLayout): string => String(MODES[layout])

/** What stands in a figure, its currency and its note marks excepted. */
const FIGURE_CHARACTERS = '0123456789.,-()%'

/** The characters that alone are read; none where all are. */
export const charactersOf = (layout: TextLayout): string => (layout === 'figure' ? FIGURE_CHARACTERS : '')
