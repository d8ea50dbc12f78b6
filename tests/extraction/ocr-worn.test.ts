import { afterAll, beforeAll, expect, test } from 'vitest'
import { darkEdges, saltAndPepper, type Wear } from '../../bench/wear-page.ts'
import { readScan } from '../../lib/extraction/engines/ocr.ts'
import type { Recogniser } from '../../lib/extraction/engines/recogniser.ts'
import { openRenderer } from '../../lib/extraction/engines/render-page.ts'
import { startTesseract } from '../../lib/extraction/engines/tesseract.ts'
import { gridOf } from '../schedules/read-tables.ts'
import { drawPdf, put } from './draw-pdf.ts'

let recogniser: Recogniser
beforeAll(async () => {
  recogniser = await startTesseract(['eng'])
}, 60_000)
afterAll(() => recogniser.close())

const ROWS = [
  ['Function', '2020 actual', '2021 actual', '2022 estimate'],
  ['National defense', '962,935', '972,338', '758,710'],
  ['International affairs', '84,088', '94,350', '96,780'],
  ['Energy', '7,966', '6,541', '7,968'],
  ['Natural resources', '62,675', '54,081', '58,805'],
  ['Agriculture', '31,797', '32,759', '36,984'],
  ['Total', '1,149,461', '1,160,069', '959,247'],
]

/** A page with one table: its head in white on dark, dotted lines between its rows, leaders after its labels. */
async function worn(wear: Wear) {
  const printed = await drawPdf((pdf) => {
    pdf.fontSize(10)
    put(pdf, 'Table 1: Budget authority by function', 60, 80)
    pdf.rect(60, 100, 470, 20).fill('#444444')
    for (const [row, cells] of ROWS.entries()) {
      const y = 105 + 20 * row
      pdf.fillColor(row === 0 ? 'white' : 'black')
      for (const [col, text] of cells.entries())
        put(pdf, text, col === 0 ? 66 : 210 + 105 * col, y, col === 0 ? 'left' : 'right')
      if (row > 0) put(pdf, '.'.repeat(10), 72 + pdf.widthOfString(cells[0]!), y)
      pdf.lineWidth(0.7).dash(0.8, { space: 1 })
      pdf
        .moveTo(60, y + 15)
        .lineTo(530, y + 15)
        .stroke('#333333')
    }
  })
  const renderer = await openRenderer(printed)
  const page = await renderer.render(1)
  renderer.close()
  const facts = { number: 1, width: 595.28, height: 841.89, rotation: 0 as const }
  const { artifacts } = await readScan({ ...page, bitmap: wear(page.bitmap) }, facts, recogniser)
  return artifacts.filter((artifact) => artifact.kind === 'table')
}

const withoutLeaders = (rows: (string | null)[][]) =>
  rows.map((cells) => cells.map((text) => text?.replace(/[\s.]+$/, '')))

test.each([
  ['clean', (page) => page],
  ['under salt and pepper', saltAndPepper(0.003)],
  ['with black edges and punched holes', darkEdges(0.03)],
] as [string, Wear][])('a table with a dark head, dotted lines and leaders is read, %s', async (_how, wear) => {
  const tables = await worn(wear)
  expect(tables.map((table) => withoutLeaders(gridOf(table)))).toEqual([ROWS])
})
