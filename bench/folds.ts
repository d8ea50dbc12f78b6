/**
 * How much of the score hangs on rules and constants that were made with the same documents in view: they are chosen
 * anew on four fifths of the documents and scored on the fifth, which had no part in it.
 *   node bench/folds.ts DIR --truth GT_DIR [--folds 5]
 * A rule that four fifths are read as well without is dropped before the fifth is scored, so what was made for one
 * document does not count for it. Takes some ten minutes. What was never thought of, only other documents can tell.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openPdfText } from '../lib/extraction/engines/pdf-text.ts'
import type { PageLayout } from '../lib/schedules/model.ts'
import { detectionWith } from './folds/adjusted-detection.ts'
import { adjustmentsOf } from './folds/adjustments.ts'
import { choose, type KnownDocument, scoreWith, type Trial } from './folds/choose.ts'
import { type DocumentScore, scoreTotal } from './score-tables.ts'
import { pdfsOf, truthsOf } from './truths.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { truth: { type: 'string' }, folds: { type: 'string', default: '5' } },
})
const directory = positionals[0]
if (!directory || !values.truth) throw new Error('Usage: node bench/folds.ts DIR --truth GT_DIR [--folds 5]')
const folds = Number(values.folds)
const documents = await load(directory, values.truth)
const usual = await scoresWith([])
const trials: Trial[] = []
for (const adjustment of adjustmentsOf()) trials.push({ adjustment, scores: await scoresWith([adjustment]) })
print(`all rules: F1 ${scoreTotal(usual).f1.toFixed(4)}; ${trials.length} adjustments tried`)

const held: DocumentScore[] = []
const byFold: number[] = []
for (let fold = 0; fold < folds; fold++) {
  const known = <Of>(all: readonly Of[]) => all.filter((_, index) => index % folds !== fold)
  const chosen = await choose(
    known(documents),
    known(usual),
    trials.map(({ adjustment, scores }) => ({ adjustment, scores: known(scores) })),
  )
  const detection = await detectionWith(chosen)
  const scores = documents
    .filter((_, index) => index % folds === fold)
    .map((document) => scoreWith(detection, document))
  const { f1 } = scoreTotal(scores)
  held.push(...scores)
  byFold.push(f1)
  const named = chosen.map(({ name }) => name).join(', ')
  print(`fold ${fold + 1}: ${scores.length} documents, F1 ${f1.toFixed(4)}; chosen otherwise: ${named || 'nothing'}`)
}
const mean = byFold.reduce((sum, f1) => sum + f1, 0) / folds
const spread = Math.sqrt(byFold.reduce((sum, f1) => sum + (f1 - mean) ** 2, 0) / Math.max(1, folds - 1))
print(
  `mean ${mean.toFixed(4)}, standard deviation ${spread.toFixed(4)}; all held out: F1 ${scoreTotal(held).f1.toFixed(4)}`,
)

async function scoresWith(adjustments: Trial['adjustment'][]): Promise<DocumentScore[]> {
  const detection = await detectionWith(adjustments)
  return documents.map((document) => scoreWith(detection, document))
}

async function load(from: string, truthDirectory: string): Promise<KnownDocument[]> {
  const known: KnownDocument[] = []
  for (const name of pdfsOf(from)) {
    const truths = truthsOf(truthDirectory, path.basename(name, '.pdf'))
    if (truths.length === 0) continue
    const pdf = await openPdfText(path.join(from, name))
    const pages: PageLayout[] = []
    for (let number = 1; number <= pdf.page_count; number++) pages.push((await pdf.readLayout(number)).layout)
    await pdf.close()
    known.push({ pages, truths })
  }
  return known
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
