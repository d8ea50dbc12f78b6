/** PDFs made to hurt their reader. */
import { deflateSync } from 'node:zlib'

/** A page whose content draws a form that draws the next one tenfold, nine deep: thousands of millions of lines. */
export function endlessPdf(): Buffer {
  const depth = 9
  const form = (level: number) => {
    const content = level < depth ? '/F Do '.repeat(10) : '0 0 m 9 9 l S '
    const resources = level < depth ? `/Resources << /XObject << /F ${5 + level} 0 R >> >>` : ''
    return stream(Buffer.from(content), `/Type /XObject /Subtype /Form /BBox [0 0 9 9] ${resources}`)
  }
  const forms = Array.from({ length: depth }, (_, index) => form(index + 1))
  return pdf([stream(Buffer.from('/F Do'), ''), ...forms], '/XObject << /F 5 0 R >>')
}

/** A page whose content is `megabytes` of white space; a thousandth of it in the file. */
export function swellingPdf(megabytes: number): Buffer {
  const content = deflateSync(Buffer.alloc(megabytes * 2 ** 20, ' '))
  return pdf([stream(content, '/Filter /FlateDecode')], '')
}

/** One page, the first of `objects` its content. */
function pdf(objects: Buffer[], resources: string): Buffer {
  const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << ${resources} >> >>`
  const bodies = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(page),
    ...objects,
  ]
  const parts = [Buffer.from('%PDF-1.4\n')]
  const offsets: number[] = []
  let length = parts[0]!.length
  bodies.forEach((body, index) => {
    offsets.push(length)
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    parts.push(part)
    length += part.length
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = bodies.length + 1
  parts.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${entries}`))
  parts.push(Buffer.from(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`))
  return Buffer.concat(parts)
}

function stream(content: Buffer, dictionary: string): Buffer {
  const head = Buffer.from(`<< /Length ${content.length} ${dictionary} >>\nstream\n`)
  return Buffer.concat([head, content, Buffer.from('\nendstream')])
}
