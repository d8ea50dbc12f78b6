/** What an exporter wrote: bytes in memory, parts of a zip, records of a CSV, a workbook read back. */
import { createRequire } from 'node:module'
import { PassThrough, type Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import exceljs from 'exceljs'

// The libraries that exceljs reads files with: not ours to depend on, and the strictest parsers at hand.
const requireBeside = createRequire(createRequire(import.meta.url).resolve('exceljs'))
type Zip = { files: Record<string, { dir: boolean; async(type: 'string'): Promise<string> }> }
const jszip = requireBeside('jszip') as { loadAsync(data: Buffer): Promise<Zip> }
const { SaxesParser } = requireBeside('saxes') as {
  SaxesParser: new (options: {
    xmlns: boolean
  }) => { on(event: 'error', handler: (error: Error) => void): void; write(text: string): { close(): void } }
}

export async function bytesOf(write: (output: Writable) => Promise<void>): Promise<Buffer> {
  const output = new PassThrough()
  const [bytes] = await Promise.all([buffer(output), write(output)])
  return bytes
}

export async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const { files } = await jszip.loadAsync(bytes)
  const parts = new Map<string, string>()
  for (const [name, file] of Object.entries(files)) if (!file.dir) parts.set(name, await file.async('string'))
  return parts
}

/** Throws where a text is not well-formed XML with declared namespaces. */
export function parseXml(text: string): void {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
}

export async function readWorkbook(bytes: Buffer): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  return workbook
}

/** A strict reading of RFC 4180: throws on a stray quote and on records of different lengths. */
export function parseCsv(text: string): string[][] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  const records: string[][] = []
  let record: string[] = []
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const match = field.exec(text)
    if (!match) throw new Error(`not CSV at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`)
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === ',') continue
    records.push(record)
    record = []
  }
  if (new Set(records.map(({ length }) => length)).size > 1) throw new Error('records of different lengths')
  return records
}
