import { expect, test } from 'vitest'
import { withFound } from '../../lib/extraction/found-invoice.ts'
import type { FieldName, Invoice, LineItem } from '../../lib/extraction/invoice/model.ts'

const item = (description: string, page: number): LineItem => {
  return { description, quantity: null, unit_price: null, amount: '1.00', page, bbox: null, confidence: 0.9 }
}
function invoice(
  fields: Partial<Record<FieldName, [value: string, confidence: number]>>,
  items: LineItem[] = [],
): Invoice {
  const entries = Object.entries(fields).map(([name, [value, confidence]]) => {
    return [name, { value, text: value, page: 1, bbox: null, confidence }]
  })
  return { kind: 'receipt', source: 'print', fields: Object.fromEntries(entries), line_items: items }
}
const valuesOf = (read: Invoice | null) =>
  Object.fromEntries(Object.entries(read?.fields ?? {}).map(([name, { value }]) => [name, value]))

test('of each field the surer is taken; what they say alike is not doubted, what they do not is', () => {
  const printed = invoice({ total: ['10.00', 0.9], date: ['2025-01-02', 0.6], iban: ['DE02', 0.9] })
  const found = invoice({ total: ['10.00', 0.8], date: ['2025-02-01', 0.95], vendor: ['Acme', 0.7] })
  const read = withFound(printed, [{ found_invoice: found }])
  expect(valuesOf(read)).toEqual({ total: '10.00', date: '2025-02-01', iban: 'DE02', vendor: 'Acme' })
  expect(read!.fields.total!.confidence).toBeGreaterThanOrEqual(0.9)
  expect(read!.fields.date!.confidence).toBeLessThan(0.95)
})

test('an invoice of several pages has the fields and the items of all of them', () => {
  const first = invoice({ invoice_number: ['7', 0.9], total: ['5.00', 0.3] }, [item('rent', 1)])
  const last = invoice({ total: ['9.00', 0.9] }, [item('power', 2), item('water', 2)])
  const read = withFound(invoice({}, [item('rent', 1)]), [{ found_invoice: first }, {}, { found_invoice: last }])
  expect(valuesOf(read)).toEqual({ invoice_number: '7', total: '9.00' })
  expect(read!.line_items.map(({ description }) => description)).toEqual(['rent', 'power', 'water'])
})

test('a document that is no invoice by its print is none, and one whose pages nobody asked about stays as it is', () => {
  expect(withFound(null, [{ found_invoice: invoice({ total: ['9.00', 0.9] }) }])).toBeNull()
  const printed = invoice({ total: ['9.00', 0.9] })
  expect(withFound(printed, [{}])).toBe(printed)
})
