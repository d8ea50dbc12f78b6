/**
 * How many wrong figures the sums of a table give away, and how often a table that is right is accused.
 *   node bench/proof.ts [--tables 200] [--seed 1] [--seeds 1] [--style mixed|everyday] [--from cells|pdf] [--missed]
 */
import { parseArgs } from 'node:util'
import { isStyle, measureProof } from './proof/measure.ts'

const { values } = parseArgs({
  options: {
    tables: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    style: { type: 'string', default: 'mixed' },
    from: { type: 'string', default: 'cells' },
    missed: { type: 'boolean', default: false },
  },
})
const tables = Number(values.tables)
const first = Number(values.seed)
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => first + index)
const sum = { found: 0, named: 0, rightly: 0, alarms: 0 }
for (const seed of seeds) {
  const { found, named, rightly, alarms, missed } = await measureProof({
    tables,
    seed,
    style: isStyle(values.style) ? values.style : 'mixed',
    from: values.from === 'pdf' ? 'pdf' : 'cells',
  })
  sum.found += found
  sum.named += named
  sum.rightly += rightly
  sum.alarms += alarms.length
  print(`seed ${seed}: ${found} of ${tables} found, ${alarms.length} accused without cause`)
  if (values.missed) for (const line of [...missed, ...alarms]) print(`  ${line}`)
}
const all = tables * seeds.length
print(`${all} tables with one wrong digit: ${sum.found} found (${(sum.found / all).toFixed(4)})`)
print(`  the wrong figure named: ${sum.named} (${sum.rightly} of ${sum.named} namings right)`)
print(`${all} tables without: ${sum.alarms} accused`)

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
