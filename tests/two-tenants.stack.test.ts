import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, apiOf, jobEnd, postForm, presign } from './support/api.ts'
import { type Owner, ownerOf } from './support/owner.ts'
import { pagedPdf } from './support/paged-pdf.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from './support/stack.ts'

type Side = {
  tenant: Tenant
  api: Api
  document: string
  job: string
  pending: string
  schedules: string[]
  key: string
}

let stack: TestStack
let owner: Owner
const sides: Record<'one' | 'other', Side> = {} as never

/** A company through the whole flow: one document read, another one announced. */
async function flow(name: string): Promise<Side> {
  const tenant = await newTenant(stack, name)
  const api = apiOf(stack.url, tenant.key)
  const bytes = await pagedPdf(2, 'the same in both')
  const presigned = await presign(api, bytes)
  await postForm(presigned, bytes)
  const { body } = await api('POST', `/uploads/${presigned.document_id}/complete`, undefined, {
    'idempotency-key': 'same',
  })
  const job = (body.job as { id: string }).id
  expect(await jobEnd(api, job)).toMatchObject({ status: 'completed' })
  const pending = await presign(api, bytes)
  await postForm(pending, bytes)
  const list = (await api('GET', `/jobs/${job}/schedules`)).body.schedules as { id: string }[]
  const key = ((await api('GET', '/keys')).body.data as { id: string }[])[0]!.id
  return {
    tenant,
    api,
    document: presigned.document_id,
    job,
    pending: pending.document_id,
    schedules: list.map(({ id }) => id),
    key,
  }
}

beforeAll(async () => {
  stack = await startTestStack()
  owner = ownerOf(stack)
  ;[sides.one, sides.other] = await Promise.all([flow('One'), flow('Other')])
})

const PAIRS = [
  ['one', 'other'],
  ['other', 'one'],
] as const

describe.each(PAIRS)('two companies side by side: %s', (mine, theirs) => {
  const me = () => sides[mine]
  const them = () => sides[theirs]

  test('has its own document, job and schedules of the same file', () => {
    expect(me().schedules).toHaveLength(2)
    for (const field of ['document', 'job', 'key'] as const) expect(me()[field]).not.toBe(them()[field])
    expect(me().schedules.some((id) => them().schedules.includes(id))).toBe(false)
  })

  test('is told of nothing of the other one that it does not exist, whatever it asks or wants done', async () => {
    const { document, job, pending, schedules, key } = them()
    const calls: [string, string, unknown?][] = [
      ['GET', `/documents/${document}`],
      ['GET', `/documents/${document}/file`],
      ['GET', `/documents/${document}/timeline`],
      ['POST', `/documents/${document}/process`],
      ['POST', `/uploads/${pending}/complete`],
      ['POST', `/uploads/${document}/complete`],
      ['GET', `/jobs/${job}`],
      ['GET', `/jobs/${job}/audit`],
      ['POST', `/jobs/${job}/cancel`],
      ['GET', `/jobs/${job}/schedules`],
      ['GET', `/jobs/${job}/schedules/${schedules[0]}`],
      ['PUT', `/jobs/${job}/schedules/selection`, { schedule_ids: schedules }],
      ['POST', `/jobs/${job}/export`, { format: 'xlsx' }],
      ['GET', `/jobs/${job}/export?format=json`],
      ['DELETE', `/keys/${key}`],
    ]
    for (const [method, path, body] of calls) {
      const answer = await me().api(method, path, body)
      const never = await me().api(method, path.replace(/[0-9a-f-]{36}/, '0198c5b4-7b4e-7cc0-a8a5-3a3f3c1f9a10'), body)
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 404, never.body.code])
    }
  })

  test('cannot mix a schedule of the other one into what is its own', async () => {
    const { api, job } = me()
    const [foreign] = them().schedules
    const selection = await api('PUT', `/jobs/${job}/schedules/selection`, { schedule_ids: [foreign] })
    expect([selection.status, selection.body.code]).toEqual([422, 'schedule_unknown'])
    const file = await api('POST', `/jobs/${job}/export`, { format: 'json', schedule_ids: [foreign] })
    expect([file.status, file.body.code]).toEqual([422, 'schedule_unknown'])
    expect((await api('GET', `/jobs/${job}/schedules/${foreign}`)).status).toBe(404)
  })

  test('finds in its lists what is its own and nothing else', async () => {
    const ids = async (path: string) =>
      ((await me().api('GET', path)).body.data as { id: string }[]).map(({ id }) => id)
    expect(await ids('/jobs')).toEqual([me().job])
    expect((await ids('/documents')).sort()).toEqual([me().document, me().pending].sort())
    expect(await ids('/keys')).toEqual([me().key])
    expect(await ids(`/jobs?document_id=${them().document}`)).toEqual([])
    const { status, body } = await me().api('GET', `/documents?workspace_id=${them().tenant.workspace_id}`)
    expect([status, body.code]).toEqual([404, 'workspace_not_found'])
  })

  test('goes on from a cursor of the other one among its own rows', async () => {
    const cursor = Buffer.from(JSON.stringify(['jobs', them().job])).toString('base64url')
    const { status, body } = await me().api('GET', `/jobs?cursor=${cursor}`)
    expect(status).toBe(200)
    for (const { id } of body.data as { id: string }[]) expect(id).toBe(me().job)
  })

  test('has only its own events, costs, messages and objects', async () => {
    const { company_id } = me().tenant
    const mixed = await owner.rows(
      `select 1 from audit_events e join documents d on d.id = e.document_id where e.company_id = $1 and d.company_id <> $1
       union all select 1 from cost_records c join jobs j on j.id = c.job_id where c.company_id = $1 and j.company_id <> $1
       union all select 1 from outbox_messages where company_id = $1 and payload->>'company_id' <> $1::text
       union all select 1 from documents where company_id = $1 and position($1::text in upload_key || coalesce(object_key, '')) = 0`,
      [company_id],
    )
    expect(mixed).toEqual([])
    await expect.poll(async () => (await me().api('GET', `/jobs/${me().job}`)).body.cost_cents).toBe(24)
  })
})

test('what each wanted done to the other has left no trace', async () => {
  for (const { api, job, pending, key } of Object.values(sides)) {
    expect((await api('GET', `/jobs/${job}`)).body).toMatchObject({ status: 'completed', selected_schedule_ids: null })
    expect((await api('GET', `/documents/${pending}`)).body.processing_status).toBe('PENDING_UPLOAD')
    const keys = (await api('GET', '/keys')).body.data as { id: string; revoked_at: string | null }[]
    expect(keys).toMatchObject([{ id: key, revoked_at: null }])
  }
})
