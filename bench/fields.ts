/**
 * Reads the key fields of a folder of invoices or receipts, PDFs and pictures, and says how many are right.
 *   node bench/fields.ts DIR [--truth GT_DIR] [--out PRED_DIR] [--per-document] [--languages eng,deu]
 * Truth and predictions are JSON, one file a document: `{ fields: { invoice_number, date, total, vendor, currency } }`;
 * only the fields that the truth has are scored. `lines: [{ name, amount }]` beside them are scored as what was sold.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { imageTypeOfName } from '../lib/extraction/image-types.ts'
import { findInvoice } from '../lib/extraction/invoice/find-invoice.ts'
import type { PageResult } from '../lib/extraction/model.ts'
import { createReader, type Reader } from '../lib/extraction/run.ts'
import { type FieldTally, type FoundFields, type ScoredField, tallyFields } from './score-fields.ts'
import { type FoundItem, type ItemTally, tallyItems } from './score-items.ts'

const LIMITS = { pageTimeoutMs: 120_000, memoryBytes: 1.5 * 2 ** 30 }

const typeOf = (name: string) => (name.toLowerCase().endsWith('.pdf') ? 'application/pdf' : imageTypeOfName(name))

type Read = { fields: FoundFields; items: readonly FoundItem[] }

async function readFields(reader: Reader, file: string, contentType: string): Promise<Read> {
  const inspected = await reader.inspect(file, contentType)
  if ('code' in inspected) return { fields: {}, items: [] }
  const numbers = Array.from({ length: inspected.page_count }, (_, index) => index + 1)
  const pages: PageResult[] = []
  for await (const page of reader.readPages(file, contentType, numbers)) if ('artifacts' in page) pages.push(page)
  const invoice = findInvoice(pages)
  const fields = Object.entries(invoice?.fields ?? {}).map(([name, { value }]) => [name, value])
  return { fields: Object.fromEntries(fields), items: invoice?.line_items ?? [] }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    truth: { type: 'string' },
    out: { type: 'string' },
    'per-document': { type: 'boolean' },
    languages: { type: 'string', default: 'eng,deu' },
  },
})
const directory = positionals[0]
if (!directory) throw new Error('Usage: node bench/fields.ts DIR [--truth GT_DIR] [--out PRED_DIR] [--per-document]')

const reader = createReader({ limits: LIMITS, ocrLanguages: values.languages.split(',') })
const tally = new Map<ScoredField, FieldTally>()
const lines: ItemTally = { present: 0, found: 0, amounts: 0, names: 0 }
let documents = 0
let whole = 0
let seconds = 0
for (const name of readdirSync(directory).sort()) {
  const contentType = typeOf(name)
  if (!contentType) continue
  const started = performance.now()
  const { fields, items } = await readFields(reader, path.join(directory, name), contentType)
  const took = (performance.now() - started) / 1000
  seconds += took
  const document = path.parse(name).name
  if (values.out) {
    mkdirSync(values.out, { recursive: true })
    writeFileSync(path.join(values.out, `${document}.json`), JSON.stringify({ fields, seconds: took }))
  }
  const truth = values.truth && path.join(values.truth, `${document}.json`)
  documents++
  if (!truth || !existsSync(truth)) continue
  const wanted = JSON.parse(readFileSync(truth, 'utf8'))
  const misses = tallyFields(tally, wanted.fields, fields)
  tallyItems(lines, wanted.lines ?? [], items)
  if (misses.every(({ field }) => field === 'currency')) whole++
  if (!values['per-document']) continue
  for (const { field, wanted, found } of misses) print(`${document}  ${field}: ${wanted} was read as ${found}`)
}
await reader.close()
for (const [field, { correct, answered, present }] of tally) {
  const precision = (correct / Math.max(1, answered)).toFixed(3)
  const recall = (correct / Math.max(1, present)).toFixed(3)
  print(`${field.padEnd(15)} correct ${correct} of ${present}, answered ${answered}, P ${precision} R ${recall}`)
}
if (lines.present > 0) {
  const precision = (lines.amounts / Math.max(1, lines.found)).toFixed(3)
  const recall = (lines.amounts / lines.present).toFixed(3)
  print(
    `lines           ${lines.amounts} of ${lines.present}, P ${precision} R ${recall}, ${lines.names} with their name`,
  )
}
if (tally.size > 0) print(`${whole} of ${documents} documents with every field right`)
print(`${(seconds / Math.max(1, documents)).toFixed(3)} s a document`)

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
