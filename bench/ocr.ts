/**
 * Reads a folder of scanned PDFs and says how right that is, how long it takes beside Tesseract's own part, and how far
 * confidences can be believed.
 *   node bench/ocr.ts DIR [--truth GT_DIR] [--originals PDF_DIR] [--build native|npm] [--languages eng,deu] [--pages N]
 *     [--out PRED_DIR] [--per-document]
 * `--originals` holds the same documents, born digital, under the same names: their words are what should be read.
 * `--pages` reads the first so many of each document.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { analyseScan, readScanLayout } from '../lib/extraction/engines/ocr.ts'
import { openPdfText } from '../lib/extraction/engines/pdf-text.ts'
import type { Recogniser } from '../lib/extraction/engines/recogniser.ts'
import { openRenderer } from '../lib/extraction/engines/render-page.ts'
import { startTesseract } from '../lib/extraction/engines/tesseract.ts'
import { startNpmTesseract } from '../lib/extraction/engines/tesseract-npm.ts'
import type { PageResult } from '../lib/extraction/model.ts'
import type { Table } from '../lib/schedules/model.ts'
import { stitchTables } from '../lib/schedules/stitch.ts'
import { reliability } from './confidence/judge-cells.ts'
import { compactTables, type DocumentScore, type ScoredTable, scoreDocument, scoreTotal } from './score-tables.ts'
import { countWords, judgeCells, type SureCell, type WordCount } from './score-words.ts'
import { pdfsOf, truthsOf } from './truths.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    truth: { type: 'string' },
    originals: { type: 'string' },
    build: { type: 'string', default: 'any' },
    languages: { type: 'string', default: 'eng,deu' },
    pages: { type: 'string', default: '1000' },
    out: { type: 'string' },
    'per-document': { type: 'boolean' },
  },
})
const [directory] = positionals
if (!directory)
  throw new Error('Usage: node bench/ocr.ts DIR [--truth GT_DIR] [--originals PDF_DIR] [--build native|npm]')

const languages = values.languages.split(',')
const started = values.build === 'npm' ? await startNpmTesseract(languages) : await startTesseract(languages)
if (values.build === 'native' && started.build !== 'native') throw new Error('There is no Tesseract on PATH.')
const spent = { recognising: 0, all: 0, pages: 0 }
const recogniser: Recogniser = {
  ...started,
  async recognise(...of) {
    const from = performance.now()
    const read = await started.recognise(...of)
    spent.recognising += performance.now() - from
    return read
  },
}

const scores: DocumentScore[] = []
const words: WordCount = { printed: 0, read: 0, right: 0 }
const cells: SureCell[][] = []
for (const file of pdfsOf(directory)) {
  const document = path.basename(file, '.pdf')
  const original = values.originals ? path.join(values.originals, file) : undefined
  const tables = scoredTables(await readDocument(path.join(directory, file), original))
  if (values.out) {
    mkdirSync(values.out, { recursive: true })
    writeFileSync(path.join(values.out, `${document}.json`), JSON.stringify({ tables }))
  }
  const truths = values.truth ? truthsOf(values.truth, document) : []
  if (truths.length === 0) continue
  const score = scoreDocument(truths, compactTables(tables))
  scores.push(score)
  if (values['per-document']) print(`${document}  ${percents(score)}  ${score.correct}/${score.truth}/${score.found}`)
}
await recogniser.close()
if (scores.length > 0) print(`${scores.length} documents  ${percents(scoreTotal(scores))}`)
if (words.printed > 0) {
  print(
    `words: recall ${share(words.right, words.printed)} of ${words.printed}, precision ${share(words.right, words.read)}`,
  )
  printBands()
}
const [each, tesseract] = [spent.all, spent.recognising].map((ms) => ms / 1000 / Math.max(1, spent.pages))
const more = (spent.all / Math.max(1, spent.recognising) - 1) * 100
print(
  `${spent.pages} pages, ${each!.toFixed(2)} s each; Tesseract (${started.build}) ${tesseract!.toFixed(2)} s, all else ${more.toFixed(0)} % more`,
)

async function readDocument(file: string, original: string | undefined): Promise<PageResult[]> {
  const renderer = await openRenderer(file)
  const pdf = await openPdfText(file)
  const printed = original && existsSync(original) ? await openPdfText(original) : null
  const results: PageResult[] = []
  const judged: SureCell[] = []
  cells.push(judged)
  for (let number = 1; number <= Math.min(pdf.page_count, Number(values.pages)); number++) {
    const from = performance.now()
    const page = await renderer.render(number)
    const [width, height] = [page.bitmap.width, page.bitmap.height].map((pixels) => (pixels * 72) / page.dpi)
    const facts = { number, width: width!, height: height!, rotation: 0 as const }
    const scan = await readScanLayout(page, facts, recogniser)
    const result = analyseScan(scan, facts)
    spent.all += performance.now() - from
    spent.pages++
    results.push(result)
    if (!printed || scan.turned !== 0) continue
    const truth = (await printed.readLayout(number)).layout.words
    const count = countWords(scan.layout.words, truth)
    for (const key of ['printed', 'read', 'right'] as const) words[key] += count[key]
    for (const artifact of result.artifacts)
      if (artifact.kind === 'table') judged.push(...judgeCells(artifact.cells, truth))
  }
  await Promise.all([pdf.close(), printed?.close()])
  renderer.close()
  return results
}

function scoredTables(pages: readonly PageResult[]): ScoredTable[] {
  const stitched = stitchTables(
    pages.map(({ number, height, artifacts }) => ({
      number,
      height,
      tables: artifacts.flatMap((one): Table[] => (one.kind === 'table' ? [{ ...one, page: number }] : [])),
      textBlocks: artifacts.filter((one) => one.kind === 'text'),
    })),
  )
  return stitched.map(({ pages: on, cells: all }) => ({
    pages: on,
    cells: all.map(({ row, col, row_span, col_span, text }) => ({
      row,
      col,
      rowspan: row_span,
      colspan: col_span,
      text,
    })),
  }))
}

/** Over all cells, and in each fifth of the documents. */
function printBands(): void {
  for (const { from, to, cells: count, said, right, byFold } of reliability(cells, 5)) {
    const spread = byFold.map((part) => part.toFixed(2)).join(' ')
    print(
      `cells at ${from.toFixed(2)} to ${to.toFixed(2)}: ${count}, said ${said.toFixed(3)}, right ${right.toFixed(3)}; by fold ${spread}`,
    )
  }
}

function share(part: number, of: number): string {
  return (part / Math.max(1, of)).toFixed(4)
}

function percents({ precision, recall, f1 }: Pick<DocumentScore, 'precision' | 'recall' | 'f1'>): string {
  return `P ${precision.toFixed(3)} R ${recall.toFixed(3)} F1 ${f1.toFixed(4)}`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
