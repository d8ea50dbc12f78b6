import { stat } from 'node:fs/promises'
import path from 'node:path'
import { contentTypeOfName } from '../documents/content-types.ts'
import { findSchedules } from '../extraction/find-schedules.ts'
import { imageTypeOfName } from '../extraction/image-types.ts'
import { findInvoice } from '../extraction/invoice/find-invoice.ts'
import type { Invoice } from '../extraction/invoice/model.ts'
import type { PageResult } from '../extraction/model.ts'
import { openPageReader, PAGE_READER_SETTINGS } from '../extraction/page-reader.ts'
import { createReader, type UnreadablePage } from '../extraction/run.ts'
import { hashFile } from '../jobs/local-copy.ts'
import { givenSettings, readSettings } from '../platform/config.ts'
import type { Schedule } from '../schedules/model.ts'
import { tell, UsageError } from './terminal.ts'

export type FileReading = {
  file: string
  sha256: string
  engines: string[]
  pages: PageResult[]
  unreadable: UnreadablePage[]
  schedules: (Schedule & { engine: string })[]
  /** null for what is no invoice, credit note or receipt. */
  invoice: Invoice | null
}

const SETTINGS = ['PAGE_TIMEOUT_SECONDS', 'WORKER_MEMORY_BYTES', 'OCR_LANGUAGES', ...PAGE_READER_SETTINGS] as const

/** Reads a file with the engines of a job, without database or queue; progress goes to the standard error. */
export async function readFile(file: string, name: string, contentType: string): Promise<FileReading> {
  const settings = readSettings(givenSettings(), SETTINGS)
  const pageReader = openPageReader(settings)
  const reader = createReader({
    limits: { pageTimeoutMs: settings.PAGE_TIMEOUT_SECONDS * 1000, memoryBytes: settings.WORKER_MEMORY_BYTES },
    ocrLanguages: settings.OCR_LANGUAGES,
    ...(pageReader ? { readDrawn: pageReader.readPage } : {}),
  })
  try {
    const inspected = await reader.inspect(file, contentType)
    if ('code' in inspected) throw new UsageError(`${name}: ${inspected.detail} (${inspected.code})`)
    const numbers = Array.from({ length: inspected.page_count }, (_, index) => index + 1)
    const pages: PageResult[] = []
    const unreadable: UnreadablePage[] = []
    for await (const page of reader.readPages(file, contentType, numbers)) {
      if ('unreadable' in page) {
        unreadable.push(page)
        tell(`${name}: page ${page.number} cannot be read: ${page.unreadable.detail}`)
      } else {
        pages.push(page)
        tell(`${name}: page ${page.number} of ${inspected.page_count}, ${page.engine}`)
      }
    }
    if (pages.length === 0) throw new UsageError(`${name}: none of its pages can be read`)
    return {
      file: name,
      sha256: await hashFile(file),
      engines: [...new Set(pages.map(({ engine }) => engine))].sort(),
      pages,
      unreadable,
      schedules: findSchedules(pages),
      invoice: findInvoice(pages),
    }
  } finally {
    await reader.close()
    await pageReader?.close()
  }
}

/** The same for a path that somebody typed: a clear sentence for what is not there or not a document. */
export async function readPath(file: string): Promise<FileReading> {
  const name = path.basename(file)
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) throw new UsageError(`${file}: there is no such file`)
  const contentType = contentTypeOfName(name) ?? imageTypeOfName(name)
  if (!contentType) throw new UsageError(`${name}: only .pdf, .docx, .png, .jpg and .tiff files are read`)
  return readFile(file, name, contentType)
}
