/** Textract at the border of this process: what it is asked, and what it is made to answer. Speaks AWS JSON 1.1. */
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'

export type Operation = 'AnalyzeDocument' | 'AnalyzeExpense'

export type Call = {
  operation: Operation
  /** The picture that was sent. */
  bytes: Buffer
  features: string[]
  headers: Headers
}

/** An answer, or a failure by its name, or none: `after` holds it back, `gone` breaks the connection. */
export type Reply =
  | { body: object }
  | { failure: string; status?: number; message?: string }
  | { after: Promise<unknown> }
  | { gone: true }

export const REGION = 'eu-west-1'
export const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMIexamplekey' }

/** `reply` answers each call; `region` decides which host is Textract's. */
export function textractService(reply: (call: Call, index: number) => Reply, region = REGION) {
  const calls: Call[] = []
  const server = setupServer(
    http.post(`https://textract.${region}.amazonaws.com/`, async ({ request }) => {
      const operation = request.headers.get('x-amz-target')?.replace('Textract.', '') as Operation
      const body = (await request.json()) as { Document: { Bytes: string }; FeatureTypes?: string[] }
      const bytes = Buffer.from(body.Document.Bytes, 'base64')
      const call = { operation, bytes, features: body.FeatureTypes ?? [], headers: request.headers }
      const answer = reply(call, calls.push(call) - 1)
      if ('after' in answer) await answer.after
      if ('gone' in answer) return HttpResponse.error()
      if ('failure' in answer)
        return HttpResponse.json(
          { __type: answer.failure, Message: answer.message ?? 'as documented' },
          { status: answer.status ?? 400 },
        )
      return HttpResponse.json('body' in answer ? answer.body : {})
    }),
  )
  return { calls, server }
}

/** Width and height of a PNG, from its header. */
export const pngSize = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)]
