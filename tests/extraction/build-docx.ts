/** Word files written part by part, and zip archives entry by entry, for what no library would write. */
import { crc32, deflateRawSync } from 'node:zlib'

export type ZipEntry = { name: string; content: Buffer | string }

const LOCAL_HEADER = 0x04034b50
const DIRECTORY_ENTRY = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const STORED = 0
const DEFLATED = 8
/** Not worth deflating. */
const SHORT_BYTES = 32

function localEntry({ name, content }: ZipEntry) {
  const bytes = Buffer.from(content)
  const stored = bytes.length < SHORT_BYTES
  const packed = stored ? bytes : deflateRawSync(bytes)
  const file = Buffer.from(name)
  /** What both headers say of the entry, from the version that is needed on. */
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(stored ? STORED : DEFLATED, 4)
  facts.writeUInt32LE(crc32(bytes), 10)
  facts.writeUInt32LE(packed.length, 14)
  facts.writeUInt32LE(bytes.length, 18)
  facts.writeUInt16LE(file.length, 22)
  return { file, facts, packed }
}

/** A zip of these entries, their names as they are. */
export function buildZip(entries: readonly ZipEntry[]): Buffer {
  const body: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const { file, facts, packed } = localEntry(entry)
    const signature = Buffer.alloc(4)
    signature.writeUInt32LE(LOCAL_HEADER)
    const head = Buffer.alloc(20)
    head.writeUInt32LE(DIRECTORY_ENTRY)
    head.writeUInt16LE(20, 4)
    const listed = Buffer.alloc(14)
    listed.writeUInt32LE(at, 10)
    directory.push(head.subarray(0, 6), facts, listed, file)
    body.push(signature, facts, file, packed)
    at += signature.length + facts.length + file.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END_OF_DIRECTORY)
  // More than 65,535 entries are written as that many, as archives do whose count stands elsewhere.
  const count = Math.min(0xffff, entries.length)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...body, ...directory, end])
}

const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org'

/** A Word file with this body, in WordprocessingML; `more` are entries besides the necessary ones. */
export const buildDocx = (body: string, more: readonly ZipEntry[] = []): Buffer =>
  buildZip([
    {
      name: '[Content_Types].xml',
      content: `<?xml version="1.0"?><Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<?xml version="1.0"?><Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0"?><w:document xmlns:w="${NAMESPACE}"><w:body>${body}</w:body></w:document>`,
    },
    ...more,
  ])

export const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

/** A table; texts are XML already. */
export const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows
    .map((cells) => `<w:tr>${cells.map((text) => `<w:tc>${paragraph(text)}</w:tc>`).join('')}</w:tr>`)
    .join('')}</w:tbl>`
