import { sql } from 'kysely'
import type { Invoice } from '../extraction/invoice/model.ts'
import type { Artifact, PageResult } from '../extraction/model.ts'
import type { UnreadablePage } from '../extraction/run.ts'
import { scopeOf, type Tx, tenantOf } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import type { JobStatus } from './states.ts'

const COLUMNS = [
  'jobs.id',
  'jobs.workspace_id',
  'jobs.document_id',
  'jobs.status',
  'jobs.pages_total',
  'jobs.chunk_pages',
  'jobs.pages_done',
  'jobs.engines',
  'jobs.trace_id',
  'jobs.schema_version',
  'jobs.cancellation_requested',
  'jobs.selected_schedule_ids',
  'jobs.attempts',
  'jobs.error_code',
  'jobs.error_detail',
  'jobs.created_at',
  'jobs.started_at',
  'jobs.finished_at',
] as const

/** The tenant's jobs, within the workspaces that it may see, with what they cost once that is settled. */
function visible(tx: Tx) {
  const { company_id, workspace_ids } = tenantOf(tx)
  const query = tx
    .selectFrom('jobs')
    .select(COLUMNS)
    .select((from) =>
      from
        .selectFrom('cost_records')
        .select((cost) => cost.fn.sum<number | null>('amount_cents').as('cents'))
        .whereRef('cost_records.job_id', '=', 'jobs.id')
        .where('cost_records.status', '!=', 'PENDING')
        .as('cost_cents'),
    )
    .where('jobs.company_id', '=', company_id)
  return workspace_ids === null ? query : query.where('jobs.workspace_id', 'in', [...workspace_ids])
}

export type JobRow = NonNullable<Awaited<ReturnType<typeof findJob>>>

export const findJob = (tx: Tx, id: string) => visible(tx).where('jobs.id', '=', id).executeTakeFirst()

export const lockJob = (tx: Tx, id: string) =>
  visible(tx).where('jobs.id', '=', id).forUpdate('jobs').executeTakeFirst()

export const findLatestJob = (tx: Tx, documentId: string) =>
  visible(tx).where('jobs.document_id', '=', documentId).orderBy('jobs.id', 'desc').limit(1).executeTakeFirst()

type Filter = {
  status?: string | undefined
  documentId?: string | undefined
  before?: string | undefined
  limit: number
}

export const listJobs = (tx: Tx, { status, documentId, before, limit }: Filter) =>
  visible(tx)
    .$if(status !== undefined, (query) => query.where('jobs.status', '=', status!))
    .$if(documentId !== undefined, (query) => query.where('jobs.document_id', '=', documentId!))
    .$if(before !== undefined, (query) => query.where('jobs.id', '<', before!))
    .orderBy('jobs.id', 'desc')
    .limit(limit)
    .execute()

type NewJob = { id: string; workspace_id: string; document_id: string; trace_id: string; schema_version: number }

export const insertJob = (tx: Tx, job: NewJob, at: Date) =>
  tx
    .insertInto('jobs')
    .values({
      ...job,
      company_id: tenantOf(tx).company_id,
      status: 'queued' satisfies JobStatus,
      created_at: at,
    })
    .returning(COLUMNS)
    .returning(sql<null>`null`.as('cost_cents'))
    .executeTakeFirstOrThrow()

type Change = {
  status?: JobStatus
  started_at?: Date
  finished_at?: Date
  attempts?: number
  pages_total?: number
  chunk_pages?: number | null
  cancellation_requested?: boolean
  engines?: string[]
  error_code?: string
  error_detail?: string
  selected_schedule_ids?: string[]
  invoice?: string | null
}

export const updateJob = (tx: Tx, id: string, change: Change) =>
  tx.updateTable('jobs').set(change).where('company_id', '=', tenantOf(tx).company_id).where('id', '=', id).execute()

/** The numbers of the job's pages in the range that are not committed yet. */
export async function listOpenPages(tx: Tx, jobId: string, first: number, last: number): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select open.number
    from jobs, generate_series(${first}::bigint, least(${last}::bigint, jobs.pages_total)) as open(number)
    where jobs.company_id = ${tenantOf(tx).company_id} and jobs.id = ${jobId}
      and not exists (select from pages where pages.job_id = jobs.id and pages.number = open.number)
    order by open.number`.execute(tx)
  return rows.map(({ number }) => number)
}

/** Holds the row of a job that still runs: pages of one job are committed one after the other. */
export async function lockRunningJob(tx: Tx, jobId: string): Promise<boolean> {
  const running = await tx
    .selectFrom('jobs')
    .select('id')
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('id', '=', jobId)
    .where('status', '=', 'processing')
    .forNoKeyUpdate()
    .executeTakeFirst()
  return running !== undefined
}

/** Counts one more page of a job whose row is held: whoever brings the open pages to zero is one and no other. */
export const countPageDone = (tx: Tx, jobId: string) =>
  tx
    .updateTable('jobs')
    .set({ pages_done: sql<number>`pages_done + 1` })
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('id', '=', jobId)
    .returning(['pages_done', 'pages_total'])
    .executeTakeFirstOrThrow()

type InvoiceSource = Pick<PageResult, 'text' | 'embedded_invoice' | 'found_invoice'>

const invoiceSourceOf = ({ text, embedded_invoice, found_invoice }: InvoiceSource): string | null =>
  text || embedded_invoice || found_invoice ? JSON.stringify({ text, embedded_invoice, found_invoice }) : null

/** False when the page was committed before. */
export async function insertPage(tx: Tx, jobId: string, page: PageResult | UnreadablePage): Promise<boolean> {
  const company_id = tenantOf(tx).company_id
  const facts =
    'unreadable' in page
      ? { source: 'none', engine: 'none', error_code: page.unreadable.code, error_detail: page.unreadable.detail }
      : {
          width: page.width,
          height: page.height,
          rotation: page.rotation,
          source: page.source,
          engine: page.engine,
          characters: page.characters,
          invoice_source: invoiceSourceOf(page),
        }
  const inserted = await tx
    .insertInto('pages')
    .values({ company_id, job_id: jobId, number: page.number, ...facts })
    .onConflict((conflict) => conflict.columns(['job_id', 'number']).doNothing())
    .returning('number')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Rows of one INSERT: its parameters stay far below PostgreSQL's 65,535. */
const INSERT_ROWS = 500

export async function insertArtifacts(tx: Tx, jobId: string, page: number, artifacts: Artifact[]): Promise<void> {
  const { app } = scopeOf(tx).ctx
  const company_id = tenantOf(tx).company_id
  const rows = artifacts.map(({ kind, engine, confidence, bbox, ...content }, position) => ({
    id: newId(app.now()),
    company_id,
    job_id: jobId,
    page_number: page,
    position,
    kind,
    engine,
    confidence,
    bbox: bbox === null ? null : [...bbox],
    content: JSON.stringify(content),
  }))
  for (let start = 0; start < rows.length; start += INSERT_ROWS)
    await tx
      .insertInto('artifacts')
      .values(rows.slice(start, start + INSERT_ROWS))
      .execute()
}

export const listPages = (tx: Tx, jobId: string) =>
  tx
    .selectFrom('pages')
    .select(['number', 'width', 'height', 'source', 'engine', 'error_code', 'error_detail'])
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('job_id', '=', jobId)
    .orderBy('number')
    .execute()

/** By the numbers of the pages that have any: those of the first and last pages of a document. */
export async function listInvoiceSources(tx: Tx, jobId: string): Promise<ReadonlyMap<number, InvoiceSource>> {
  const rows = await tx
    .selectFrom('pages')
    .select(['number', 'invoice_source'])
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('job_id', '=', jobId)
    .where('invoice_source', 'is not', null)
    .execute()
  return new Map(rows.map(({ number, invoice_source }) => [number, invoice_source as InvoiceSource]))
}

/** Words of pages are kept for as long as an invoice may still be found in them, and no longer. */
export const clearInvoiceSources = (tx: Tx, jobId: string) =>
  tx
    .updateTable('pages')
    .set({ invoice_source: null })
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('job_id', '=', jobId)
    .where('invoice_source', 'is not', null)
    .execute()

/** What the job's document charges for; null where it is no invoice, or not known to be one yet. */
export async function findJobInvoice(tx: Tx, jobId: string): Promise<Invoice | null> {
  const job = await tx
    .selectFrom('jobs')
    .select('invoice')
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('id', '=', jobId)
    .executeTakeFirst()
  return (job?.invoice ?? null) as Invoice | null
}

/** The artifacts of a job in reading order. */
export const listArtifacts = (tx: Tx, jobId: string, kinds: Artifact['kind'][]) =>
  tx
    .selectFrom('artifacts')
    .select(['page_number', 'kind', 'engine', 'confidence', 'bbox', 'content'])
    .where('company_id', '=', tenantOf(tx).company_id)
    .where('job_id', '=', jobId)
    .where('kind', 'in', kinds)
    .orderBy('page_number')
    .orderBy('position')
    .execute()
