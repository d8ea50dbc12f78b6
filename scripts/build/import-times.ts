import { execFile } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** Enough for a median that a busy machine does not move. */
const ROUNDS = 9
/** How often what was too slow is measured again. */
const REPEATS = 4

/** Processor time: on an idle machine it is the time that passes, and on a busy one it stays the same. */
const SCRIPT = `
  const before = process.cpuUsage()
  await import(process.argv[1])
  const { user, system } = process.cpuUsage(before)
  process.stdout.write(String((user + system) / 1000))
  process.exit()
`

const run = promisify(execFile)

async function importTime(file: string): Promise<number> {
  const args = ['--input-type=module', '--eval', SCRIPT, pathToFileURL(file).href]
  const { stdout } = await run(process.execPath, args, { env: {} })
  return Number(stdout)
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

export type ImportTime = { ms: number; ratio: number }

/**
 * How long a fresh process takes to import each file, and how much that is of what `bare` takes: medians. Each import
 * has one of `bare` beside it, so that what else the machine does falls on both alike. Those above `limit` are measured
 * again, and the best time holds: a machine can be slow for a while, but never too fast.
 */
export async function importTimes(bare: string, files: string[], limit: number): Promise<Map<string, ImportTime>> {
  const times = await measure(bare, files)
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const slow = files.filter((file) => times.get(file)!.ratio > limit)
    for (const [file, again] of await measure(bare, slow))
      if (again.ratio < times.get(file)!.ratio) times.set(file, again)
  }
  return times
}

async function measure(bare: string, files: string[]): Promise<Map<string, ImportTime>> {
  const times = new Map<string, ImportTime[]>(files.map((file) => [file, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const [file, all] of times) {
      const before = await importTime(bare)
      const ms = await importTime(file)
      all.push({ ms, ratio: ms / before })
    }
  }
  const middle = (all: ImportTime[]) => ({
    ms: median(all.map(({ ms }) => ms)),
    ratio: median(all.map(({ ratio }) => ratio)),
  })
  return new Map([...times].map(([file, all]) => [file, middle(all)]))
}
