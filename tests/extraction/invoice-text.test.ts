import { describe, expect, test } from 'vitest'
import { fitToStore } from '../../lib/extraction/fit-to-store.ts'
import { findInvoice, keepInvoiceText } from '../../lib/extraction/invoice/find-invoice.ts'
import type { PageResult, PageText } from '../../lib/extraction/model.ts'
import type { Word } from '../../lib/schedules/model.ts'

const word = (text: string, x = 10, y = 10): Word => ({
  text,
  bbox: [x, y, x + 8.123456789, y + 9],
  confidence: 0.9,
  font_size: 9,
  bold: false,
})

const pageOf = (number: number, words: Word[], more: Partial<PageText> = {}): PageResult => ({
  number,
  width: 595,
  height: 842,
  rotation: 0,
  source: 'ocr',
  engine: 'ocr',
  characters: 0,
  artifacts: [],
  text: { width: 595, height: 842, turned: 0, skew: 0, words, ...more },
})

describe('the words that a page keeps for its invoice', () => {
  test('are those of the first three pages and the last two', () => {
    const kept = Array.from({ length: 9 }, (_, index) => keepInvoiceText(pageOf(index + 1, [word('x')]), 9))
    expect(kept.flatMap(({ number, text }) => (text ? number : []))).toEqual([1, 2, 3, 8, 9])
  })

  test('are at most four thousand, none longer than a hundred characters, boxes in hundredths', () => {
    const many = Array.from({ length: 4_001 }, () => word('x'))
    expect(keepInvoiceText(pageOf(1, many), 1).text).toBeUndefined()
    const words = [word('x'.repeat(101)), word('INV-7')]
    const dense = Array.from({ length: 1_000 }, () => word('x'.repeat(50)))
    expect(keepInvoiceText(pageOf(1, dense), 1).text).toBeUndefined()
    const { text } = keepInvoiceText(pageOf(1, words, { again: [many, words] }), 1)
    expect(text!.words.map((kept) => [kept.text, kept.bbox])).toEqual([['INV-7', [10, 10, 18.12, 19]]])
    expect(text!.again!.map((reading) => reading.length)).toEqual([1])
  })

  test('have nothing in them that cannot be stored, in whichever reading', () => {
    const strange = '\u0000a\ud800b\uffff'
    const page = fitToStore(pageOf(1, [word(strange)], { again: [[word(strange)]] }))
    expect(page.text!.words[0]!.text).toBe('\ufffda\ufffdb\ufffd')
    expect(page.text!.again![0]![0]!.text).toBe('\ufffda\ufffdb\ufffd')
    const field = { value: strange, text: strange, page: null, bbox: null, confidence: 1 }
    const invoice = { kind: 'invoice', source: 'xml', fields: { vendor: field }, line_items: [] } as const
    const embedded = fitToStore({ ...pageOf(1, []), embedded_invoice: structuredClone(invoice) as never })
    expect(embedded.embedded_invoice!.fields.vendor).toMatchObject({ value: '\ufffda\ufffdb\ufffd' })
  })

  test('stand nowhere that is no place', () => {
    const nowhere: Word = { ...word('x'), bbox: [0, 0, Number.POSITIVE_INFINITY, 1] }
    expect(() => fitToStore(pageOf(1, [nowhere]))).toThrow(/coordinates/)
  })

  test('of pages read by several workers and put together again yield the invoice', () => {
    const line = (texts: string, y: number) => texts.split(' ').map((text, index) => word(text, 50 + index * 11, y))
    const first = pageOf(1, [...line('Brightwater Tools Ltd', 40), ...line('Invoice No: BT-20391', 80)])
    const second = pageOf(2, [...line('Invoice Date: 14/03/2024', 40), ...line('Total: £540.00', 80)])
    const stored = JSON.parse(JSON.stringify([second, first].map((page) => keepInvoiceText(page, 2)))) as PageResult[]
    const invoice = findInvoice(stored.sort((a, b) => a.number - b.number))
    expect(invoice!.fields).toMatchObject({
      invoice_number: { value: 'BT-20391', page: 1 },
      date: { value: '2024-03-14', page: 2 },
      total: { value: '540.00', page: 2 },
    })
  })
})

/** What a stranger's page may hold to keep its reader busy: the rules run where no limit of time guards them. */
describe('five full pages are looked through within seconds, whatever is on them', () => {
  const kinds: [string, string[]][] = [
    ['figures', ['1']],
    ['dates', ['01/01/2020']],
    ['labels', ['invoice', 'no', '12', 'date', '01.01.2020', 'total', '1.00', 'ltd']],
    ['long words', [`${'a-'.repeat(45)}rechnung`]],
    ['addresses of mail', [`a@${'b.'.repeat(45)}c`]],
    ['points', ['1.1.1.1.1.1']],
  ]
  test.each(kinds)('%s', (_what, texts) => {
    const count = Math.min(4_000, Math.floor((40_000 * texts.length) / texts.join('').length))
    const words = Array.from({ length: count }, (_, index) => word(texts[index % texts.length]!, index * 9, 10))
    const pages = [1, 2, 3, 4, 5].map((number) => keepInvoiceText(pageOf(number, words), 5))
    const started = performance.now()
    expect(pages.every(({ text }) => text !== undefined)).toBe(true)
    findInvoice(pages)
    findInvoice(pages.slice(0, 3))
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
