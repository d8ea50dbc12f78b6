/**
 * Runs the reader of born-digital PDFs over a folder and says how fast and, where the truth is known, how right it is.
 *   node bench/extract.ts DIR [--truth GT_DIR] [--out PRED_DIR] [--per-document] [--memory]
 * Predictions are JSON, one file a document: `{ tables: [{ page, pages, bbox, cells }], seconds, pages }`, with boxes in
 * points from the bottom left of the page as displayed. Times are the better of two rounds; the first warms up.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { PageResult } from '../lib/extraction/model.ts'
import type { BBox } from '../lib/schedules/model.ts'
import type { StitchedTable } from '../lib/schedules/stitch.ts'
import { readDocument } from './layouts/read-layout.ts'
import { memoryAfter, readWithPdfJs, readWithPdftotext } from './measure-speed.ts'
import { compactTables, type DocumentScore, type ScoredTable, scoreDocument, scoreTotal } from './score-tables.ts'
import { pdfsOf, truthsOf } from './truths.ts'

type Prediction = {
  tables: (ScoredTable & { page: number; bbox: BBox | null; name: string | null })[]
  seconds: number
  pages: number
}

async function extract(file: string): Promise<Prediction> {
  const started = performance.now()
  const { results, tables } = await readDocument(file)
  const seconds = (performance.now() - started) / 1000
  return { tables: tables.map((table) => predicted(table, results)), seconds, pages: results.length }
}

function predicted(table: StitchedTable, results: readonly PageResult[]): Prediction['tables'][number] {
  const page = table.page ?? 1
  const height = results.find((result) => result.number === page)?.height ?? 0
  const [x0, y0, x1, y1] = table.bbox ?? [0, 0, 0, 0]
  const cells = table.cells.map(({ row, col, row_span, col_span, text }) => ({
    row,
    col,
    rowspan: row_span,
    colspan: col_span,
    text,
  }))
  return { page, pages: table.pages, bbox: [x0, height - y1, x1, height - y0], name: table.name, cells }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    truth: { type: 'string' },
    out: { type: 'string' },
    'per-document': { type: 'boolean' },
    memory: { type: 'boolean' },
  },
})
const directory = positionals[0]
if (!directory) throw new Error('Usage: node bench/extract.ts DIR [--truth GT_DIR] [--out PRED_DIR] [--per-document]')

const scores: DocumentScore[] = []
const spent = { pages: 0, ours: 0, pdfjs: 0, pdftotext: 0 }
let hasPdftotext = true
for (const name of pdfsOf(directory)) {
  const file = path.join(directory, name)
  const document = path.basename(name, '.pdf')
  const [first, second] = [await extract(file), await extract(file)]
  const floors = [await readWithPdfJs(file), await readWithPdfJs(file)]
  const beside: number | null = hasPdftotext ? readWithPdftotext(file) : null
  hasPdftotext = beside !== null
  spent.pages += first.pages
  spent.ours += Math.min(first.seconds, second.seconds)
  spent.pdfjs += Math.min(...floors)
  spent.pdftotext += beside ?? 0
  if (values.out) {
    mkdirSync(values.out, { recursive: true })
    writeFileSync(path.join(values.out, `${document}.json`), JSON.stringify(second))
  }
  const truths = values.truth ? truthsOf(values.truth, document) : []
  if (truths.length === 0) continue
  const score = scoreDocument(truths, compactTables(second.tables))
  scores.push(score)
  if (values['per-document']) {
    const { precision, recall, f1, correct, truth, found } = score
    print(
      `${document}  P ${precision.toFixed(3)} R ${recall.toFixed(3)} F1 ${f1.toFixed(3)}  ${correct}/${truth}/${found}`,
    )
  }
}
if (scores.length > 0) {
  const { precision, recall, f1 } = scoreTotal(scores)
  print(`${scores.length} documents  P ${precision.toFixed(4)} R ${recall.toFixed(4)} F1 ${f1.toFixed(4)}`)
}
print(`${spent.pages} pages, ${(spent.ours / Math.max(1, spent.pages)).toFixed(4)} s a page`)
print(`${(spent.ours / spent.pdfjs).toFixed(2)} × the time in which PDF.js reads the same text and operators`)
if (hasPdftotext)
  print(`${(spent.ours / spent.pdftotext).toFixed(2)} × the time of pdftotext -layout, a process a document`)
if (values.memory) {
  const [few, many] = [await memoryAfter(100), await memoryAfter(1000)]
  print(`${few.toFixed(0)} MiB resident after 100 pages of one document, ${many.toFixed(0)} MiB after 1,000`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
