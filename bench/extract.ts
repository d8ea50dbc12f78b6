/**
 * Runs the reader of born-digital PDFs over a folder and says how fast and, where the truth is known, how right it is.
 *   node bench/extract.ts DIR [--truth GT_DIR] [--out PRED_DIR] [--per-document]
 * Predictions are JSON, one file a document: `{ tables: [{ page, pages, bbox, cells }], seconds, pages }`, with boxes in
 * points from the bottom left of the page as displayed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openPdfText } from '../lib/extraction/engines/pdf-text.ts'
import type { PageResult } from '../lib/extraction/model.ts'
import type { BBox, Table } from '../lib/schedules/model.ts'
import { type StitchedTable, stitchTables } from '../lib/schedules/stitch.ts'
import {
  compactTables,
  type DocumentScore,
  parseTruth,
  type ScoredTable,
  scoreDocument,
  scoreTotal,
} from './score-tables.ts'

type Prediction = {
  tables: (ScoredTable & { page: number; bbox: BBox | null; name: string | null })[]
  seconds: number
  pages: number
}

async function extract(file: string): Promise<Prediction> {
  const started = performance.now()
  const document = await openPdfText(file)
  const results: PageResult[] = []
  for (let number = 1; number <= document.page_count; number++) results.push(await document.readPage(number))
  const stitched = stitchTables(results.map(stitchPage))
  const seconds = (performance.now() - started) / 1000
  await document.close()
  const tables = stitched.map((table) => predicted(table, results))
  return { tables, seconds, pages: document.page_count }
}

function stitchPage(result: PageResult) {
  const tables = result.artifacts.flatMap((artifact): Table[] =>
    artifact.kind === 'table' ? [{ ...artifact, page: result.number }] : [],
  )
  const textBlocks = result.artifacts.filter((artifact) => artifact.kind === 'text')
  return { number: result.number, height: result.height, tables, textBlocks }
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

/** Truth files by document; a document with two accepted truths has them under names that end in a and b. */
function truthsOf(directory: string, document: string): ScoredTable[][] {
  const stems = document.endsWith('a') ? [document, `${document.slice(0, -1)}b`] : [document]
  return stems
    .map((stem) => path.join(directory, `${stem}-str.xml`))
    .filter((file) => existsSync(file))
    .map((file) => parseTruth(readFileSync(file, 'utf8')))
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    truth: { type: 'string' },
    out: { type: 'string' },
    'per-document': { type: 'boolean' },
  },
})
const directory = positionals[0]
if (!directory) throw new Error('Usage: node bench/extract.ts DIR [--truth GT_DIR] [--out PRED_DIR] [--per-document]')

let seconds = 0
let pages = 0
const scores: DocumentScore[] = []
for (const file of readdirSync(directory)
  .filter((name) => name.endsWith('.pdf'))
  .sort()) {
  const prediction = await extract(path.join(directory, file))
  const document = path.basename(file, '.pdf')
  seconds += prediction.seconds
  pages += prediction.pages
  if (values.out) {
    mkdirSync(values.out, { recursive: true })
    writeFileSync(path.join(values.out, `${document}.json`), JSON.stringify(prediction))
  }
  const truths = values.truth ? truthsOf(values.truth, document) : []
  if (truths.length === 0) continue
  const score = scoreDocument(truths, compactTables(prediction.tables))
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
print(`${pages} pages, ${(seconds / Math.max(1, pages)).toFixed(4)} s a page`)

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
