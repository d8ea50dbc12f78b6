/** The currency of an invoice, from its label, the sign beside the total, or the one that is used most. */
import { currencySigns } from './currency-signs.ts'
import type { InvoiceField } from './model.ts'
import type { PrintedLine, Segment } from './printed-lines.ts'

const codes = new Set(Intl.supportedValuesOf('currency'))
const label =
  /\b(?:currency|wahrung|devise|monnaie|valuta|moneda|divisa|moeda|betrage in|amounts? in|all (?:amounts|prices).{0,30} in)\b/

type Seen = { value: string; text: string; segment: Segment }

export function findCurrency(lines: readonly PrintedLine[], totalLine: number | null): InvoiceField | null {
  const seen = lines.flatMap(({ segments }) => segments.flatMap(currenciesIn))
  if (seen.length === 0) return null
  const called = lines.find(({ plain }) => label.test(plain) && !/umrechnung|exchange|buchung/.test(plain))
  const labelled = called && seen.find(({ segment }) => segment.line === called.index)
  if (labelled) return field(labelled, 0.95)
  const beside = seen.find(({ segment }) => segment.line === totalLine)
  const counts = Map.groupBy(seen, ({ value }) => value)
  const [most] = [...counts.values()].sort((a, b) => b.length - a.length)
  const chosen = beside ?? most?.[0]
  return chosen ? field(chosen, beside && beside.value === most?.[0]?.value ? 0.95 : 0.8) : null
}

function currenciesIn(segment: Segment): Seen[] {
  const found: Seen[] = []
  for (const [sign, value] of currencySigns) {
    const match = sign.exec(segment.text)
    if (match) {
      found.push({ value, text: match[0].trim(), segment })
      break
    }
  }
  for (const [text] of segment.text.matchAll(/(?<![\p{L}\d])[A-Z]{3}(?=$|[^\p{L}])/gu)) {
    // Many codes are words too: one counts beside a figure, in brackets, or alone.
    const code = text
    if (!codes.has(code)) continue
    const used = new RegExp(
      `(?:^|[\\s(/:])${code} ?-?\\d|\\d ?${code}(?![A-Z])|\\(${code}\\)|^[: ]*${code}$|(?:in|:) ${code}\\b`,
    )
    if (used.test(segment.text)) found.push({ value: code, text, segment })
  }
  return found
}

function field({ value, text, segment: { page, bbox } }: Seen, confidence: number): InvoiceField {
  return { value, text, page, bbox, confidence }
}
