import { byteReader } from './byte-reader.ts'
import { invalidArgument, S3Error } from './errors.ts'

/**
 * multipart/form-data as a browser sends it to S3 (RFC 7578): small fields first, then one file, which is never held
 * in memory as a whole.
 */
type Form = {
  /** By lower-case name. */
  fields: Map<string, string>
  /** As the form names it, with what a browser may put before the last slash taken off. */
  fileName: string
  /** Fails when anything follows the file. */
  file: AsyncGenerator<Buffer>
}

/** S3 allows 20 KB for everything before the file. */
const MAX_FIELD_BYTES = 20 * 1024
const MAX_HEADER_BYTES = 4096
const CRLF = Buffer.from('\r\n')

/** Reads up to the file's first byte. Throws `MalformedPOSTRequest`, `InvalidArgument` and those of the byte reader. */
export async function readForm(source: AsyncIterable<Buffer>, contentType: string): Promise<Form> {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  if (!boundary) throw malformed()
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`)
  const reader = byteReader(prefixed(CRLF, source))
  const fields = new Map<string, string>()
  let budget = MAX_FIELD_BYTES
  // What stands before the first delimiter is a preamble without meaning.
  for await (const piece of reader.readUntil(delimiter)) budget = spend(budget, piece.length)
  for (;;) {
    const after = await reader.readLine(MAX_HEADER_BYTES)
    if (after === '--') throw invalidArgument('POST requires exactly one file upload per request.')
    if (after.trim()) throw malformed()
    const { name, fileName } = parsePartHead(await readHeaders(() => reader.readLine(MAX_HEADER_BYTES)))
    if (name === 'file') return { fields, fileName, file: lastPart(reader, delimiter) }
    const pieces: Buffer[] = []
    for await (const piece of reader.readUntil(delimiter)) {
      budget = spend(budget, piece.length)
      pieces.push(piece)
    }
    if (fields.has(name)) throw invalidArgument(`The form has the field ${name} twice.`)
    fields.set(name, Buffer.concat(pieces).toString('utf8'))
  }
}

async function* lastPart(reader: ReturnType<typeof byteReader>, delimiter: Buffer): AsyncGenerator<Buffer> {
  yield* reader.readUntil(delimiter)
  const end = await reader.readLine(MAX_HEADER_BYTES)
  if (!end.startsWith('--')) throw invalidArgument('Fields after the file are not read: put the file last.')
}

async function readHeaders(readLine: () => Promise<string>): Promise<Map<string, string>> {
  const headers = new Map<string, string>()
  for (let line = await readLine(); line !== ''; line = await readLine()) {
    const colon = line.indexOf(':')
    if (colon < 1) throw malformed()
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return headers
}

function parsePartHead(headers: Map<string, string>): { name: string; fileName: string } {
  const disposition = headers.get('content-disposition') ?? ''
  const parameter = (name: string) => new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition)?.[1]
  const name = parameter('name')
  if (!/^form-data\b/i.test(disposition) || name === undefined) throw malformed()
  const path = Buffer.from(parameter('filename') ?? '', 'latin1').toString('utf8')
  return {
    name: name.toLowerCase(),
    fileName: unescapeQuoted(path).split(/[/\\]/).at(-1) ?? '',
  }
}

/** Browsers escape three characters in a file name, and only those (WHATWG HTML, multipart/form-data encoding). */
const unescapeQuoted = (name: string) => name.replace(/%(22|0D|0A)/g, (escaped) => decodeURIComponent(escaped))

function spend(budget: number, bytes: number): number {
  if (bytes > budget)
    throw new S3Error(
      400,
      'MaxPostPreDataLengthExceeded',
      'Your POST request fields preceding the upload file were too large.',
    )
  return budget - bytes
}

/** The first delimiter may stand at the very beginning, without the line break that all others have. */
async function* prefixed(prefix: Buffer, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield prefix
  yield* source
}

const malformed = () =>
  new S3Error(400, 'MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.')
