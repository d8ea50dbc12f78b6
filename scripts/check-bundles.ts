/**
 * Measures what `npm run build` made, in dist/ or the folder that --out names, against scripts/build/budgets.ts.
 * Ends with 1 when something is over its budget, and says what.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Metafile } from 'esbuild'
import { BUDGETS } from './build/budgets.ts'
import { bundle, ROOT } from './build/bundle.ts'
import { eagerBytes } from './build/eager-bytes.ts'
import { folderSize } from './build/folder-size.ts'
import { importTimes } from './build/import-times.ts'
import { layoutOf } from './build/layout.ts'
import { zipSizes } from './build/netlify-tool.ts'

const { values } = parseArgs({ options: { out: { type: 'string', default: path.join(ROOT, 'dist') } } })
const layout = layoutOf(path.resolve(values.out))
const scratch = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-bundles-'))
const over: string[] = []

try {
  await checkNetlify()
  await checkLambdas()
} finally {
  await rm(scratch, { recursive: true, force: true })
}
for (const line of over) print(`over budget: ${line}`)
process.exitCode = over.length > 0 ? 1 : 0

async function checkNetlify(): Promise<void> {
  const { eagerBytes: eagerBudget, zipBytes, importRatio } = BUDGETS.netlify
  const eager = eagerBytes(await metafile('netlify'))
  const zips = await zipSizes(layout, path.join(scratch, 'zips'))
  const bare = await bareFile()
  const fileOf = (name: string) => path.join(layout.functions, `${name}.mjs`)
  const names = [...zips.keys()].sort()
  const times = await importTimes(bare, names.map(fileOf), importRatio)
  print(`${'Netlify function'.padEnd(30)}     eager       zip    import   of pg + kysely`)
  for (const name of names) {
    const bytes = eager.get(`netlify/functions/${name}.ts`) ?? Number.NaN
    const zip = zips.get(name)!
    const { ms, ratio } = times.get(fileOf(name))!
    print(
      `${name.padEnd(30)}${kB(bytes)}${kB(zip)}${`${ms.toFixed(1)} ms`.padStart(10)}${ratio.toFixed(2).padStart(8)} ×`,
    )
    within(`${name} loads`, bytes, eagerBudget, 'bytes eagerly')
    within(`${name} has`, zip, zipBytes, 'bytes in its zip')
    within(`${name} takes`, ratio, importRatio, 'times as long to import as pg and kysely')
  }
}

async function checkLambdas(): Promise<void> {
  print(`\n${'Lambda function'.padEnd(30)}     eager  unpacked`)
  for (const name of (await readdir(layout.lambda)).sort()) {
    const bytes = eagerBytes(await metafile(`lambda-${name}`)).get(`functions/${name}.ts`) ?? Number.NaN
    const unpacked = await folderSize(path.join(layout.lambda, name))
    print(`${name.padEnd(30)}${kB(bytes)}${kB(unpacked)}`)
    within(`${name} has`, unpacked, BUDGETS.lambda.unpackedBytes, 'bytes unpacked')
  }
}

async function metafile(name: string): Promise<Metafile> {
  return JSON.parse(await readFile(path.join(layout.metafiles, `${name}.json`), 'utf8'))
}

async function bareFile(): Promise<string> {
  const source = fileURLToPath(import.meta.resolve('./build/bare-database.ts'))
  await bundle({ entries: { bare: source }, outDir: scratch, mapsDir: scratch, chunkNames: '[name]-[hash]' })
  return path.join(scratch, 'bare.mjs')
}

function within(what: string, value: number, limit: number, unit: string): void {
  // A figure that is missing is over every budget.
  if (!(value <= limit)) over.push(`${what} ${Number(value.toFixed(2))} ${unit}, and may have ${limit}`)
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`.padStart(10)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
