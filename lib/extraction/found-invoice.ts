import { agree } from './invoice/agree.ts'
import type { FieldName, Invoice } from './invoice/model.ts'
import type { PageResult } from './model.ts'

/**
 * What is read from the print of a document together with what engines that know invoices have found on its pages: of
 * each field the surer, less sure where they differ. Whether the document is an invoice at all is decided by its print.
 */
export function withFound(
  printed: Invoice | null,
  pages: readonly Pick<PageResult, 'found_invoice'>[],
): Invoice | null {
  const found = pages.flatMap(({ found_invoice }) => found_invoice ?? [])
  return printed && found.length > 0 ? agree([printed, joinPages(printed.kind, found)]) : printed
}

/** A field is on one page or on another, what is charged for on all of them. */
function joinPages(kind: Invoice['kind'], found: readonly Invoice[]): Invoice {
  const fields: Invoice['fields'] = {}
  for (const one of found)
    for (const [name, field] of Object.entries(one.fields) as [FieldName, NonNullable<Invoice['fields'][FieldName]>][])
      if (field.confidence > (fields[name]?.confidence ?? 0)) fields[name] = field
  return { kind, source: 'print', fields, line_items: found.flatMap(({ line_items }) => line_items) }
}
