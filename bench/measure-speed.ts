/** What reading costs beside the least that it could, in one process on one machine. */
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { openPdfText } from '../lib/extraction/engines/pdf-text.ts'
import { packageFolder } from '../lib/extraction/package-files.ts'
import { pagedDocument } from './paged-document.ts'

/** Used where it is on PATH. */
const pdftotext = 'pdftotext'

/** Seconds that PDF.js takes to merely read a file's text and drawing operators. */
export async function readWithPdfJs(file: string): Promise<number> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const root = packageFolder('pdfjs-dist')
  const started = performance.now()
  const document = await pdfjs.getDocument({
    data: new Uint8Array(await readFile(file)),
    verbosity: 0,
    useSystemFonts: false,
    standardFontDataUrl: `${path.join(root, 'standard_fonts')}/`,
    cMapUrl: `${path.join(root, 'cmaps')}/`,
    cMapPacked: true,
    wasmUrl: `${path.join(root, 'wasm')}/`,
  }).promise
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    await page.getTextContent()
    await page.getOperatorList()
    page.cleanup()
  }
  await document.loadingTask.destroy()
  return (performance.now() - started) / 1000
}

/** Seconds that `pdftotext -layout` takes, its start included; null where it is not on PATH. */
export function readWithPdftotext(file: string): number | null {
  const started = performance.now()
  const { error, status } = spawnSync(pdftotext, ['-layout', file, '-'], { stdio: 'ignore' })
  return error || status !== 0 ? null : (performance.now() - started) / 1000
}

/** Resident memory, in MiB, after reading so many pages of one document, none of which is kept. */
export async function memoryAfter(pages: number): Promise<number> {
  const document = await openPdfText(await pagedDocument(pages, 1))
  for (let number = 1; number <= pages; number++) await document.readPage(number)
  const bytes = process.memoryUsage.rss()
  await document.close()
  return bytes / 2 ** 20
}
