/**
 * How many made-up tables are read exactly: cell by cell, spans among them.
 *   node bench/layouts.ts [--count 200] [--seed 1] [--pages several] [--ruling none] [--missed]
 */
import { parseArgs } from 'node:util'
import { type LayoutOptions, layoutDocument } from './layouts/document.ts'
import { differences, readDocument } from './layouts/read-layout.ts'
import type { Ruling } from './layouts/style.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    pages: { type: 'string' },
    ruling: { type: 'string' },
    missed: { type: 'boolean', default: false },
  },
})
const options: LayoutOptions = {
  pages: values.pages === 'several' ? 'several' : 'one',
  ruling: values.ruling as Ruling | undefined,
}
const tally = new Map<string, { exact: number; all: number }>()
const first = Number(values.seed) * 100_000
for (let seed = first; seed < first + Number(values.count); seed++) {
  const { bytes, truth, facts } = await layoutDocument(seed, options)
  const wrong = differences(truth, (await readDocument(bytes)).tables)
  for (const key of ['all', facts.ruling]) {
    const counted = tally.get(key) ?? { exact: 0, all: 0 }
    counted.all += 1
    if (wrong.length === 0) counted.exact += 1
    tally.set(key, counted)
  }
  if (wrong.length > 0 && values.missed) {
    print(`${seed} ${JSON.stringify(facts)}: ${wrong.length}`)
    for (const line of wrong.slice(0, 4)) print(`    ${line}`)
  }
}
for (const [key, { exact, all }] of tally)
  print(`${key.padEnd(14)} ${exact} of ${all} read exactly (${(exact / all).toFixed(3)})`)

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
