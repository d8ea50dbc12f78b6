import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DOCX, PDF } from '../../lib/documents/content-types.ts'
import type { PageResult, Unreadable, UnreadableCode } from '../../lib/extraction/model.ts'
import { createReader, type Reader, type UnreadablePage } from '../../lib/extraction/run.ts'
import { boardPaper } from '../../scripts/samples/board-paper.ts'
import { invoice, quarterlyReport } from '../../scripts/samples/reports.ts'
import { scannedSchedules } from '../../scripts/samples/scan.ts'
import { activePdfs, carryingPdfs } from './active-pdfs.ts'
import { ageingRows, drawPdf, drawSheet, lorem, put } from './draw-pdf.ts'
import { cyclicPdfs } from './hostile-pdfs.ts'
import { mutate, mutations } from './mutations.ts'
import { strangeDocx, strangePdf } from './strange-files.ts'

/** Other seeds are tried with `FUZZ_SEED=…`; a failure prints its seed and path, and the damage that was done. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_250_414)
/** How often the default number of runs is done, within as many times the default time. */
const MORE = Number(process.env.FUZZ_MORE ?? 1)

const LIMITS = { pageTimeoutMs: 4_000, memoryBytes: 600 * 2 ** 20 }
/** A killed process is replaced within this time, on a busy machine too. */
const REPLACED_MS = 10_000
const PAGES_READ = 2

const CODES: Record<UnreadableCode, true> = {
  document_unreadable: true,
  document_encrypted: true,
  document_empty: true,
  archive_limit_exceeded: true,
  content_type_mismatch: true,
  page_timeout: true,
  page_memory_exceeded: true,
  page_unreadable: true,
}

let dir: string
let systemTmp: string | undefined
let reader: Reader
let files = 0

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fuzz-test-'))
  systemTmp = process.env.TMPDIR
  process.env.TMPDIR = await mkdtemp(join(dir, 'tmp-'))
  reader = createReader({ limits: LIMITS, ocrLanguages: ['eng'] })
})
afterAll(async () => {
  await reader.close()
  if (systemTmp === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = systemTmp
  await rm(dir, { recursive: true, force: true })
})

/** Asks for what is in the file; every answer must be a result that can be stored, or a typed error, and in time. */
async function settle(bytes: Buffer, contentType: string): Promise<void> {
  // A path of its own: the reader keeps the last document open by its path.
  const file = join(dir, `file-${++files}`)
  await writeFile(file, bytes)
  try {
    const found = await inTime(reader.inspect(file, contentType))
    if ('code' in found) {
      expectTyped(found)
      return
    }
    expect(found.page_count).toBeGreaterThan(0)
    const numbers = Array.from({ length: Math.min(found.page_count, PAGES_READ) }, (_, index) => index + 1)
    const pages = reader.readPages(file, contentType, numbers)
    for (const number of numbers) expectSound((await inTime(pages.next())).value, number)
  } finally {
    await rm(file, { force: true })
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const started = performance.now()
  const settled = await answer
  expect(performance.now() - started).toBeLessThan(LIMITS.pageTimeoutMs + REPLACED_MS)
  return settled
}

function expectTyped({ code }: Unreadable): void {
  expect(Object.keys(CODES)).toContain(code)
}

function expectSound(page: PageResult | UnreadablePage | undefined, number: number): void {
  expect(page?.number).toBe(number)
  if (!page || 'unreadable' in page) {
    expectTyped(page!.unreadable)
    return
  }
  const json = JSON.stringify(page, (_, value) => {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('a number that JSON does not have')
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
      throw new Error(`a text that cannot be stored: ${JSON.stringify(value)}`)
    return value
  })
  expect(JSON.parse(json)).toEqual(page)
  for (const { confidence } of page.artifacts) expect(confidence >= 0 && confidence <= 1).toBe(true)
}

const options = (numRuns: number, seconds: number) => ({
  seed: SEED,
  numRuns: numRuns * MORE,
  interruptAfterTimeLimit: seconds * 1000 * MORE,
  markInterruptAsFailure: false,
  // Smaller cases would take as long again; the damage is small already.
  endOnFailure: true,
})

const fuzz = (name: string, runs: number, seconds: number, property: () => Promise<fc.IAsyncProperty<unknown[]>>) =>
  test(name, { timeout: (seconds * MORE + 30) * 1000 }, async () => {
    await fc.assert(await property(), options(runs, seconds))
  })

/** Damage to any of these files, with pieces of any other. */
const damaged = (fixtures: Record<string, Buffer>, contentType: string) => {
  const name = fc.constantFrom(...Object.keys(fixtures))
  return fc.asyncProperty(name, name, mutations, (file, other, damage) =>
    settle(mutate(fixtures[file]!, damage, fixtures[other]!), contentType),
  ) as fc.IAsyncProperty<unknown[]>
}

async function plainReport(): Promise<Buffer> {
  const drawn = await drawPdf(
    (pdf) => {
      put(pdf, 'Schedule B-2: Accounts Receivable Ageing', 60, 60)
      const rows = [['Customer', 'Current', '30 days', 'Total'], ...ageingRows(12, 4)]
      drawSheet(pdf, { rows, edges: [60, 220, 310, 400, 490], top: 90, ruled: 'all' })
      pdf.text(lorem, 60, 500, { width: 430 })
    },
    { compress: false },
  )
  return Buffer.from(drawn)
}

describe('every file ends with a result or a typed error, within its limits', () => {
  fuzz('PDFs that are truncated, bit-flipped and spliced', 200, 10, async () => {
    const small = { ...activePdfs, ...carryingPdfs, ...cyclicPdfs }
    const made = Object.entries(small).map(([name, make]) => [name, make('http://127.0.0.1:9/')] as const)
    const samples = { report: await quarterlyReport(), invoice: await invoice(), plain: await plainReport() }
    return damaged({ ...samples, ...Object.fromEntries(made) }, PDF)
  })

  fuzz('scans that are damaged', 6, 7, async () => damaged({ scan: await scannedSchedules() }, PDF))

  fuzz(
    'PDFs with absurd coordinates, missing and Type 3 fonts, turned and cropped pages',
    250,
    9,
    async () => fc.asyncProperty(strangePdf, (bytes) => settle(bytes, PDF)) as fc.IAsyncProperty<unknown[]>,
  )

  fuzz('Word files that are damaged', 150, 5, async () => damaged({ paper: await boardPaper() }, DOCX))

  fuzz(
    'Word files of strange parts',
    150,
    5,
    async () => fc.asyncProperty(strangeDocx, (bytes) => settle(bytes, DOCX)) as fc.IAsyncProperty<unknown[]>,
  )

  test('the reader reads on, and has left no files behind', async () => {
    await settle(await invoice(), PDF)
    await reader.close()
    expect(await readdir(process.env.TMPDIR!)).toEqual([])
    expect(files).toBeGreaterThan(100)
  })
})
