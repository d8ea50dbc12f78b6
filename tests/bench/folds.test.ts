import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { adjustmentsOf } from '../../bench/folds/adjustments.ts'
import { openPdfText } from '../../lib/extraction/engines/pdf-text.ts'
import { drawPdf, put } from '../extraction/draw-pdf.ts'

const adjustments = adjustmentsOf()
const module = (name: string) => new URL(`../../bench/${name}`, import.meta.url).href

/** Two columns of figures under their heads: rent and power of three years. */
async function page() {
  const bytes = await drawPdf((pdf) => {
    const rows = [
      ['Year', 'Rent', 'Power'],
      ...[2021, 2022, 2023, 2024].map((year) => [`${year}`, '1,200.00', '310.50']),
    ]
    for (const [i, row] of rows.entries())
      for (const [j, text] of row.entries()) put(pdf, text, 60 + 120 * j, 80 + 18 * i)
  })
  const pdf = await openPdfText(bytes)
  const { layout } = await pdf.readLayout(1)
  await pdf.close()
  return layout
}

test('each change is one that its file takes', () => {
  expect(adjustments.filter(({ drops }) => drops).length).toBeGreaterThan(30)
  expect(adjustments.filter(({ drops }) => !drops).length).toBeGreaterThan(60)
  for (const { file, apply } of adjustments) {
    const source = readFileSync(file, 'utf8')
    expect(apply(source)).not.toBe(source)
  }
})

/** How many tables are found with each list of changes, and then with none again: in a process that loads modules by itself. */
const PROGRAM = `
import { detectionWith } from ${JSON.stringify(module('folds/adjusted-detection.ts'))}
import { adjustmentsOf } from ${JSON.stringify(module('folds/adjustments.ts'))}
const [layout, ...changes] = JSON.parse(process.argv[1])
const all = adjustmentsOf()
const detections = []
for (const names of [...changes, []])
  detections.push(await detectionWith(all.filter(({ name }) => names.some((start) => name.startsWith(start)))))
console.log(JSON.stringify(detections.map(({ detectTables }) => detectTables(layout).length)))`

test('without changes tables are found as ever; each change holds for its own copy alone', async () => {
  const given = JSON.stringify([await page(), [], ['no isFigure'], ['minRuleShare']])
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM, given])
  expect(JSON.parse(stdout)).toEqual([1, 0, 1, 1])
})
