/** Requests as a client makes them. */
import { setTimeout as pause } from 'node:timers/promises'

export type Answer = {
  status: number
  headers: Headers
  bytes: Buffer
  body: Record<string, unknown> & { code?: string }
}

export const apiOf =
  (url: string, key: string | undefined) =>
  async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(
      `${url}${path.startsWith('/v1') || path.startsWith('/api') || path.startsWith('/health') ? '' : '/api/v1'}${path}`,
      {
        method,
        redirect: 'manual',
        headers: {
          ...(key ? { authorization: `Bearer ${key}` } : {}),
          ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      },
    )
    const bytes = Buffer.from(await response.arrayBuffer())
    const json = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, bytes, body: json ? JSON.parse(bytes.toString()) : {} }
  }

export type Api = ReturnType<typeof apiOf>

/** Polls until the job has ended; fails after the time-out. */
export async function jobEnd(api: Api, jobId: string, timeoutMs = 45_000): Promise<Record<string, unknown>> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const { body } = await api('GET', `/jobs/${jobId}`)
    if (['completed', 'failed', 'cancelled'].includes(String(body.status))) return body
    if (Date.now() > deadline) throw new Error(`job ${jobId} is still ${body.status}`)
    await pause(50)
  }
}

export const PDF = 'application/pdf'
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

type Upload = { document_id: string; upload: { url: string; fields: Record<string, string> } }

/** Presigns a document; returns what the API answered. */
export async function presign(api: Api, bytes: Uint8Array, filename = 'book.pdf', content_type = PDF): Promise<Upload> {
  const answer = await api('POST', '/uploads/presign', { filename, content_type, size_bytes: bytes.byteLength })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body as Upload
}

/** Posts the bytes to the store by the form that presign gave. */
export async function postForm({ upload }: Upload, bytes: Uint8Array, fields: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...upload.fields, ...fields })) form.append(name, value)
  form.append('file', new Blob([new Uint8Array(bytes)], { type: PDF }), 'file')
  return fetch(upload.url, { method: 'POST', body: form })
}

/** Uploads a document by the presigned way; returns its document and its queued job. */
export async function upload(api: Api, bytes: Uint8Array, filename?: string, contentType?: string) {
  const presigned = await presign(api, bytes, filename, contentType)
  const stored = await postForm(presigned, bytes)
  if (!stored.ok) throw new Error(await stored.text())
  const answer = await api('POST', `/uploads/${presigned.document_id}/complete`)
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body))
  return answer.body as { document: { id: string }; job: { id: string } }
}

/** The form of a one-call upload. */
export function ingestionForm(bytes: Uint8Array, filename = 'book.pdf', fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: filename.endsWith('.docx') ? DOCX : PDF }), filename)
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

/** Uploads a document by one call; returns its document and its queued job. */
export async function ingest(api: Api, bytes: Uint8Array, headers: Record<string, string> = {}, filename?: string) {
  const answer = await api('POST', '/ingestion/upload', ingestionForm(bytes, filename), headers)
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body))
  return answer.body as { document: { id: string }; job: { id: string } }
}
