import { expect, test } from 'vitest'
import { agree } from '../../lib/extraction/invoice/agree.ts'
import type { Invoice } from '../../lib/extraction/invoice/model.ts'

const reading = (fields: Record<string, [value: string, confidence: number]>): Invoice => ({
  kind: 'receipt',
  source: 'print',
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, [value, confidence]]) => [
      name,
      { value, text: value, page: 1, bbox: null, confidence },
    ]),
  ),
  line_items: [],
})

test('of several readings each field has the value that most confidence stands for, and doubt where they differ', () => {
  const read = agree([
    reading({ total: ['13.10', 0.6], date: ['2018-05-25', 0.5] }),
    reading({ total: ['11.10', 0.5], date: ['2018-05-25', 0.6] }),
    reading({ total: ['11.10', 0.5], vendor: ['Corner Bakery', 0.7] }),
  ])!
  expect(read.fields).toMatchObject({
    total: { value: '11.10' },
    date: { value: '2018-05-25' },
    vendor: { value: 'Corner Bakery', confidence: 0.7 },
  })
  expect(read.fields.date!.confidence).toBeGreaterThan(0.6)
  expect(read.fields.total!.confidence).toBeLessThan(read.fields.date!.confidence)
})

test('a single reading is left as it is, none is none', () => {
  const only = reading({ total: ['1.00', 0.9] })
  expect(agree([only])).toBe(only)
  expect(agree([])).toBeNull()
})
