/**
 * Whether the confidence of cells means what it says: of the cells in each range, how many are right.
 *   node bench/confidence.ts DIR --truth GT_DIR [--folds 5] [--weights]
 * First as the product says it; then with its weights fitted on the other folds of documents alone, so that no document
 * had a part in what is said of its own cells. Every so manyth document is in the same fold. `--weights` prints those
 * that are fitted to all, as lib/schedules/detect/cell-confidence.ts has them.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openPdfText } from '../lib/extraction/engines/pdf-text.ts'
import { cellConfidence } from '../lib/schedules/detect/cell-confidence.ts'
import type { CellSigns } from '../lib/schedules/detect/cell-signs.ts'
import { detectTables } from '../lib/schedules/detect/detect-tables.ts'
import { findTextBlocks } from '../lib/schedules/detect/text-blocks.ts'
import type { PageLayout } from '../lib/schedules/model.ts'
import { stitchTables } from '../lib/schedules/stitch.ts'
import { disturbed } from './confidence/disturb.ts'
import { chanceOf, type Example, fitLogistic } from './confidence/fit.ts'
import { judgeCells, type ReadCell, reliability } from './confidence/judge-cells.ts'
import type { ScoredTable } from './score-tables.ts'
import { pdfsOf, truthsOf } from './truths.ts'

/** A cell of a page whose lines were taken away counts for so much of one of a page as it is. */
const DISTURBED_WEIGHT = 0.1

type JudgedCell = Example & { signs: readonly number[]; asPrinted: boolean; said: number }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { truth: { type: 'string' }, folds: { type: 'string', default: '5' }, weights: { type: 'boolean' } },
})
const directory = positionals[0]
if (!directory || !values.truth)
  throw new Error('Usage: node bench/confidence.ts DIR --truth GT_DIR [--folds 5] [--weights]')
const folds = Number(values.folds)
let names: (keyof CellSigns)[] = []

const documents: JudgedCell[][] = []
for (const [seed, name] of pdfsOf(directory).entries()) {
  const truths = truthsOf(values.truth, path.basename(name, '.pdf'))
  if (truths.length === 0) continue
  const pages = await layoutsOf(path.join(directory, name))
  const ways = [pages, ...disturbed(pages, seed)]
  documents.push(ways.flatMap((way, index) => judge(way, truths, index === 0)))
}

const asPrinted = documents.map((cells) => cells.filter((cell) => cell.asPrinted))
print('as the product says')
printTable(asPrinted.map((cells) => cells.map(({ said, right }): ReadCell => ({ confidence: said, right }))))
print('fitted on the other folds')
printTable(
  asPrinted.map((cells, index) => {
    const others = documents.filter((_, other) => other % folds !== index % folds)
    const fit = fitLogistic(others.flat())
    return cells.map(({ signs, right }): ReadCell => ({ confidence: chanceOf(fit, signs), right }))
  }),
)
if (values.weights) {
  const { base, weights } = fitLogistic(documents.flat())
  print(`base: ${base.toFixed(2)}`)
  for (const [i, name] of names.entries()) print(`${name}: ${weights[i]!.toFixed(2)}`)
}

async function layoutsOf(file: string): Promise<PageLayout[]> {
  const pdf = await openPdfText(file)
  const pages: PageLayout[] = []
  for (let number = 1; number <= pdf.page_count; number++) pages.push((await pdf.readLayout(number)).layout)
  await pdf.close()
  return pages
}

/** All cells that are found on a document's pages, each with what spoke for it. */
function judge(pages: readonly PageLayout[], truths: ScoredTable[][], printed: boolean): JudgedCell[] {
  const seen: CellSigns[] = []
  // A cell's place among what was seen goes along as its confidence, whatever becomes of the cell.
  const remember = (signs: CellSigns) => seen.push(signs) - 1
  const read = pages.map((layout) => {
    const tables = detectTables(layout, remember)
    return { number: layout.number, height: layout.height, tables, textBlocks: findTextBlocks(layout, tables) }
  })
  const found = stitchTables(read).map(({ pages: on, cells }) => ({
    pages: on,
    cells: cells.map(({ row, col, row_span, col_span, text, confidence }) => ({
      row,
      col,
      rowspan: row_span,
      colspan: col_span,
      text,
      confidence,
    })),
  }))
  return judgeCells(truths, found).map(({ confidence, right }): JudgedCell => {
    const signs = seen[Math.round(confidence)]!
    names = Object.keys(signs) as (keyof CellSigns)[]
    return {
      signs: names.map((name) => signs[name]),
      right,
      weight: printed ? 1 : DISTURBED_WEIGHT,
      asPrinted: printed,
      said: cellConfidence(signs),
    }
  })
}

function printTable(cells: readonly (readonly ReadCell[])[]): void {
  print('confidence   cells   said   right  by fold')
  for (const { from, to, cells: count, said, right, byFold } of reliability(cells, folds)) {
    const spread = byFold.map((share) => share.toFixed(2)).join(' ')
    const figures = count === 0 ? '' : `${said.toFixed(3)}  ${right.toFixed(3)}  ${spread}`
    print(`${from.toFixed(2)}–${to.toFixed(2)}  ${String(count).padStart(7)}  ${figures}`)
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
