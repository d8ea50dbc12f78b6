/**
 * Whether a PDF could act by itself or carries files, told by the names that stand in it: in the file as it is and in
 * its object streams. It is a warning for people and no defence: nothing of a document is ever run, and who encrypts or
 * packs a name otherwise is not found.
 */
import { inflateSync } from 'node:zlib'

/** Actions that run, open or send something (ISO 32000-2, 12.6.4), and forms and media with programs in them. */
const ACTIVE = ['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'RichMedia', 'XFA']
const EMBEDDED = ['EmbeddedFile', 'EmbeddedFiles', 'FileAttachment']
/** Acts when the document is opened, unless it only goes to a page. */
const OPENING = ['OpenAction']
const WANTED = [...ACTIVE, ...EMBEDDED, ...OPENING]

/** What a name may be long when each character is written as a code. */
const LONGEST_BYTES = 3 * Math.max(...WANTED.map((name) => name.length))

/** Object streams hold dictionaries alone: those of a large document are a few thousand, a few megabytes together. */
const MAX_UNPACKED_BYTES = 64 * 2 ** 20
const MAX_STREAMS = 20_000
/** From the type of a stream to its content. */
const MAX_DICTIONARY_BYTES = 1_024

export type ActiveContent = { active: boolean; embedded: boolean; opensWithAction: boolean }

/** `file` is the whole of it. */
export function findActiveContent(file: Uint8Array): ActiveContent {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const found = new Set<string>()
  addNames(bytes, found)
  const left = { bytes: MAX_UNPACKED_BYTES, streams: MAX_STREAMS }
  for (let at = bytes.indexOf('/ObjStm'); at >= 0; at = bytes.indexOf('/ObjStm', at + 1)) {
    if (left.streams-- <= 0 || left.bytes <= 0) break
    const unpacked = unpackStream(bytes, at, left.bytes)
    left.bytes -= unpacked.length
    addNames(unpacked, found)
  }
  const has = (names: string[]) => names.some((name) => found.has(name))
  return { active: has(ACTIVE), embedded: has(EMBEDDED), opensWithAction: has(OPENING) }
}

function addNames(bytes: Buffer, found: Set<string>): void {
  for (const name of WANTED) if (!found.has(name) && hasName(bytes, name)) found.add(name)
  // A character of a name may be written as # and its code (ISO 32000-2, 7.3.5).
  for (let at = bytes.indexOf('#'); at >= 0; at = bytes.indexOf('#', at + 1)) {
    const before = bytes.subarray(Math.max(0, at - LONGEST_BYTES), at).lastIndexOf('/')
    if (before < 0) continue
    const start = Math.max(0, at - LONGEST_BYTES) + before + 1
    const written = /^[\w#]+/.exec(bytes.toString('latin1', start, start + LONGEST_BYTES))?.[0] ?? ''
    const name = written.replace(/#([0-9a-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    if (WANTED.includes(name)) found.add(name)
  }
}

/** Followed by a delimiter, so that chance does not spell a short one in a picture. */
function hasName(bytes: Buffer, name: string): boolean {
  for (let at = bytes.indexOf(`/${name}`); at >= 0; at = bytes.indexOf(`/${name}`, at + 1)) {
    const next = bytes.toString('latin1', at + 1 + name.length, at + 2 + name.length)
    if (/^[\s<>()[\]/%\0]?$/.test(next)) return true
  }
  return false
}

/** The content of the stream whose type stands at `at`; nothing where it is packed otherwise, too large or damaged. */
function unpackStream(bytes: Buffer, at: number, maxOutputLength: number): Buffer {
  const keyword = bytes.subarray(at, at + MAX_DICTIONARY_BYTES).indexOf('stream')
  if (keyword < 0) return Buffer.alloc(0)
  const eol = at + keyword + 'stream'.length
  try {
    return inflateSync(bytes.subarray(eol + (bytes[eol] === 0x0d ? 2 : 1)), { maxOutputLength })
  } catch {
    return Buffer.alloc(0)
  }
}
