import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { PageResult } from '../../lib/extraction/model.ts'
import { createReader, type Reader, type ReadingOptions, type UnreadablePage } from '../../lib/extraction/run.ts'
import { invoice, quarterlyReport } from '../../scripts/samples/reports.ts'
import { writePdf } from '../../scripts/samples/write-pdf.ts'
import { canLook, cpuTicks, environmentOf, isRunning, readingProcesses } from './child-processes.ts'
import { endlessPdf, swellingPdf } from './hostile-pdfs.ts'

const PDF = 'application/pdf'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const AMPLE = { pageTimeoutMs: 30_000, memoryBytes: 2 ** 30 }

let dir: string
const readers: Reader[] = []

function reader(limits: Partial<ReadingOptions['limits']> = {}): Reader {
  const made = createReader({ limits: { ...AMPLE, ...limits }, ocrLanguages: ['eng'] })
  readers.push(made)
  return made
}

async function file(name: string, bytes: Buffer): Promise<string> {
  const path = join(dir, name)
  await writeFile(path, bytes)
  return path
}

async function collect(pages: AsyncGenerator<PageResult | UnreadablePage>) {
  const collected: (PageResult | UnreadablePage)[] = []
  for await (const page of pages) collected.push(page)
  return collected
}

/** A page that takes seconds, not for ever. */
const slowPdf = () => endlessPdf(5)

/** Hundredths of a second that a process has only computed for when it has started and is reading. */
const BUSY_TICKS = 60

const codeOf = (page: PageResult | UnreadablePage | undefined) => page && 'unreadable' in page && page.unreadable.code

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'run-test-'))
})
afterEach(async () => {
  await Promise.all(readers.splice(0).map((made) => made.close()))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

describe('reading', () => {
  test('pages come in the order asked for, each when it is asked for', async () => {
    const path = await file('report.pdf', await quarterlyReport())
    const asked: number[] = []
    const pages = reader().readPages(path, PDF, [4, 1, 2], async (page) => asked.push(page) > 0)
    expect((await pages.next()).value).toMatchObject({ number: 4, source: 'text' })
    expect(asked).toEqual([4])
    expect((await collect(pages)).map((page) => page.number)).toEqual([1, 2])
    expect(asked).toEqual([4, 1, 2])
  })

  test('stops before the page that it is told not to read', async () => {
    const path = await file('report.pdf', await quarterlyReport())
    const pages = await collect(reader().readPages(path, PDF, [1, 2, 3], async (page) => page < 3))
    expect(pages.map((page) => page.number)).toEqual([1, 2])
  })

  test('two documents read at once by one reader do not mix', async () => {
    const [report, bill] = [await file('report.pdf', await quarterlyReport()), await file('bill.pdf', await invoice())]
    const shared = reader()
    const [first, second] = await Promise.all([
      collect(shared.readPages(report, PDF, [1, 3])),
      collect(shared.readPages(bill, PDF, [1])),
    ])
    expect(JSON.stringify(first)).toContain('Schedule A-1')
    expect(JSON.stringify(first)).not.toContain('Pressure transducer')
    expect(JSON.stringify(second)).toContain('Pressure transducer')
  })

  test('a page that does not exist is unreadable, the one after it is read', async () => {
    const path = await file('bill.pdf', await invoice())
    const pages = await collect(reader().readPages(path, PDF, [7, 1]))
    expect(codeOf(pages[0])).toBe('page_unreadable')
    expect(pages[1]).toMatchObject({ number: 1, source: 'text' })
  })
})

describe('what cannot be read is said, not thrown', () => {
  test.each<[string, string, () => Promise<Buffer>, string]>([
    [
      'a PDF with a password',
      PDF,
      () => writePdf({ title: 'x', userPassword: 'secret' }, () => {}),
      'document_encrypted',
    ],
    ['half a PDF', PDF, async () => (await invoice()).subarray(0, 60), 'document_unreadable'],
    ['a text called a PDF', PDF, async () => Buffer.from('Dear Sir or Madam'), 'document_unreadable'],
    ['no bytes', PDF, async () => Buffer.alloc(0), 'document_empty'],
    ['a PDF called a Word file', DOCX, invoice, 'content_type_mismatch'],
    ['a picture', 'image/png', async () => Buffer.from('89504e47', 'hex'), 'content_type_mismatch'],
  ])('%s', async (_, contentType, bytes, code) => {
    const path = await file('document', await bytes())
    expect(await reader().inspect(path, contentType)).toMatchObject({ code })
  })

  test('a file that is not there, without naming its place', async () => {
    const answer = await reader().inspect(join(dir, 'missing.pdf'), PDF)
    expect(answer).toMatchObject({ code: 'document_unreadable' })
    expect(JSON.stringify(answer)).not.toContain(dir)
  })
})

describe('limits', () => {
  test('a page that never ends is given up in time, and the next document is read', async () => {
    const limited = reader({ pageTimeoutMs: 2_000 })
    const endless = await file('endless.pdf', endlessPdf())
    const started = performance.now()
    expect(codeOf((await collect(limited.readPages(endless, PDF, [1])))[0])).toBe('page_timeout')
    expect(performance.now() - started).toBeLessThan(10_000)
    const [page] = await collect(limited.readPages(await file('bill.pdf', await invoice()), PDF, [1]))
    expect(page).toMatchObject({ number: 1, source: 'text' })
  })

  test('a page that swells past the memory limit is given up, and the next document is read', async () => {
    const limited = reader({ memoryBytes: 400 * 2 ** 20 })
    const swelling = await file('swelling.pdf', swellingPdf(600))
    expect(codeOf((await collect(limited.readPages(swelling, PDF, [1])))[0])).toBe('page_memory_exceeded')
    const [page] = await collect(limited.readPages(await file('bill.pdf', await invoice()), PDF, [1]))
    expect(page).toMatchObject({ number: 1, source: 'text' })
  })

  test('a document that cannot even be opened in time is refused', async () => {
    const path = await file('report.pdf', await quarterlyReport())
    expect(await reader({ pageTimeoutMs: 1 }).inspect(path, PDF)).toMatchObject({ code: 'page_timeout' })
  })

  test('inspection ends when its signal is aborted, and the reader is usable after it', async () => {
    const path = await file('report.pdf', await quarterlyReport())
    const used = reader()
    const abort = new AbortController()
    const inspection = used.inspect(path, PDF, abort.signal)
    abort.abort(new Error('cancelled'))
    await expect(inspection).rejects.toThrow('cancelled')
    expect(await used.inspect(path, PDF)).toMatchObject({ page_count: 4 })
  })
})

describe.runIf(canLook)('the process', () => {
  test('knows nothing of our environment but where programs are', async () => {
    process.env.ENCRYPTION_KEY_OF_TEST = 'a secret'
    const path = await file('bill.pdf', await invoice())
    await reader().inspect(path, PDF)
    const [pid] = readingProcesses(process.pid)
    const names = Object.keys(environmentOf(pid!)).filter((name) => !name.startsWith('NODE_CHANNEL_'))
    expect(names.sort()).toEqual(['HOME', 'LANG', 'PATH', 'TEMP', 'TMPDIR'])
    delete process.env.ENCRYPTION_KEY_OF_TEST
  })

  test('stays for the next document, and is replaced after two hundred pages', async () => {
    const path = await file('bill.pdf', await invoice())
    const used = reader()
    await collect(used.readPages(path, PDF, Array(200).fill(1)))
    const [first] = readingProcesses(process.pid)
    await used.inspect(path, PDF)
    const [second] = readingProcesses(process.pid)
    expect(isRunning(first!)).toBe(false)
    expect(second).not.toBe(first)
    await collect(used.readPages(path, PDF, [1, 1]))
    expect(readingProcesses(process.pid)).toEqual([second])
  })

  const busyProcess = async (not?: number): Promise<number> => {
    await vi.waitUntil(() => readingProcesses(process.pid).some((pid) => pid !== not && cpuTicks(pid) > BUSY_TICKS), {
      timeout: 20_000,
    })
    return readingProcesses(process.pid).find((pid) => pid !== not)!
  }

  test('killed by someone else in the middle of a page is replaced, and the page is read', async () => {
    const path = await file('slow.pdf', slowPdf())
    const used = reader()
    const reading = collect(used.readPages(path, PDF, [1]))
    const killed = await busyProcess()
    process.kill(killed, 'SIGKILL')
    expect((await reading)[0]).toMatchObject({ number: 1, width: 300 })
    expect(readingProcesses(process.pid)).not.toContain(killed)
  })

  test('killed by someone else under an inspection is replaced, and the document is inspected', async () => {
    const path = await file('bill.pdf', await invoice())
    const used = reader()
    await used.inspect(path, PDF)
    const inspection = used.inspect(path, PDF)
    process.kill(readingProcesses(process.pid)[0]!, 'SIGKILL')
    expect(await inspection).toMatchObject({ page_count: 1 })
  })

  test('that ends a second time over the same page is not started a third time: the page is unreadable', async () => {
    const path = await file('endless.pdf', endlessPdf())
    const used = reader()
    const reading = collect(used.readPages(path, PDF, [1]))
    const first = await busyProcess()
    process.kill(first, 'SIGKILL')
    process.kill(await busyProcess(first), 'SIGKILL')
    const started = performance.now()
    expect(codeOf((await reading)[0])).toBe('page_unreadable')
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(readingProcesses(process.pid)).toEqual([])
    const [page] = await collect(used.readPages(await file('bill.pdf', await invoice()), PDF, [1]))
    expect(page).toMatchObject({ number: 1, source: 'text' })
  })

  test('is gone once its reader is closed', async () => {
    const path = await file('bill.pdf', await invoice())
    const used = reader()
    await used.inspect(path, PDF)
    await used.close()
    expect(readingProcesses(process.pid)).toEqual([])
  })

  test('dies with a parent that is killed, even in the middle of a page', async () => {
    const path = await file('endless.pdf', endlessPdf())
    const script = new URL('./read-forever.ts', import.meta.url).pathname
    const parent = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(parent.stdout, 'data')
    const [child] = readingProcesses(parent.pid!)
    const idle = cpuTicks(child!)
    await vi.waitUntil(() => cpuTicks(child!) > idle + 50, { timeout: 20_000 })
    parent.kill('SIGKILL')
    await vi.waitUntil(() => !isRunning(child!), { timeout: 5_000 })
  })

  test('does not keep an idle parent from ending', async () => {
    const path = await file('bill.pdf', await invoice())
    const module = new URL('../../lib/extraction/run.ts', import.meta.url)
    const program = `import { createReader } from '${module}'
      const reader = createReader({ limits: { pageTimeoutMs: 9000, memoryBytes: 1e9 }, ocrLanguages: ['eng'] })
      process.exitCode = (await reader.inspect('${path}', '${PDF}')).page_count === 1 ? 0 : 9`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' })
    expect(await once(parent, 'exit')).toEqual([0, null])
  })
})
