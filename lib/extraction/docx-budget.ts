/**
 * What a Word file may cost, checked before anything opens it as a document: a zip of a few kilobytes can unpack to
 * gigabytes. Every entry is unpacked once and counted, since what a zip declares of itself is the sender's word.
 */
import { inflateRawSync } from 'node:zlib'
import { DOCX_MAIN_PART, DOCX_MAX_ENTRIES } from '../documents/content-types.ts'
import { readZipDirectory, type ZipEntry } from '../documents/zip-directory.ts'
import { UnreadableError } from './unreadable.ts'

/** A reading process has 1 GiB; a parsed document takes about four times its XML. */
const MAX_UNPACKED_BYTES = 200 * 2 ** 20
/** Word's XML shrinks to a tenth, a large plain table to a fortieth; small files are not worth refusing. */
const MAX_RATIO = 100
const RATIO_MATTERS_BYTES = 10 * 2 ** 20

const LOCAL_HEADER = 0x04034b50
const ENCRYPTED_FLAG = 1
const STORED = 0
const DEFLATED = 8

/** OLE2, the container of encrypted Office files and of Word 97's. */
const OLE_HEADER = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/**
 * Returns the names of the entries. Throws UnreadableError: document_empty, content_type_mismatch (not a Word file),
 * document_encrypted, document_unreadable (damaged), archive_limit_exceeded (too large, or shaped to do harm).
 */
export function checkDocxBudget(file: Buffer): string[] {
  refuseOtherFiles(file)
  const entries = readDirectory(file)
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (unpacked > MAX_UNPACKED_BYTES) refuse(`it unpacks to more than ${MAX_UNPACKED_BYTES / 2 ** 20} MiB`)
  if (unpacked > RATIO_MATTERS_BYTES && unpacked > MAX_RATIO * file.length)
    refuse(`it unpacks to more than ${MAX_RATIO} times its size`)
  for (const entry of entries) checkEntry(file, entry)
  const names = entries.map((entry) => entry.name)
  if (!names.includes(DOCX_MAIN_PART))
    throw new UnreadableError('content_type_mismatch', 'The archive holds no Word document.')
  return names
}

function refuseOtherFiles(file: Buffer): void {
  if (file.length === 0) throw new UnreadableError('document_empty', 'The file has no bytes.')
  if (file.subarray(0, 8).equals(OLE_HEADER)) {
    if (file.includes(Buffer.from('EncryptedPackage', 'utf16le')))
      throw new UnreadableError('document_encrypted', 'The document is protected by a password.')
    throw new UnreadableError('content_type_mismatch', 'The file is not in the format of Word 2007 and later.')
  }
  if (file.length < 4 || file.readUInt32LE(0) !== LOCAL_HEADER)
    throw new UnreadableError('content_type_mismatch', 'The file is not a Word document.')
}

function readDirectory(file: Buffer): ZipEntry[] {
  const directory = readZipDirectory(file, file.length, DOCX_MAX_ENTRIES)
  if (directory === 'too many') return refuse(`it has more than ${DOCX_MAX_ENTRIES} entries`)
  if (typeof directory === 'string') throw damaged()
  return directory.entries
}

function checkEntry(file: Buffer, entry: ZipEntry): void {
  if (entry.flags & ENCRYPTED_FLAG)
    throw new UnreadableError('document_encrypted', 'The document is protected by a password.')
  if (leavesArchive(entry.name)) refuse('an entry has a name that leads out of it')
  const content = unpack(file, entry)
  // UTF-16 hides a declaration from a search for its letters until the zero bytes are gone.
  if (/\.(xml|rels)$/i.test(entry.name) && /<!(DOCTYPE|ENTITY)/i.test(content.toString('latin1').replaceAll('\0', '')))
    refuse('a part of it declares a document type or entities')
}

function leavesArchive(name: string): boolean {
  return /^[/\\]|^[a-z]:|\0/i.test(name) || name.split(/[/\\]/).includes('..')
}

function unpack(file: Buffer, { method, packed, unpacked, offset }: ZipEntry): Buffer {
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== LOCAL_HEADER) throw damaged()
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28)
  const content = file.subarray(start, start + packed)
  if (content.length !== packed) throw damaged()
  if (method === STORED) return packed === unpacked ? content : refuse('an entry is larger than it declares')
  if (method !== DEFLATED) throw damaged()
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, unpacked) })
  } catch (error) {
    if (error instanceof RangeError) refuse('an entry is larger than it declares')
    throw damaged(error)
  }
}

function refuse(reason: string): never {
  throw new UnreadableError('archive_limit_exceeded', `The document was not opened: ${reason}.`)
}

function damaged(cause?: unknown): UnreadableError {
  return new UnreadableError('document_unreadable', 'The document is damaged.', cause)
}
