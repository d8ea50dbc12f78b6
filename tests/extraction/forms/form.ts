import type { InvoicePage } from '../../../lib/extraction/invoice/read-invoice.ts'
import { newSheet, pagesOf, write } from '../made-invoices/sheet.ts'

/**
 * A page line by line: `50:Invoice{18} | 380:INV-7` are two texts that begin 50 and 380 points from the left, the first
 * in print of 18 points; `{b}` is bold. `truth` are the fields that are on it.
 */
export type Form = {
  name: string
  rows: string
  truth: Partial<Record<'invoice_number' | 'date' | 'total' | 'vendor', string>>
}

const LEADING = 13
const USUAL = 10
/** The paper of a till, in points. */
const STRIP = 260

export function pageOf({ rows, truth }: Form): InvoicePage[] {
  const sheet = newSheet(truth.invoice_number === undefined ? STRIP : undefined)
  let y = 40
  for (const row of rows.trim().split('\n')) {
    let step = LEADING
    for (const part of row.split(' | ')) {
      const {
        x,
        text = '',
        style = '',
      } = /^(?<x>\d+):(?<text>.*?)(?:\{(?<style>\d+|b)\})?$/.exec(part.trim())?.groups ?? {}
      if (x === undefined) continue
      const size = Number(style) || USUAL
      write(sheet, text, Number(x), y, { size, bold: style === 'b' || size > 12 })
      step = Math.max(step, size * 1.35)
    }
    y += step
  }
  return pagesOf([sheet])
}
