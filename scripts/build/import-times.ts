import { execFile } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** Enough for a median that a busy machine does not move. */
const ROUNDS = 9

const SCRIPT = `
  const startedAt = performance.now()
  await import(process.argv[1])
  process.stdout.write(String(performance.now() - startedAt))
  process.exit()
`

const run = promisify(execFile)

async function importTime(file: string): Promise<number> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', SCRIPT, pathToFileURL(file).href])
  return Number(stdout)
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/**
 * How long a fresh process takes to import each file, in ms, by file. The files take turns, so that what else the
 * machine does falls on all alike.
 */
export async function importTimes(files: string[]): Promise<Map<string, number>> {
  const times = new Map(files.map((file) => [file, [] as number[]]))
  for (let round = 0; round < ROUNDS; round++) for (const file of files) times.get(file)!.push(await importTime(file))
  return new Map([...times].map(([file, all]) => [file, median(all)]))
}
