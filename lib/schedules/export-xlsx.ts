/**
 * The Excel data book: a summary, a worksheet for each schedule, and the provenance of every cell. Owns what a
 * workbook says and how; memory does not grow with rows. Nothing that was printed becomes a formula: texts are strings
 * whatever they begin with, and figures are typed values that lose no digit or else stay text. Only a proved total is a
 * formula, made of cell addresses alone, with the printed value as its result.
 */
import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Book } from './book.ts'
import { datedWriter } from './xlsx/dated-writer.ts'
import { excelLimits, type SheetLimits } from './xlsx/limits.ts'
import { planSchedules } from './xlsx/plan.ts'
import { writeProvenanceSheets } from './xlsx/provenance-sheet.ts'
import { writeScheduleSheets } from './xlsx/schedule-sheet.ts'
import { streamingBook } from './xlsx/streaming-sheet.ts'
import { writeSummarySheet } from './xlsx/summary-sheet.ts'

/** Writes the book and ends `output`. Rejects when the rows or the output fail; `output` is destroyed then. */
export async function writeXlsx(book: Book, output: Writable, limits: SheetLimits = excelLimits): Promise<void> {
  const file = new PassThrough()
  const delivered = pipeline(file, output)
  const written = writeBook(book, file, limits)
  // Delivery decides: it fails with the writer's own error, and a writer that nobody reads may never come back.
  written.catch((cause: unknown) => {
    file.destroy(cause instanceof Error ? cause : new Error('the book could not be written', { cause }))
  })
  await delivered
  await written
}

async function writeBook(book: Book, file: PassThrough, limits: SheetLimits): Promise<void> {
  const { default: exceljs } = await import('exceljs')
  const created = new Date(book.job.finished_at ?? 0)
  const Writer = datedWriter(exceljs.stream.xlsx.WorkbookWriter, created)
  const workbook = new Writer({ stream: file, useStyles: true, useSharedStrings: false })
  workbook.creator = 'LedgerLift'
  workbook.lastModifiedBy = 'LedgerLift'
  workbook.created = created
  workbook.modified = created
  const streaming = streamingBook(workbook, file)
  const schedules = planSchedules(book, limits)
  await writeSummarySheet(streaming, book, schedules, limits)
  for (const planned of schedules) await writeScheduleSheets(streaming, planned, book.document.name, limits)
  await writeProvenanceSheets(streaming, book, schedules, limits)
  await workbook.commit()
}
