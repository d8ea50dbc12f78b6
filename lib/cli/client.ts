import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { AuditEvent } from '../audit/list.ts'
import { contentTypeOfName } from '../documents/content-types.ts'
import type { PresignedUpload } from '../documents/presign.ts'
import type { Job } from '../jobs/job.ts'
import type { ScheduleList } from '../schedules/schedule.ts'
import { UsageError } from './terminal.ts'

/** Dates come as text over HTTP. */
type Json<T> = T extends Date ? string : T extends object ? { [K in keyof T]: Json<T[K]> } : T

/** A small client of the HTTP API, as a user would write one. */
export function apiClient(url: string, key: string) {
  const call = async (method: string, route: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${url}/api/v1${route}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (response.ok) return response
    const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string }
    throw new Error(`${method} ${route}: ${response.status} ${problem.code ?? ''} ${problem.detail ?? ''}`)
  }
  const json = async <T>(method: string, route: string, body?: unknown) =>
    (await (await call(method, route, body)).json()) as Json<T>

  const uploadParts = (upload: Json<PresignedUpload['upload']> & { method: 'MULTIPART' }, bytes: Buffer) =>
    Promise.all(
      upload.parts.map(async ({ number, url: partUrl }) => {
        const start = (number - 1) * upload.part_size_bytes
        const part = new Uint8Array(bytes.subarray(start, start + upload.part_size_bytes))
        const response = await fetch(partUrl, { method: 'PUT', body: part })
        if (!response.ok) throw new Error(`part ${number}: ${response.status}`)
        return { number, etag: response.headers.get('etag')! }
      }),
    )

  return {
    /** Uploads a file by the presigned way and returns its queued job. */
    upload: async (file: string): Promise<Json<Job>> => {
      const filename = path.basename(file)
      const content_type = contentTypeOfName(filename)
      if (!content_type) throw new UsageError(`${filename}: only .pdf and .docx files are read`)
      const bytes = await readFile(file)
      const announced = { filename, content_type, size_bytes: bytes.byteLength }
      const { document_id, upload } = await json<PresignedUpload>('POST', '/uploads/presign', announced)
      if (upload.method === 'MULTIPART') {
        const parts = await uploadParts(upload, bytes)
        return (await json<{ job: Job }>('POST', `/uploads/${document_id}/complete`, { parts })).job
      }
      const form = new FormData()
      for (const [name, value] of Object.entries(upload.fields)) form.append(name, value)
      form.append('file', new Blob([new Uint8Array(bytes)], { type: content_type }), filename)
      const stored = await fetch(upload.url, { method: 'POST', body: form })
      if (!stored.ok) throw new Error(`the store refused ${filename}: ${stored.status} ${await stored.text()}`)
      return (await json<{ job: Job }>('POST', `/uploads/${document_id}/complete`)).job
    },
    job: (id: string) => json<Job>('GET', `/jobs/${id}`),
    schedules: async (id: string) => (await json<ScheduleList>('GET', `/jobs/${id}/schedules`)).schedules,
    audit: async (id: string) => (await json<{ data: AuditEvent[] }>('GET', `/jobs/${id}/audit?limit=1000`)).data,
    exportXlsx: async (id: string): Promise<Buffer> =>
      Buffer.from(await (await call('POST', `/jobs/${id}/export`, { format: 'xlsx' })).arrayBuffer()),
  }
}
