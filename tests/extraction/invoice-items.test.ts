import { describe, expect, test } from 'vitest'
import { readInvoice } from '../../lib/extraction/invoice/read-invoice.ts'
import { pageOf } from './forms/form.ts'

const HEAD = `50:Harbour Works Ltd{16}
50:Invoice No. HW-20391
50:Invoice date: 14/03/2024`

/** What is listed on an invoice with these rows: description, quantity, price, amount. */
function itemsOf(rows: string) {
  const read = readInvoice(pageOf({ name: 'items', rows: `${HEAD}\n${rows}`, truth: { invoice_number: 'HW-20391' } }))
  return read?.line_items.map((item) => [item.description, item.quantity, item.unit_price, item.amount])
}

describe('without headings, what adds up to a printed sum was sold', () => {
  test('whatever stands beside the sums, and a row that costs nothing too', () => {
    const rows = `50:Oak table | 300:1 | 400:350.00 | 480:350.00
50:Chair, black | 300:4 | 400:45.50 | 480:182.00
50:Delivery | 300:1 | 400:0.00 | 480:0.00
50:Varnish, 1 l | 300:2 | 400:9.00 | 480:18.00
430:Total: £550.00`
    expect(itemsOf(rows)).toEqual([
      ['Oak table', '1', '350.00', '350.00'],
      ['Chair, black', '4', '45.50', '182.00'],
      ['Delivery', null, null, '0.00'],
      ['Varnish, 1 l', '2', '9.00', '18.00'],
    ])
  })

  test('section by section, each with its sum', () => {
    const rows = `50:Labour (20 %){b}
50:Fitter, 8 hours | 480:400.00
50:Mate, 8 hours | 480:240.00
50:Plants (5 %){b}
50:Yew hedge | 480:150.00
50:Compost | 480:30.00
300:Net 20 % | 480:640.00
300:Net 5 % | 480:180.00
300:VAT 20 % | 480:128.00
300:VAT 5 % | 480:9.00
300:Total | 480:957.00`
    expect(itemsOf(rows)?.map(([description, , , amount]) => [description, amount])).toEqual([
      ['Fitter, 8 hours', '400.00'],
      ['Mate, 8 hours', '240.00'],
      ['Yew hedge', '150.00'],
      ['Compost', '30.00'],
    ])
  })

  test('once, where it is printed with its tax and without: as quantities and prices have it', () => {
    const rows = `50:Leaflets | 250:1000 | 330:0.42 | 400:420.00 | 480:504.00
50:Posters | 250:50 | 330:7.90 | 400:395.00 | 480:474.00
50:Net | 400:815.00
50:Total | 480:978.00`
    expect(itemsOf(rows)).toEqual([
      ['Leaflets', '1000', '0.42', '420.00'],
      ['Posters', '50', '7.90', '395.00'],
    ])
  })

  test('on the line above its amount, with the count below', () => {
    const rows = `50:Wool throw, heather
480:£48.00
50:Qty 1 @ £48.00
50:Beeswax candle
480:£29.00
50:Qty 2 @ £14.50
350:Order total | 480:£77.00`
    expect(itemsOf(rows)?.map(([description, , , amount]) => [description, amount])).toEqual([
      ['Wool throw, heather', '48.00'],
      ['Beeswax candle', '29.00'],
    ])
  })

  test('and not what was carried over from the page before', () => {
    const rows = `50:Carried forward | 480:900.00
50:Timber | 480:60.00
50:Screws | 480:40.00
350:Subtotal of this page | 480:100.00
350:Total | 480:1,000.00`
    expect(itemsOf(rows)?.map(([description]) => description)).toEqual(['Timber', 'Screws'])
  })

  test('and nothing, where figures add up to no sum', () => {
    const rows = `50:Room 12 | 480:100.00
50:Room 14 | 480:170.00
350:Total | 480:950.00`
    expect(itemsOf(rows)).toEqual([])
  })
})

describe('under headings', () => {
  test('a list ends where a row is what those before it come to', () => {
    const rows = `50:Description | 300:Qty | 400:Price | 480:Amount
50:Oak table | 300:1 | 400:350.00 | 480:350.00
50:Chair, black | 300:4 | 400:45.50 | 480:182.00
50:Sum of all goods | 480:532.00
50:Carriage | 480:18.00
50:To pay | 480:550.00`
    expect(itemsOf(rows)?.map(([, , , amount]) => amount)).toEqual(['350.00', '182.00'])
  })
})
