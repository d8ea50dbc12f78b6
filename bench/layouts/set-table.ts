/** From what a table says to where its lines of text stand: widths of columns, wrapped lines, heights of rows. */
import type { Content, ContentCell } from './content.ts'
import type { Pdf } from './page.ts'
import { fonts, type TableStyle } from './style.ts'

export type SetCell = ContentCell & { lines: string[]; bold: boolean; align: 'left' | 'right' | 'center' }
export type SetTable = {
  content: Content
  style: TableStyle
  /** Left edges of the columns from 0, and the right edge of the last. */
  edges: number[]
  /** Of each row, the head among them. */
  heights: number[]
  cells: SetCell[]
}

export const lineHeight = ({ size, leading }: TableStyle) => size * leading

/** Sets a table in the narrowest columns that hold its words, labels wrapped. */
export function setTable(pdf: Pdf, content: Content, style: TableStyle): SetTable {
  const measure = measureIn(pdf, style)
  const cells = content.cells.map((cell) => styled(cell, content, style))
  const widths = content.kinds.map((_, col) => {
    const single = cells.filter((cell) => cell.col === col && cell.col_span === 1)
    const widest = Math.max(
      ...single.map((cell) => measure(cell.text, cell.bold) + (cell.sign ? 1.4 * style.size : 0)),
      12,
    )
    const room = col === 0 ? Math.min(widest + style.hanging, style.labelWidth) : widest
    return room + 2 * style.padX + (col === 0 ? 0 : style.stretch)
  })
  const edges = [0]
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width)
  const set = cells.map((cell): SetCell => {
    const room = (edges[cell.col + cell.col_span] ?? 0) - (edges[cell.col] ?? 0) - 2 * style.padX
    const hanging = cell.col === 0 ? style.hanging : 0
    const mayWrap = cell.col === 0 || cell.col_span > 1
    const fits = (text: string) => measure(text, cell.bold) <= room - hanging + 0.01
    return { ...cell, lines: mayWrap ? wrap(cell.text, fits) : [cell.text] }
  })
  const heights = Array.from({ length: content.row_count }, (_, row) => {
    const own = set.filter((cell) => cell.row === row && cell.row_span === 1)
    return Math.max(1, ...own.map((cell) => cell.lines.length)) * lineHeight(style) + 2 * style.padY
  })
  for (const { row, row_span, lines } of set.filter((cell) => cell.row_span > 1)) {
    const room = heights.slice(row, row + row_span).reduce((sum, height) => sum + height, 0)
    const last = row + row_span - 1
    heights[last] = (heights[last] ?? 0) + Math.max(0, lines.length * lineHeight(style) + 2 * style.padY - room)
  }
  return { content, style, edges, heights, cells: set }
}

function styled(cell: ContentCell, content: Content, style: TableStyle): Omit<SetCell, 'lines'> {
  const head = cell.row < content.head_rows
  const kind = content.kinds[cell.col]
  const wordy = kind === 'label' || kind === 'text'
  const bold = head ? style.boldHead : content.styles[cell.row - content.head_rows] !== 'item' && style.boldHead
  return { ...cell, bold, align: cell.col_span > 1 ? 'center' : wordy ? 'left' : style.figures }
}

const measureIn = (pdf: Pdf, style: TableStyle) => (text: string, bold: boolean) =>
  pdf
    .font(fonts[style.font][bold ? 1 : 0])
    .fontSize(style.size)
    .widthOfString(text)

function wrap(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
