/**
 * What could be otherwise in the detection of tables: each constant a little smaller or larger, each rule that says yes
 * or no switched off. Read from the sources, so that none is forgotten and the product needs no switches for it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** One change of one file's text. `drops` tells a rule that is switched off from a constant that has another value. */
export type Adjustment = { file: string; name: string; drops: boolean; apply: (source: string) => string }

const schedules = fileURLToPath(new URL('../../lib/schedules/', import.meta.url))
const factors = [0.8, 1.25]
/** These say how sure a cell is, and nothing of where it stands. */
const beside = new Set(['cell-confidence.ts', 'cell-signs.ts'])

const constant = /^(?:export )?const (\w+) = ([\d.]+)$/gm
const threshold = /^ {2}(\w+): ([\d.]+),$/gm
/** From a function's name to the end of the line on which its body begins. */
const predicate = /^(?:export )?function (\w+)\((?:(?!\n\}).)*?\): boolean \{$/gms

/** All of them, in the order of files and lines. */
export function adjustmentsOf(): Adjustment[] {
  const detect = readdirSync(path.join(schedules, 'detect')).filter((name) => !beside.has(name))
  const files = [...detect.map((name) => path.join(schedules, 'detect', name)), path.join(schedules, 'continuation.ts')]
  return files.flatMap((file) => {
    const source = readFileSync(file, 'utf8')
    const figures = [
      ...source.matchAll(constant),
      ...(file.endsWith('thresholds.ts') ? source.matchAll(threshold) : []),
    ]
    return [
      ...figures.flatMap(([line, name, value]) =>
        factors.map((factor) => valued(file, { line, name: name!, value: value!, factor })),
      ),
      ...[...source.matchAll(predicate)].map(([head, name]) => dropped(file, head, name!)),
    ]
  })
}

type Valued = { line: string; name: string; value: string; factor: number }

function valued(file: string, { line, name, value, factor }: Valued): Adjustment {
  const other = String(Number((Number(value) * factor).toPrecision(6)))
  const at = line.lastIndexOf(value)
  const changed = line.slice(0, at) + other + line.slice(at + value.length)
  return { file, name: `${name} ${other}`, drops: false, apply: (source) => source.replace(line, () => changed) }
}

function dropped(file: string, head: string, name: string): Adjustment {
  const changed = `${head}\n  return false\n`
  return { file, name: `no ${name}`, drops: true, apply: (source) => source.replace(head, () => changed) }
}
