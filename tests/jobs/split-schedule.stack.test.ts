import { beforeAll, describe, expect, test } from 'vitest'
import { quarterlyReport } from '../../scripts/samples/reports.ts'
import { type Api, apiOf, jobEnd, upload } from '../support/api.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

type Schedule = { id: string; name: string; pages: number[]; row_count: number; selected: boolean }
type Detail = Schedule & {
  header_rows: number
  parts: { row: number; page: number; evidence: string[] }[]
  cells: { row: number; text: string; page: number }[]
}

describe('a schedule that was joined over a page break', () => {
  let stack: TestStack
  let api: Api
  let list: string

  const schedules = async () => (await api('GET', list)).body.schedules as Schedule[]
  const joinedOne = async () => (await schedules()).find(({ pages }) => pages.length > 1)!
  const detail = async (id: string) => (await api('GET', `${list}/${id}`)).body as unknown as Detail

  beforeAll(async () => {
    stack = await startTestStack()
    api = apiOf(stack.url, (await newTenant(stack)).key)
    const { job } = await upload(api, await quarterlyReport())
    await jobEnd(api, job.id)
    list = `/jobs/${job.id}/schedules`
  })

  test('says why it was joined, and comes apart into the tables of its pages, selected as it was', async () => {
    const before = await schedules()
    const joined = await joinedOne()
    const whole = await detail(joined.id)
    expect(whole.parts.map(({ page, evidence }) => [page, evidence])).toEqual([
      [2, []],
      [3, expect.arrayContaining(['repeated_header', 'announced'])],
    ])
    await api('PUT', `${list}/selection`, { schedule_ids: [before[0]!.id, joined.id] })

    const answer = await api('PUT', `${list}/${joined.id}/split`, {})
    expect(answer.status).toBe(200)
    const after = await schedules()
    expect(answer.body.schedules).toEqual(JSON.parse(JSON.stringify(after)))
    expect(after.map(({ pages }) => pages)).toEqual([[1], [2], [3], [4], [4], [4]])
    expect(after.map(({ selected }) => selected)).toEqual([true, true, true, false, false, false])

    const [first, second] = [await detail(after[1]!.id), await detail(after[2]!.id)]
    expect(first.row_count + second.row_count).toBe(whole.row_count + second.header_rows)
    expect(second.header_rows).toBe(whole.header_rows)
    const headOf = ({ cells, header_rows }: Detail) => cells.filter(({ row }) => row < header_rows).map((c) => c.text)
    expect(headOf(second)).toEqual(headOf(whole))
    expect(second.cells.every(({ page }) => page === 3)).toBe(true)
    const body = ({ cells, header_rows }: Detail) => cells.filter(({ row }) => row >= header_rows).map((c) => c.text)
    expect([...body(first), ...body(second)]).toEqual(body(whole))

    const gone = await api('GET', `${list}/${joined.id}`)
    expect([gone.status, gone.body.code]).toEqual([404, 'schedule_not_found'])
    const again = await api('PUT', `${list}/${joined.id}/split`, {})
    expect([again.status, again.body.code]).toEqual([409, 'schedule_already_split'])
    const single = await api('PUT', `${list}/${after[1]!.id}/split`, {})
    expect([single.status, single.body.code]).toEqual([409, 'schedule_not_joined'])
    const book = await api('POST', list.replace('schedules', 'export'), { format: 'json' })
    expect((book.body.schedules as Schedule[]).map(({ name }) => name)).toEqual(
      after.filter(({ selected }) => selected).map(({ name }) => name),
    )
  })

  test('is split by one of two who ask at once', async () => {
    const { job } = await upload(api, await quarterlyReport())
    await jobEnd(api, job.id)
    list = `/jobs/${job.id}/schedules`
    const joined = await joinedOne()
    const wrong = await api('PUT', `${list}/${joined.id}/split`, { pages: [2] })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'split_page_unknown'])
    const answers = await Promise.all([1, 2, 3].map(() => api('PUT', `${list}/${joined.id}/split`, { pages: [3] })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect((await schedules()).map(({ pages }) => pages)).toEqual([[1], [2], [3], [4], [4], [4]])
    const { body } = await api('GET', `/jobs/${job.id}/audit`)
    const events = (body.data as { action: string }[]).filter(({ action }) => action === 'job.schedule_split')
    expect(events).toHaveLength(1)
  })
})
