/** A tenant with all that an endpoint could be asked about, and another tenant that must see nothing of it. */
import pg from 'pg'
import { quarterlyReport } from '../../scripts/samples/reports.ts'
import { type Api, apiOf, jobEnd, postForm, presign, upload } from '../support/api.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'

export type World = {
  stack: TestStack
  tenant: Tenant
  /** With the key of the tenant's admin. */
  api: Api
  stranger: Tenant
  /** A job that has completed; no other ever will, since nothing reads the queues any more. */
  finished: { document_id: string; job_id: string; schedule_ids: string[] }
  sql: <Row>(text: string, values?: unknown[]) => Promise<Row[]>
}

const PDF_BYTES = await quarterlyReport()
export const samplePdf = (): Buffer => PDF_BYTES

/** Starts a stack of its own for a test file. */
export async function makeWorld(env: Record<string, string> = {}): Promise<World> {
  const stack = await startTestStack({ env: { RATE_LIMIT_PER_MINUTE: '1000000', ...env } })
  const tenant = await newTenant(stack)
  const api = apiOf(stack.url, tenant.key)
  const { document, job } = await upload(api, PDF_BYTES)
  await jobEnd(api, job.id)
  await stack.poller.idle()
  await stack.poller.stop()
  const list = await api('GET', `/jobs/${job.id}/schedules`)
  const schedule_ids = (list.body.schedules as { id: string }[]).map(({ id }) => id)
  return {
    stack,
    tenant,
    api,
    stranger: await newTenant(stack, 'Stranger'),
    finished: { document_id: document.id, job_id: job.id, schedule_ids },
    sql: (text, values) => query(stack.ownerUrl, text, values),
  }
}

async function query<Row>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

/** A document whose file is in the store, but whose upload nobody has completed. */
export async function newUpload({ api }: World): Promise<{ document_id: string }> {
  const presigned = await presign(api, PDF_BYTES)
  const stored = await postForm(presigned, PDF_BYTES)
  if (!stored.ok) throw new Error(await stored.text())
  return { document_id: presigned.document_id }
}

/** A document with a job that waits in the queue. */
export async function newJob({ api }: World): Promise<{ document_id: string; job_id: string }> {
  const { document, job } = await upload(api, PDF_BYTES)
  return { document_id: document.id, job_id: job.id }
}

/** A key of the tenant, for its workspace unless wanted otherwise. */
export async function newKey(
  { api, tenant }: World,
  wanted: Record<string, unknown> = {},
): Promise<{ id: string; key: string }> {
  const { status, body } = await api('POST', '/keys', {
    name: 'for a test',
    role: 'admin',
    workspace_id: tenant.workspace_id,
    ...wanted,
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body as { id: string; key: string }
}

/** Another schedule of the finished job that is joined over two pages: a copy of the one that it has. */
export async function newJoinedSchedule({ sql, finished }: World): Promise<{ schedule_id: string; pages: number[] }> {
  const [copy] = await sql<{ id: string; pages: number[] }>(
    `insert into schedules (id, company_id, workspace_id, job_id, position, name, confidence, engine, page, pages, bbox,
       row_count, col_count, header_rows, checks, facts, parts)
     select gen_random_uuid(), company_id, workspace_id, job_id,
       (select max(position) + 1 from schedules s where s.job_id = schedules.job_id), name, confidence, engine, page,
       pages, bbox, row_count, col_count, header_rows, checks, facts, parts
     from schedules where job_id = $1 and cardinality(pages) > 1 order by position nulls last limit 1
     returning id, pages`,
    [finished.job_id],
  )
  await sql(
    `insert into schedule_rows (company_id, schedule_id, row_number, kind, level, cells)
     select company_id, $1, row_number, kind, level, cells from schedule_rows
     where schedule_id = (select id from schedules where job_id = $2 and cardinality(pages) > 1
       order by position nulls last limit 1)`,
    [copy!.id, finished.job_id],
  )
  return { schedule_id: copy!.id, pages: copy!.pages }
}
