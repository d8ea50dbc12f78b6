import { afterAll, beforeAll, expect, test } from 'vitest'
import { readScan } from '../../lib/extraction/engines/ocr.ts'
import type { Recogniser } from '../../lib/extraction/engines/recogniser.ts'
import { openRenderer, type PageRenderer } from '../../lib/extraction/engines/render-page.ts'
import { startTesseract } from '../../lib/extraction/engines/tesseract.ts'
import { findInvoice } from '../../lib/extraction/invoice/find-invoice.ts'
import { readInvoiceAgain } from '../../lib/extraction/read-invoice-again.ts'
import { scanPdf } from '../../scripts/samples/scan.ts'
import { drawPdf } from './draw-pdf.ts'
import { drawLines, fieldsOf, type Line } from './invoice-documents.ts'

/** A4, in points. */
const [WIDTH, HEIGHT] = [595.28, 841.89]

const facts: Line[] = [
  ['Brightwater Tools Ltd', 50, 40, 16],
  ['14 Harbour Road, Bristol BS1 4QA', 50, 62],
  ['Tel +44 117 496 0123', 50, 76],
  ['INVOICE', 450, 40, 20],
  ['Invoice No.', 380, 120],
  ['20391', 545, 120, 10, 'right'],
  ['Invoice Date', 380, 136],
  ['14 March 2024', 545, 136, 10, 'right'],
  ['Subtotal', 380, 300],
  ['450.00', 545, 300, 10, 'right'],
  ['VAT 20%', 380, 316],
  ['90.00', 545, 316, 10, 'right'],
  ['Total', 380, 332],
  ['540.00', 545, 332, 10, 'right'],
]
const letter: Line[] = Array.from(
  { length: 24 },
  (_, index): Line => [
    'The harbour was quiet, and nobody had paid for anything in a week of rain.',
    50,
    60 + index * 20,
  ],
)

let renderer: PageRenderer
let recogniser: Recogniser
beforeAll(async () => {
  const printed = await drawPdf((pdf) => {
    drawLines(pdf, facts)
    pdf.addPage()
    drawLines(pdf, letter)
  })
  renderer = await openRenderer(await scanPdf(printed, [0.4, 0]))
  recogniser = await startTesseract(['eng'])
}, 60_000)
afterAll(async () => {
  renderer.close()
  await recogniser.close()
})

async function readPage(number: number) {
  const scan = { renderer, facts: { number, width: WIDTH, height: HEIGHT, rotation: 0 as const }, recogniser }
  const first = await readScan(await renderer.render(number), scan.facts, recogniser)
  return {
    soon: await readInvoiceAgain(first, { ...scan, tookMs: 0 }),
    late: await readInvoiceAgain(first, { ...scan, tookMs: 60_000 }),
  }
}

test('a scanned invoice is recognised in a second way while there is time, boxes as displayed', async () => {
  const { soon, late } = await readPage(1)
  expect(soon.text!.again).toHaveLength(1)
  expect(late.text!.again).toBeUndefined()
  const read = findInvoice([soon])
  expect(fieldsOf(read)).toMatchObject({
    invoice_number: '20391',
    date: '2024-03-14',
    subtotal: '450.00',
    tax: '90.00',
    total: '540.00',
    vendor: 'Brightwater Tools Ltd',
  })
  const [x0, y0, x1, y1] = read!.fields.total!.bbox!
  expect(Math.abs(x1 - 545)).toBeLessThan(8)
  expect(Math.abs((y0 + y1) / 2 - 338)).toBeLessThan(8)
  expect(x1 - x0).toBeLessThan(60)
}, 120_000)

test('a scanned letter is recognised once', async () => {
  const { soon } = await readPage(2)
  expect(soon.text!.words.length).toBeGreaterThan(100)
  expect(soon.text!.again).toBeUndefined()
}, 120_000)
