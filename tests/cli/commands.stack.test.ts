import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { invoice } from '../../scripts/samples/reports.ts'
import { apiOf, jobEnd, upload } from '../support/api.ts'
import { startTestStack, type TestStack } from '../support/stack.ts'

const MAIN = path.resolve(import.meta.dirname, '../../lib/cli/main.ts')
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/

let stack: TestStack
let environment: Record<string, string>

beforeAll(async () => {
  stack = await startTestStack()
  environment = { ...stack.settings, MIGRATION_DATABASE_URL: stack.ownerUrl }
})

type Ended = { code: number; out: string; err: string }

/** Runs a command as an operator does, in a process of its own. */
async function run(args: string[], env: Record<string, string> = environment): Promise<Ended> {
  const options = { env: { PATH: process.env.PATH ?? '', ...env }, cwd: os.tmpdir(), maxBuffer: 50_000_000 }
  return promisify(execFile)(process.execPath, [MAIN, ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  )
}

const idIn = (text: string): string => UUID.exec(text)![0]

describe('an operator', () => {
  test('makes a company with a member and a key that opens the API, and revokes it', async () => {
    const company = idIn((await run(['companies', 'create', '--name', 'Acme', '--workspace', 'Finance'])).out)
    const who = ['--company', company, '--email', 'ada@example.com', '--name', 'Ada', '--role', 'admin']
    const member = idIn((await run(['members', 'add', ...who])).out)
    expect((await run(['members', 'list', '--company', company])).out).toContain('ada@example.com')
    expect((await run(['members', 'add', ...who])).err).toMatch(/member_exists/)

    const key = ['--company', company, '--member', member, '--name', 'laptop', '--role', 'viewer']
    const made = await run(['keys', 'create', ...key])
    const secret = /ll_test_\w+/.exec(made.out)![0]
    const api = apiOf(stack.url, secret)
    expect((await api('GET', '/documents')).status).toBe(200)

    const id = idIn(made.out)
    expect((await run(['keys', 'list', '--company', company])).out).toMatch(new RegExp(`${id}.*in force`))
    expect((await run(['keys', 'revoke', id, '--company', company])).code).toBe(0)
    expect((await api('GET', '/documents')).body.code).toBe('key_revoked')
  })

  test('sees which migrations are applied, and that there is nothing more to apply', async () => {
    expect((await run(['migrate', 'status'])).out).toMatch(/^\d{4}-.*Z {2}001-tenancy$/m)
    expect((await run(['migrate', 'up'])).out).toBe('nothing to apply\n')
  })

  test('reads a stored document again', async () => {
    const company = idIn((await run(['companies', 'create', '--name', 'Reader'])).out)
    const who = ['--company', company, '--email', 'bob@example.com', '--name', 'Bob', '--role', 'preparer']
    const member = idIn((await run(['members', 'add', ...who])).out)
    const made = await run([
      'keys',
      'create',
      '--company',
      company,
      '--member',
      member,
      '--name',
      'k',
      '--role',
      'preparer',
    ])
    const api = apiOf(stack.url, /ll_test_\w+/.exec(made.out)![0])
    const { document, job } = await upload(api, await invoice(), 'invoice.pdf')
    await jobEnd(api, job.id)
    const { code, out, err } = await run(['process-document', document.id, '--company', company, '--format', 'csv'])
    expect([code, out.split(/\r?\n/)[0]]).toEqual([0, 'Pos.,Description,Quantity,Unit price,Amount'])
    expect(err).toContain('page 1 of 1')
  })

  test.each([
    [['fly'], /there is no command fly/],
    [['keys', 'create', '--role', 'king'], /--name is missing|--role is one of/],
    [['keys', 'list'], /--company is missing/],
    [['migrate', 'sideways'], /migrate is one of up, down, status, make, not sideways/],
    [['members', 'list', '--nonsense', 'x'], /nonsense/],
  ])('is told in a sentence what is wrong with %j', async (args, sentence) => {
    const { code, out, err } = await run(args)
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(sentence)
    expect(err).not.toMatch(/\n {4}at /)
  })

  test('is told every setting that is missing', async () => {
    const { code, err } = await run(['keys', 'list', '--company', 'x'], {})
    expect(code).toBe(1)
    for (const name of ['DATABASE_URL', 'S3_BUCKET', 'QUEUE_URL_EXTRACT', 'ENCRYPTION_KEY'])
      expect(err).toContain(`${name}: required`)
  })
})

describe('process-file', () => {
  const file = path.join(os.tmpdir(), `ledgerlift-test-${process.pid}.pdf`)
  beforeAll(async () => writeFile(file, await invoice()))

  test('prints what it found as JSON, in the shape that is documented, without any setting', async () => {
    const { code, out } = await run(['process-file', file, '--format', 'json'], {})
    expect(code).toBe(0)
    const found = JSON.parse(out)
    expect(found).toMatchObject({
      file: path.basename(file),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      engines: ['pdf-text'],
      pages: [{ number: 1, width: expect.any(Number), height: expect.any(Number), source: 'text' }],
    })
    const [table] = found.tables
    expect(table).toMatchObject({ name: expect.any(String), page: 1, pages: [1], header_rows: 1 })
    expect(table.bbox).toHaveLength(4)
    expect(table.checks.every(({ status }: { status: string }) => status === 'proved')).toBe(true)
    expect(table.cells.find(({ text }: { text: string }) => text === '186.50')).toMatchObject({
      value: { type: 'number', value: '186.50' },
      page: 1,
      header: false,
      row_span: 1,
      col_span: 1,
    })
  })

  test.each([
    [['nowhere.pdf'], /nowhere\.pdf: there is no such file/],
    [[MAIN], /main\.ts: only .* files are read/],
    [[file, '--format', 'docx'], /--format is one of json, xlsx, csv, not docx/],
    [[], /the file is missing/],
  ])('refuses %j in a sentence', async (args, sentence) => {
    const { code, err } = await run(['process-file', ...args], {})
    expect(code).toBe(1)
    expect(err).toMatch(sentence)
  })
})
