/** PDFs written object by object, for what no library would write. */
import { deflateSync } from 'node:zlib'

/** The file of these objects, numbered from 1 in their order; the first is the catalog. */
export function buildPdf(objects: readonly (string | Buffer)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = parts[0]!.length
  objects.forEach((body, index) => {
    offsets.push(length)
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')])
    parts.push(part)
    length += part.length
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  parts.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${entries}`))
  parts.push(Buffer.from(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`))
  return Buffer.concat(parts)
}

/** A stream as it is. */
export function stream(content: Buffer | string, dictionary = ''): Buffer {
  const bytes = Buffer.from(content)
  const head = Buffer.from(`<< /Length ${bytes.length} ${dictionary} >>\nstream\n`)
  return Buffer.concat([head, bytes, Buffer.from('\nendstream')])
}

/** A stream, compressed. */
export const flate = (content: Buffer | string, dictionary = ''): Buffer =>
  stream(deflateSync(content), `/Filter /FlateDecode ${dictionary}`)

type OnePage = {
  content?: Buffer
  /** Entries of the page's dictionary besides its own. */
  page?: string
  resources?: string
  box?: string
  catalog?: string
  /** Objects from number 6 on; 5 is Helvetica, which the page knows as /F1. */
  objects?: readonly (string | Buffer)[]
}

/** A document of one page: catalog 1, pages 2, page 3, content 4, font 5. */
export function onePage(parts: OnePage = {}): Buffer {
  const { content = stream(''), page = '', resources = '', box = '0 0 300 300', catalog = '', objects = [] } = parts
  return buildPdf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents 4 0 R
      /Resources << /Font << /F1 5 0 R >> ${resources} >> ${page} >>`,
    content,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...objects,
  ])
}
