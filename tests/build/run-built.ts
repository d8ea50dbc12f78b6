/** Runs what was built as its platform does: in a process of its own, far from any node_modules. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { type Layout, layoutOf } from '../../scripts/build/layout.ts'
import { atEnd } from '../support/at-end.ts'
import { TELLING } from '../support/secrets-in-logs.ts'

/** A folder for a build that goes with the test file. Throws where packages could be found from it. */
export async function buildFolder(): Promise<Layout> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ledgerlift-build-'))
  atEnd(() => rm(folder, { recursive: true, force: true }))
  const reached = createRequire(path.join(folder, 'any.mjs')).resolve.paths('pg') ?? []
  const found = reached.filter((one) => existsSync(path.join(one, 'pg')))
  if (found.length > 0) throw new Error(`packages are found in ${found.join(', ')}`)
  return layoutOf(folder)
}

type Settings = Record<string, string>

/** Sends `input` to a module that is given as text and whose answer comes by `process.send`. */
function inProcess<T>(code: string, file: string, input: unknown, env: Settings): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code, pathToFileURL(file).href], {
      cwd: path.dirname(file),
      env: { PATH: process.env.PATH!, TMPDIR: os.tmpdir(), ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
      timeout: 60_000,
    })
    let answer: { value: T } | undefined
    let written = ''
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => {
        written += text
      })
    child.once('message', (value) => {
      answer = { value: value as T }
    })
    child.once('error', reject)
    child.once('close', () => {
      if (TELLING.test(written)) return reject(new Error(`the log holds what it must not\n${written}`))
      return answer ? resolve(answer.value) : reject(new Error(`no answer\n${written}`))
    })
    child.send(input as object)
  })
}

const INVOKE = `
process.once('message', async (event) => {
  const { handler } = await import(process.argv[1])
  const endsAt = Date.now() + 900_000
  const context = { awsRequestId: 'test', functionName: 'built', getRemainingTimeInMillis: () => endsAt - Date.now() }
  process.send(await handler(event, context), () => process.exit())
})`

/** Invokes a built Lambda function once, with the environment that Lambda gives it. */
export const invokeLambda = (folder: string, event: SQSEvent, settings: Settings): Promise<SQSBatchResponse> =>
  inProcess(INVOKE, path.join(folder, 'index.mjs'), event, {
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: path.basename(folder),
    AWS_REGION: 'us-east-1',
    LAMBDA_TASK_ROOT: folder,
    _X_AMZN_TRACE_ID: 'Root=1-68c1a2b3-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1',
    ...settings,
  })

const SERVE = `
process.once('message', async ({ url, method, headers, body }) => {
  const { default: serve } = await import(process.argv[1])
  const response = await serve(new Request(url, { method, headers, body }), { ip: '192.0.2.1', requestId: 'test' })
  const bytes = new Uint8Array(await response.arrayBuffer())
  process.send({ status: response.status, headers: Object.fromEntries(response.headers), bytes }, () => process.exit())
})`

export type Served = { status: number; headers: Record<string, string>; bytes: Uint8Array }
type Asked = { url: string; method?: string; headers?: Record<string, string>; body?: string }

/** One request to a built Netlify function. */
export const serveOnce = (file: string, request: Asked, settings: Settings): Promise<Served> =>
  inProcess(SERVE, file, request, settings)
