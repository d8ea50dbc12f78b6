/**
 * A document that has texts and tables but no pages, as a page: line under line, cells in columns. What is read on a
 * page by what stands beside and above it is read there by the same rules.
 */
import type { Cell, Word } from '../../schedules/model.ts'
import type { Artifact, TableArtifact, TextArtifact } from '../model.ts'
import type { InvoicePage } from './read-invoice.ts'

/** Points. */
const SIZE = 10
const LEADING = 13
const GAP = 8
const LETTER = 5
const WIDTH = 595
/** Where a tab leads, or the next of several texts that blanks part. */
const TAB = 120
/** More is a report, whatever it speaks of. */
const MOST_WORDS = 8_000

type Sheet = { words: Word[]; y: number }

/** Null where there is more than an invoice has. */
export function layArtifacts(artifacts: readonly Artifact[]): InvoicePage | null {
  const sheet: Sheet = { words: [], y: 40 }
  const headers = artifacts.filter((artifact) => artifact.kind === 'text' && artifact.role === 'header')
  const footers = artifacts.filter((artifact) => artifact.kind === 'text' && artifact.role === 'footer')
  const body = artifacts.filter((artifact) => !headers.includes(artifact) && !footers.includes(artifact))
  for (const artifact of [...headers, ...body, ...footers]) {
    if (artifact.kind === 'text') layText(sheet, artifact)
    else if (artifact.kind === 'table') layTable(sheet, artifact)
    if (sheet.words.length > MOST_WORDS) return null
  }
  return { number: 1, width: WIDTH, height: sheet.y, words: sheet.words }
}

function layText(sheet: Sheet, { text, role, font_size }: TextArtifact): void {
  const large = role === 'title' || role === 'heading'
  const size = Math.min(24, Math.max(6, font_size ?? (large ? SIZE * 1.4 : SIZE)))
  for (const line of text.split(/\r?\n|\v/)) {
    const parts = line.split(/\t+| {3,}/)
    let x = 50
    for (const part of parts) {
      const right = layLine(sheet, part, x, sheet.y, size, large)
      x = Math.max(right + 3 * SIZE, x + TAB)
    }
    sheet.y += Math.max(LEADING, size * 1.3)
  }
  sheet.y += GAP / 2
}

function layTable(sheet: Sheet, { cells, row_count, col_count }: TableArtifact): void {
  const rows = Map.groupBy(cells, ({ row }) => row)
  const widths = columnWidths(cells, col_count)
  sheet.y += GAP
  for (let row = 0; row < row_count && sheet.words.length <= MOST_WORDS; row++) {
    let deepest = sheet.y + LEADING
    for (const { col, text } of rows.get(row) ?? []) {
      const x = 50 + widths.slice(0, col).reduce((sum, width) => sum + width, 0)
      let y = sheet.y
      for (const line of text.split(/\r?\n/)) {
        layLine(sheet, line, x, y, SIZE, false)
        y += LEADING
      }
      deepest = Math.max(deepest, y)
    }
    sheet.y = deepest
  }
  sheet.y += GAP
}

/** Each as wide as its longest text, the first as wide as the sheet allows; cells over several columns ask for nothing. */
function columnWidths(cells: readonly Cell[], count: number): number[] {
  const widths = Array.from({ length: count }, () => 4 * LETTER)
  for (const { col, col_span, text } of cells) {
    if (col_span > 1) continue
    const longest = Math.max(...text.split('\n').map((line) => line.length))
    widths[col] = Math.max(widths[col] ?? 0, longest * LETTER)
  }
  const spaced = widths.map((width) => width + 3 * SIZE)
  const free = WIDTH - 100 - spaced.reduce((sum, width) => sum + width, 0)
  return spaced.map((width, index) => (index === 0 && count > 1 ? width + Math.max(0, free) : width))
}

/** Answers where the line ends. */
function layLine({ words }: Sheet, line: string, left: number, y: number, size: number, bold: boolean): number {
  let x = left
  const letter = (LETTER * size) / SIZE
  for (const text of line.split(/\s+/).filter((part) => part !== '')) {
    const wide = text.length * letter
    words.push({ text, bbox: [x, y, x + wide, y + size], confidence: 1, font_size: size, bold })
    x += wide + 0.6 * letter
  }
  return x
}
