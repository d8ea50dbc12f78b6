/** Sets a page of lines and a table, word by word, as an engine would have read it. */
import type { PageLayout, Rule, Word } from '../../lib/schedules/model.ts'

/**
 * How a line begins says how it is set: `# ` as a title, `## ` as a heading, `**` in bold, `^ ` in bold and centred, `> `
 * small and to the right, `@ ` in the margin beside the table, `¶` as a paragraph, none of these as plain text. A number
 * is blank space; `---` is the table, `===` the table in a lattice, in which a row of one text has one cell.
 */
export type Lines = readonly (string | number)[]
export type Rows = readonly (readonly string[])[]

type Setting = { size: number; bold: boolean; align: 'left' | 'centre' | 'right' | 'margin'; wrap: boolean }

const plain: Setting = { size: 10, bold: false, align: 'left', wrap: false }
const settings: Record<string, Setting> = {
  '# ': { ...plain, size: 16, bold: true },
  '## ': { ...plain, size: 12, bold: true },
  '**': { ...plain, bold: true },
  '^ ': { ...plain, bold: true, align: 'centre' },
  '> ': { ...plain, size: 8, align: 'right' },
  '@ ': { ...plain, size: 8, align: 'margin' },
  '¶': { ...plain, wrap: true },
}
const left = 130
const right = 540
const margin = 20
const pitch = 15
/** Of a character, in font sizes. */
const advance = 0.5

/** An A4 page with the lines from 90 points below its upper edge. */
export function setPage(lines: Lines, rows: Rows, number = 1): PageLayout {
  const words: Word[] = []
  const rules: Rule[] = []
  let y = 90
  for (const line of lines) {
    if (typeof line === 'number') y += line
    else if (line === '---' || line === '===') y = setTable(words, rules, { rows, top: y, lattice: line === '===' })
    else y = setLine(words, line, y)
  }
  return { number, width: 595, height: 842, words, rules }
}

function setLine(words: Word[], line: string, y: number): number {
  const mark = Object.keys(settings).find((sign) => line.startsWith(sign)) ?? ''
  const { size, bold, align, wrap } = settings[mark] ?? plain
  const text = line.slice(mark.length)
  const width = text.length * advance * size
  const start = { left, centre: (left + right - width) / 2, right: right - width, margin }[align]
  if (!wrap) {
    words.push(...wordsOf(text, start, y, size, bold))
    return align === 'margin' ? y : y + 1.25 * size
  }
  const perLine = Math.floor((right - left) / (advance * size))
  const broken = text.match(new RegExp(`.{1,${perLine}}(?:\\s|$)`, 'g')) ?? []
  broken.forEach((part, i) => {
    words.push(...wordsOf(part.trim(), start, y + i * 1.2 * size, size, bold))
  })
  return y + broken.length * 1.2 * size
}

const wordsOf = (text: string, x: number, y: number, size: number, bold: boolean): Word[] =>
  [...text.matchAll(/\S+/g)].map((word) => {
    const from = x + word.index * advance * size
    return {
      text: word[0],
      bbox: [from, y, from + word[0].length * advance * size, y + size],
      confidence: 1,
      font_size: size,
      bold,
    }
  })

type Sheet = { rows: Rows; top: number; lattice: boolean }

function setTable(words: Word[], rules: Rule[], { rows, top, lattice }: Sheet): number {
  const columns = Math.max(...rows.map((row) => row.length))
  const step = (right - left - 180) / (columns - 1)
  const edges = [left, ...Array.from({ length: columns }, (_, i) => left + 180 + step * i)]
  const bottom = top + rows.length * pitch
  rows.forEach((row, i) => {
    row.forEach((text, col) => {
      const at = col === 0 ? left + 3 : (edges[col + 1] ?? right) - 3 - text.length * advance * 10
      words.push(...wordsOf(text, at, top + i * pitch + 3, 10, false))
    })
  })
  const heights = lattice ? rows.map((_, i) => top + i * pitch) : [top, top + pitch]
  for (const y of [...heights, bottom]) rules.push({ x0: left, y0: y, x1: right, y1: y, thickness: 0.5 })
  if (lattice) {
    const across = rows.findIndex((row) => row.length > 1)
    for (const x of edges) {
      const from = x === left || x === right ? top : top + across * pitch
      rules.push({ x0: x, y0: from, x1: x, y1: bottom, thickness: 0.5 })
    }
  }
  return bottom
}
