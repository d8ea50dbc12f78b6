import { describe, expect, test } from 'vitest'
import { isSameField, type ScoredField } from '../../bench/score-fields.ts'
import { readInvoice } from '../../lib/extraction/invoice/read-invoice.ts'
import { readDrawn } from './invoice-documents.ts'
import { type Made, makeInvoice } from './made-invoices/make-invoice.ts'
import { makeReceipt } from './made-invoices/make-receipt.ts'
import { pagesOf } from './made-invoices/sheet.ts'

const SEEDS = 250
const LEAST = 0.95

/** How large a share of the made documents each field is read rightly in. */
function sharesOf(make: (seed: number) => Made): Partial<Record<ScoredField, number>> {
  const right: Partial<Record<ScoredField, number>> = {}
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { sheets, truth } = make(seed)
    const fields = readInvoice(pagesOf(sheets))?.fields ?? {}
    for (const [name, wanted] of Object.entries(truth) as [keyof typeof truth, string][]) {
      const found = fields[name]?.value
      const same = found !== undefined && isSameField(name, wanted, found)
      right[name] = (right[name] ?? 0) + Number(same) / SEEDS
    }
  }
  return right
}

test('of 250 invoices in six languages, each unlike the other, every key field is found in .95 at least', () => {
  const { invoice_number, date, total, vendor } = sharesOf(makeInvoice)
  expect(invoice_number).toBeGreaterThan(LEAST)
  expect(date).toBeGreaterThan(LEAST)
  expect(total).toBeGreaterThan(LEAST)
  expect(vendor).toBeGreaterThan(LEAST)
})

test('of 250 receipts as well', () => {
  const { date, total, vendor } = sharesOf(makeReceipt)
  expect(date).toBeGreaterThan(LEAST)
  expect(total).toBeGreaterThan(LEAST)
  expect(vendor).toBeGreaterThan(LEAST)
})

describe('drawn as a PDF', () => {
  test.each([3, 12, 25, 33, 41])('invoice %i is read as it was laid out', async (seed) => {
    const { sheets, truth } = makeInvoice(seed)
    const drawn = sheets.map(({ lines }) =>
      lines.map(({ text, x, y, size, align }) => [text, x, y, size, align] as const),
    )
    const fields = (await readDrawn(...drawn))?.fields
    expect([fields?.invoice_number?.value, fields?.date?.value, fields?.total?.value]).toEqual([
      truth.invoice_number,
      truth.date,
      truth.total,
    ])
  })
})
