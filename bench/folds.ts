/**
 * How much of the score hangs on thresholds that were chosen with the same documents in view: they are chosen anew on
 * four fifths of the documents and scored on the fifth, which had no part in it.
 *   node bench/folds.ts DIR --truth GT_DIR [--folds 5]
 * Only the thresholds of acceptance are chosen, one after the other, from below and above their usual value. The rules
 * of detection were developed with all documents in view: what they are worth elsewhere, only others can tell.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openPdfText } from '../lib/extraction/engines/pdf-text.ts'
import { detectTables } from '../lib/schedules/detect/detect-tables.ts'
import { findTextBlocks } from '../lib/schedules/detect/text-blocks.ts'
import { type Thresholds, usualThresholds } from '../lib/schedules/detect/thresholds.ts'
import type { PageLayout } from '../lib/schedules/model.ts'
import { stitchTables } from '../lib/schedules/stitch.ts'
import { compactTables, type DocumentScore, type ScoredTable, scoreDocument, scoreTotal } from './score-tables.ts'
import { pdfsOf, truthsOf } from './truths.ts'

type KnownDocument = { pages: PageLayout[]; truths: ScoredTable[][] }

/** Factors by which each threshold is tried. */
const factors = [0.7, 0.85, 1, 1.15, 1.3]

async function load(directory: string, truthDirectory: string): Promise<KnownDocument[]> {
  const documents: KnownDocument[] = []
  for (const name of pdfsOf(directory)) {
    const truths = truthsOf(truthDirectory, path.basename(name, '.pdf'))
    if (truths.length === 0) continue
    const pdf = await openPdfText(path.join(directory, name))
    const pages: PageLayout[] = []
    for (let number = 1; number <= pdf.page_count; number++) pages.push((await pdf.readLayout(number)).layout)
    await pdf.close()
    documents.push({ pages, truths })
  }
  return documents
}

function scoreOf({ pages, truths }: KnownDocument, least: Thresholds): DocumentScore {
  const read = pages.map((layout) => {
    const tables = detectTables(layout, least)
    return { number: layout.number, height: layout.height, tables, textBlocks: findTextBlocks(layout, tables) }
  })
  const found = stitchTables(read).map(({ pages: on, cells }) => ({
    pages: on,
    cells: cells.map(({ row, col, row_span, col_span, text }) => ({
      row,
      col,
      rowspan: row_span,
      colspan: col_span,
      text,
    })),
  }))
  return scoreDocument(truths, compactTables(found))
}

const f1Of = (documents: readonly KnownDocument[], least: Thresholds) =>
  scoreTotal(documents.map((document) => scoreOf(document, least))).f1

/** Best of the values tried for each threshold in turn; the usual one where none is better. */
function choose(documents: readonly KnownDocument[]): Thresholds {
  let chosen = usualThresholds
  let best = f1Of(documents, chosen)
  for (const name of Object.keys(usualThresholds) as (keyof Thresholds)[]) {
    for (const factor of factors) {
      const tried = { ...chosen, [name]: usualThresholds[name] * factor }
      const f1 = factor === 1 ? 0 : f1Of(documents, tried)
      if (f1 > best) {
        best = f1
        chosen = tried
      }
    }
  }
  return chosen
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { truth: { type: 'string' }, folds: { type: 'string', default: '5' } },
})
const directory = positionals[0]
if (!directory || !values.truth) throw new Error('Usage: node bench/folds.ts DIR --truth GT_DIR [--folds 5]')
const folds = Number(values.folds)
const documents = await load(directory, values.truth)
const scores = Array.from({ length: folds }, (_, fold) => {
  const chosen = choose(documents.filter((_, index) => index % folds !== fold))
  const held = documents.filter((_, index) => index % folds === fold)
  const f1 = f1Of(held, chosen)
  const changed = Object.entries(chosen).filter(([name, value]) => value !== usualThresholds[name as keyof Thresholds])
  const named = changed.map(([name, value]) => `${name} ${value.toFixed(3)}`).join(', ')
  print(`fold ${fold + 1}: ${held.length} documents, F1 ${f1.toFixed(4)}; chosen otherwise: ${named || 'nothing'}`)
  return f1
})
const mean = scores.reduce((sum, f1) => sum + f1, 0) / folds
const spread = Math.sqrt(scores.reduce((sum, f1) => sum + (f1 - mean) ** 2, 0) / Math.max(1, folds - 1))
print(`mean ${mean.toFixed(4)}, standard deviation ${spread.toFixed(4)}`)

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
