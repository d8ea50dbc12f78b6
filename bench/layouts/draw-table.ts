/** Draws a table that is set, over as many pages as it needs. */
import type { Pdf } from './page.ts'
import { lineHeight, type SetCell, type SetTable } from './set-table.ts'
import { fonts } from './style.ts'

export type Flow = {
  /** Where the page's body ends. Points. */
  bottom: number
  /** Opens the next page and says where its body begins. */
  nextPage(): number
  repeatHead: boolean
  /** Whether a row may begin on one page and end on the next. */
  splitRows: boolean
}

/** Draws from `top` and returns where the table ends on its last page. */
export function drawTable(pdf: Pdf, table: SetTable, left: number, top: number, flow: Flow): number {
  const { content, heights } = table
  let y = top
  let fresh = true
  const rows = content.row_count
  for (let row = 0; row < rows; row++) {
    const height = heights[row] ?? 0
    const kept = keptTogether(table, row)
    if (y + kept > flow.bottom && row > content.head_rows) {
      const isPlain = content.styles[row - content.head_rows] === 'item' && row < content.row_count - 2
      const lines = flow.splitRows && isPlain ? linesThatFit(table, row, flow.bottom - y) : 0
      if (lines > 0) drawRow(pdf, table, row, left, y, { from: 0, to: lines, fresh })
      closePage(pdf, table, left, lines > 0 ? y + partHeight(table, lines) : y)
      y = flow.nextPage()
      fresh = true
      if (flow.repeatHead) {
        for (let head = 0; head < content.head_rows; head++) {
          drawRow(pdf, table, head, left, y, { from: 0, to: 99, fresh: head === 0 })
          y += heights[head] ?? 0
        }
        fresh = false
      }
      if (lines > 0) {
        const rest = linesOf(table, row) - lines
        drawRow(pdf, table, row, left, y, { from: lines, to: 99, fresh })
        y += partHeight(table, rest)
        fresh = false
        continue
      }
    }
    drawRow(pdf, table, row, left, y, { from: 0, to: 99, fresh })
    fresh = false
    y += height
  }
  closePage(pdf, table, left, y)
  return y
}

/** Height of a row and of what is not parted from it: rows that a cell of it reaches over, the row under a heading, the last row. */
function keptTogether({ cells, heights, content }: SetTable, row: number): number {
  const span = Math.max(1, ...cells.filter((cell) => cell.row === row).map((cell) => cell.row_span))
  const isSection = content.styles[row - content.head_rows] === 'section'
  const isLastButOne = row === content.row_count - 2
  return heights
    .slice(row, row + Math.max(span, isSection || isLastButOne ? 2 : 1))
    .reduce((sum, height) => sum + height, 0)
}

const linesOf = ({ cells }: SetTable, row: number) =>
  Math.max(1, ...cells.filter((cell) => cell.row === row && cell.row_span === 1).map((cell) => cell.lines.length))
const partHeight = ({ style }: SetTable, lines: number) => lines * lineHeight(style) + 2 * style.padY

/** At least one line stays and one goes; figures stay with the first line. */
function linesThatFit(table: SetTable, row: number, room: number): number {
  if (table.style.beside === 'last') return 0
  const fitting = Math.floor((room - 2 * table.style.padY) / lineHeight(table.style))
  const lines = linesOf(table, row)
  return fitting >= 1 && lines > fitting ? fitting : 0
}

type Part = { from: number; to: number; fresh: boolean }

function drawRow(pdf: Pdf, table: SetTable, row: number, left: number, y: number, part: Part): void {
  const { style, content } = table
  const height =
    part.from > 0 || part.to < 99
      ? partHeight(table, Math.min(part.to, linesOf(table, row)) - part.from)
      : (table.heights[row] ?? 0)
  if (style.ruling === 'bands' && (row < content.head_rows || row % 2 === 0)) {
    const width = table.edges.at(-1) ?? 0
    pdf
      .rect(left, y, width, height)
      .fill(row < content.head_rows ? '#c8d0d8' : '#eef0f2')
      .fillColor('black')
  }
  for (const cell of table.cells.filter((own) => own.row === row)) drawCell(pdf, table, cell, left, y, height, part)
  if (style.ruling === 'grid') drawBoxes(pdf, table, row, left, y, height)
  const width = table.edges.at(-1) ?? 0
  const last = row === content.head_rows - 1
  if (part.fresh && (style.ruling === 'rows' || style.ruling === 'head_and_foot')) rule(pdf, left, left + width, y)
  if (style.ruling === 'rows' && (row >= content.head_rows || last)) rule(pdf, left, left + width, y + height)
  if ((style.ruling === 'head_and_foot' || style.ruling === 'head') && last) rule(pdf, left, left + width, y + height)
  if (style.spanRules && style.ruling !== 'grid' && style.ruling !== 'bands') {
    for (const cell of table.cells.filter((own) => own.row === row && own.col_span > 1)) {
      const [x0, x1] = [table.edges[cell.col] ?? 0, table.edges[cell.col + cell.col_span] ?? 0]
      rule(pdf, left + x0 + style.padX, left + x1 - style.padX / 2, y + height)
    }
  }
}

function drawCell(pdf: Pdf, table: SetTable, cell: SetCell, left: number, y: number, height: number, part: Part): void {
  const { style, edges } = table
  const [x0, x1] = [
    left + (edges[cell.col] ?? 0) + style.padX,
    left + (edges[cell.col + cell.col_span] ?? 0) - style.padX,
  ]
  pdf.font(fonts[style.font][cell.bold ? 1 : 0]).fontSize(style.size)
  const whole = part.from === 0 && part.to === 99
  const total = linesOf(table, cell.row)
  const room = cell.row_span > 1 ? sum(table.heights.slice(cell.row, cell.row + cell.row_span)) : height
  const isHead = cell.row < table.content.head_rows
  const low = whole && cell.row_span === 1 && (isHead || (style.beside === 'last' && cell.col > 0))
  const offset =
    cell.row_span > 1
      ? (room - 2 * style.padY - cell.lines.length * lineHeight(style)) / 2
      : low
        ? (total - cell.lines.length) * lineHeight(style)
        : 0
  cell.lines.slice(part.from, part.to).forEach((text, i) => {
    const width = pdf.widthOfString(text)
    const free = x1 - x0 - width
    const indent =
      cell.align === 'left'
        ? part.from + i > 0 && cell.col === 0
          ? style.hanging
          : 0
        : cell.align === 'right'
          ? free
          : free / 2
    const at = y + style.padY + offset + i * lineHeight(style)
    if (cell.sign && i === 0 && part.from === 0)
      pdf.text(cell.sign, style.figures === 'center' ? x0 + indent - style.size : x0, at, { lineBreak: false })
    pdf.text(text, x0 + indent, at, { lineBreak: false })
  })
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** A box around every position of a row, but for those within a cell that spans. */
function drawBoxes(pdf: Pdf, table: SetTable, row: number, left: number, y: number, height: number): void {
  const { edges, cells, heights, content } = table
  const owner = (col: number) =>
    cells.find((c) => c.row <= row && c.row + c.row_span > row && c.col <= col && c.col + c.col_span > col)
  pdf.lineWidth(0.5)
  content.kinds.forEach((_, col) => {
    const cell = owner(col)
    if (cell && (cell.row < row || cell.col < col)) return
    const right = edges[col + (cell?.col_span ?? 1)] ?? 0
    const tall = cell && cell.row_span > 1 ? sum(heights.slice(row, row + cell.row_span)) : height
    pdf.rect(left + (edges[col] ?? 0), y, right - (edges[col] ?? 0), tall).stroke()
  })
}

function closePage(pdf: Pdf, table: SetTable, left: number, y: number): void {
  if (table.style.ruling === 'head_and_foot') rule(pdf, left, left + (table.edges.at(-1) ?? 0), y)
}

const rule = (pdf: Pdf, x0: number, x1: number, y: number) => pdf.moveTo(x0, y).lineTo(x1, y).lineWidth(0.6).stroke()
