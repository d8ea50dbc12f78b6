/**
 * How many wrong figures the sums of a table give away, and how often a table that is right is accused.
 *   node bench/proof.ts [--tables 200] [--seed 1] [--missed]
 */
import { parseArgs } from 'node:util'
import { measureProof } from './measure-proof.ts'

const { values } = parseArgs({
  options: {
    tables: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    missed: { type: 'boolean', default: false },
  },
})
const { found, named, rightly, alarms, tables, seconds, missed } = measureProof(
  Number(values.tables),
  Number(values.seed),
)
print(`${tables} tables with one wrong digit: ${found} found (${(found / tables).toFixed(3)})`)
print(`  the wrong figure named: ${named} (${rightly} of ${named} namings right)`)
print(`${tables} tables without: ${alarms.length} accused`)
print(`${((seconds * 1000) / (2 * tables)).toFixed(2)} ms a table`)
if (values.missed) for (const line of [...missed, ...alarms]) print(line)

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
