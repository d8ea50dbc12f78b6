import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { json } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { analysis } from '../extraction/textract-responses.ts'
import { scannedPdf } from '../support/scanned-pdf.ts'

const MAIN = path.resolve(import.meta.dirname, '../../lib/cli/main.ts')
const A4 = { width: 595.28, height: 841.89 }

/** Textract for another process: the SDK is told of its place by a variable of its own. */
let server: Server
let dir: string
let file: string
let answer: { status: number; body: object }
const asked: (string | undefined)[] = []

beforeAll(async () => {
  server = createServer(async (request, response) => {
    asked.push(request.headers['x-amz-target']?.toString())
    await json(request)
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  dir = await mkdtemp(path.join(os.tmpdir(), 'process-file-'))
  file = path.join(dir, 'scan.pdf')
  await writeFile(file, await scannedPdf(1))
})
afterAll(async () => {
  server.close()
  await rm(dir, { recursive: true, force: true })
})

const run = (args: string[]) =>
  promisify(execFile)(process.execPath, [MAIN, 'process-file', ...args], {
    cwd: dir,
    env: {
      PATH: process.env.PATH ?? '',
      OCR_ENGINE: 'textract',
      LEDGERLIFT_AWS_REGION: 'eu-west-1',
      LEDGERLIFT_AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      LEDGERLIFT_AWS_SECRET_ACCESS_KEY: 'a secret of the deployment',
      AWS_ENDPOINT_URL_TEXTRACT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  )

test('a scan that somebody has at hand is read by the engine of the settings', async () => {
  const sheet = analysis({ displayed: A4 })
  for (const [i, text] of ['Rent', '900', 'Power', '70'].entries())
    sheet.line({
      text,
      box: [60 + 100 * (i % 2), 100 + 20 * Math.floor(i / 2), 100 + 100 * (i % 2), 110 + 20 * Math.floor(i / 2)],
    })
  answer = { status: 200, body: sheet.response() }
  const { code, out, err } = await run([file, '--format', 'json'])
  expect([code, err]).toEqual([0, expect.stringContaining('textract')])
  expect(JSON.parse(out)).toMatchObject({ engines: ['textract'] })
  expect(asked).toEqual(['Textract.AnalyzeDocument'])
})

test('what Textract says of our credentials is told in a sentence, without them', async () => {
  answer = { status: 400, body: { __type: 'UnrecognizedClientException', Message: 'The security token is invalid.' } }
  const { code, out, err } = await run([file])
  expect(code).toBe(1)
  expect(err).toContain('Textract does not accept the credentials of this deployment.')
  expect(out + err).not.toContain('a secret of the deployment')
})
