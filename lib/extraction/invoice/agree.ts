import type { FieldName, Invoice, InvoiceField } from './model.ts'

/**
 * One invoice of several readings of the same pages, the first of which is the principal one: of each field the value
 * that most of the readings' confidence stands for. Null of none.
 */
export function agree(readings: readonly Invoice[]): Invoice | null {
  const [first, ...others] = readings
  if (!first) return null
  if (others.length === 0) return first
  const names = new Set(readings.flatMap(({ fields }) => Object.keys(fields) as FieldName[]))
  const fields: Invoice['fields'] = {}
  for (const name of names) {
    const chosen = mostTrusted(readings.flatMap((reading) => reading.fields[name] ?? []))
    if (chosen) fields[name] = chosen
  }
  const longest = readings.reduce((a, b) => (b.line_items.length > a.line_items.length ? b : a))
  return { ...first, fields, line_items: longest.line_items }
}

function mostTrusted(found: readonly InvoiceField[]): InvoiceField | null {
  const groups = [...Map.groupBy(found, ({ value }) => value.toLowerCase().replace(/[^\p{L}\p{N}.]/gu, '')).values()]
  const trust = (group: readonly InvoiceField[]) => group.reduce((sum, { confidence }) => sum + confidence, 0)
  const [best] = groups.sort((a, b) => trust(b) - trust(a))
  const surest = best?.reduce((a, b) => (b.confidence > a.confidence ? b : a))
  if (!best || !surest) return null
  // What several readings found is surer than each of them was, what others contradict is less.
  const doubt = best.reduce((rest, { confidence }) => rest * (1 - 0.7 * confidence), 1)
  const confidence = best.length > 1 ? Math.max(surest.confidence, 1 - doubt) : surest.confidence
  return { ...surest, confidence: Math.round(confidence * Math.sqrt(trust(best) / trust(found)) * 1000) / 1000 }
}
