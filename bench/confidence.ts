/**
 * Whether the confidence of cells means what it says: of the cells in each range, how many are right.
 *   node bench/confidence.ts DIR --truth GT_DIR [--folds 5]
 * The spread is over folds of documents: every so manyth document is in the same one.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readDocument } from './layouts/read-layout.ts'
import { judgeCells, type ReadCell, reliability } from './measure-confidence.ts'
import { pdfsOf, truthsOf } from './truths.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { truth: { type: 'string' }, folds: { type: 'string', default: '5' } },
})
const directory = positionals[0]
if (!directory || !values.truth) throw new Error('Usage: node bench/confidence.ts DIR --truth GT_DIR [--folds 5]')

const documents: ReadCell[][] = []
for (const name of pdfsOf(directory)) {
  const truths = truthsOf(values.truth, path.basename(name, '.pdf'))
  if (truths.length === 0) continue
  const { tables } = await readDocument(path.join(directory, name))
  const found = tables.map(({ pages, cells }) => ({
    pages,
    cells: cells.map(({ row, col, row_span, col_span, text, confidence }) => ({
      row,
      col,
      rowspan: row_span,
      colspan: col_span,
      text,
      confidence,
    })),
  }))
  documents.push(judgeCells(truths, found))
}
print('confidence   cells   said   right  by fold')
for (const { from, to, cells, said, right, byFold } of reliability(documents, Number(values.folds))) {
  const spread = byFold.map((share) => share.toFixed(2)).join(' ')
  const figures = cells === 0 ? '' : `${said.toFixed(3)}  ${right.toFixed(3)}  ${spread}`
  print(`${from.toFixed(2)}–${to.toFixed(2)}  ${String(cells).padStart(7)}  ${figures}`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
