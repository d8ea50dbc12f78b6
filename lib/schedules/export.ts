import type { Writable } from 'node:stream'
import * as z from 'zod/mini'
import { recordEvent } from '../audit/record.ts'
import { conclude } from '../idempotency/conclude.ts'
import type { Ctx } from '../platform/context.ts'
import { inTransaction, reading, type Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { once } from '../platform/once.ts'
import type { Book } from './book.ts'
import { contentDisposition, type ExportExtension, exportName } from './export-name.ts'
import type { Cell } from './model.ts'
import { getFinishedJob, isSelected, readRows, type ScheduledJob } from './read.ts'
import { findInvoice, listSchedules, type ScheduleRow } from './store.ts'

export const ExportRequest = once(() =>
  z.strictObject({
    format: z.enum(['xlsx', 'csv', 'json']),
    schedule_ids: z.optional(z.array(z.uuid()).check(z.minLength(1), z.maxLength(10_000))),
  }),
)
export type ExportRequest = z.output<ReturnType<typeof ExportRequest>>

/** What was asked for, settled: which schedules, in the order of the document. */
export type ChosenExport = { job_id: string; format: ExportRequest['format']; schedule_ids: string[] }

async function choose(tx: Tx, job: ScheduledJob, named: string[] | undefined): Promise<string[]> {
  const rows = await listSchedules(tx, job.id)
  const unknown = named?.find((id) => !rows.some((row) => row.id === id))
  if (unknown) throw new AppError('schedule_unknown', `Schedule ${unknown} is not one of this job.`)
  const chosen = rows.filter(({ id }) => (named ? named.includes(id) : isSelected(job, id)))
  if (chosen.length === 0) throw new AppError('export_empty', 'There are no schedules to export.')
  return chosen.map(({ id }) => id)
}

/** Settles what an export holds, and writes down that somebody took it. */
export const chooseExport = (ctx: Ctx, jobId: string, request: ExportRequest): Promise<ChosenExport> =>
  inTransaction(ctx, async (tx) => {
    const job = await getFinishedJob(tx, jobId)
    const schedule_ids = await choose(tx, job, request.schedule_ids)
    await recordEvent(tx, 'job.exported', {
      workspace_id: job.workspace_id,
      job_id: jobId,
      document_id: job.document_id,
      resource: { type: 'job', id: jobId },
      metadata: { format: request.format, schedule_ids },
    })
    return conclude(tx, { job_id: jobId, format: request.format, schedule_ids })
  })

async function* cellsOf(rows: AsyncIterable<{ cells: Cell[] }>): AsyncGenerator<Cell[]> {
  for await (const { cells } of rows) yield cells
}

const bookOf = (ctx: Ctx, job: ScheduledJob, invoice: Book['invoice'], schedules: ScheduleRow[]): Book => ({
  document: { name: job.original_filename, sha256: job.sha256 ?? '', id: job.document_id },
  job: {
    id: job.id,
    trace_id: job.trace_id,
    finished_at: job.finished_at?.toISOString() ?? null,
    engines: job.engines,
  },
  invoice,
  sheets: schedules.map((schedule) => ({ ...schedule, rows: () => cellsOf(readRows(ctx, schedule.id)) })),
})

const MEDIA_TYPES: Record<ExportExtension, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  zip: 'application/zip',
}

export type ExportFile = { disposition: string; contentType: string; write(output: Writable): Promise<void> }

/** The writers are loaded with the first export: a function that answers JSON starts without them. */
async function writerOf(extension: ExportExtension, book: Book): Promise<ExportFile['write']> {
  if (extension === 'xlsx') {
    const { writeXlsx } = await import('./export-xlsx.ts')
    return (output) => writeXlsx(book, output)
  }
  if (extension === 'json') {
    const { writeJson } = await import('./export-json.ts')
    return (output) => writeJson(book, output)
  }
  const { writeCsv, writeCsvZip } = await import('./export-csv.ts')
  return (output) => (extension === 'csv' ? writeCsv(book.sheets[0]!, output) : writeCsvZip(book, output))
}

/** The file of a settled export. A CSV of several schedules is a zip, one file a schedule. */
export async function openExport(ctx: Ctx, { job_id, format, schedule_ids }: ChosenExport): Promise<ExportFile> {
  const { job, invoice, schedules } = await reading(ctx, async (tx) => ({
    job: await getFinishedJob(tx, job_id),
    invoice: await findInvoice(tx, job_id),
    schedules: (await listSchedules(tx, job_id)).filter(({ id }) => schedule_ids.includes(id)),
  }))
  const extension = format === 'csv' && schedules.length > 1 ? 'zip' : format
  return {
    disposition: contentDisposition(exportName(job.filename, extension)),
    contentType: MEDIA_TYPES[extension],
    write: await writerOf(extension, bookOf(ctx, job, invoice, schedules)),
  }
}
