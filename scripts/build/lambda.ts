import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { bundle, ROOT } from './bundle.ts'
import type { Layout } from './layout.ts'
import { copyReadingFiles } from './reading-files.ts'

const SOURCES = 'functions'
const READING_PARENT = 'lib/extraction/reading-child.ts'
const READING_PROCESS = 'lib/extraction/reading-process.ts'

/**
 * Bundles each Lambda function into a folder of its own, with `index.handler` as its handler. A function that reads
 * documents gets the reading process beside it, and the files that engines open at run time.
 */
export async function buildLambdas(layout: Layout): Promise<void> {
  const files = (await readdir(path.join(ROOT, SOURCES))).filter((file) => file.endsWith('.ts'))
  for (const file of files) await buildLambda(layout, path.parse(file).name, path.join(SOURCES, file))
}

async function buildLambda(layout: Layout, name: string, source: string): Promise<void> {
  const outDir = path.join(layout.lambda, name)
  const options = { outDir, mapsDir: path.join(layout.maps, 'lambda', name), chunkNames: '[name]-[hash]' }
  const { inputs } = await bundle({ ...options, entries: { index: source }, write: false })
  const reads = READING_PARENT in inputs
  const entries = { index: source, ...(reads ? { 'reading-process': READING_PROCESS } : {}) }
  const metafile = await bundle({ ...options, entries })
  if (reads) await copyReadingFiles(outDir)
  await mkdir(layout.metafiles, { recursive: true })
  await writeFile(path.join(layout.metafiles, `lambda-${name}.json`), JSON.stringify(metafile))
}
