/**
 * What a Word file may cost, checked before anything opens it as a document: a zip of a few kilobytes can unpack to
 * gigabytes. Every entry is unpacked once and counted, since what a zip declares of itself is the sender's word. Nothing
 * is held: neither the file nor an entry of it.
 */
import { open } from 'node:fs/promises'
import yauzl from 'yauzl'
import { DOCX_MAIN_PART, DOCX_MAX_ENTRIES, TAIL_BYTES } from '../documents/content-types.ts'
import { readZipDirectory } from '../documents/zip-directory.ts'
import { UnreadableError } from './unreadable.ts'

/** A page takes 32 Mi characters, and their XML is about six times as long. */
const MAX_UNPACKED_BYTES = 200 * 2 ** 20
/**
 * Word's XML shrinks to a tenth, a large table to a fortieth, and one with the same figures over and over to a three
 * hundredth; nothing but a bomb comes near the thousandth that deflating can do. Small files are not worth refusing.
 */
const MAX_RATIO = 500
const RATIO_MATTERS_BYTES = 10 * 2 ** 20

const LOCAL_HEADER = 0x04034b50
const ENCRYPTED_FLAG = 1

/** OLE2, the container of encrypted Office files and of Word 97's. */
const OLE_HEADER = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const OLE_PASSWORD = Buffer.from('EncryptedPackage', 'utf16le')

/** An archive whose entries have all been looked at. */
export type DocxArchive = {
  names: ReadonlySet<string>
  /** The bytes of an entry, as they are unpacked; none for a name that is not there. Throws UnreadableError. */
  read(name: string): AsyncGenerator<Buffer>
  close(): void
}

/**
 * Opens the archive of a Word file. Throws UnreadableError: document_empty, content_type_mismatch (not a Word file),
 * document_encrypted, document_unreadable (damaged), archive_limit_exceeded (too large, or shaped to do harm).
 */
export async function openDocxArchive(file: string): Promise<DocxArchive> {
  const size = await refuseOtherFiles(file)
  const zip = await yauzl
    // Names are bytes here: the library's own look at them would not say which error it is.
    .openPromise(file, { autoClose: false, decodeStrings: false, validateEntrySizes: false })
    .catch((cause: unknown) => {
      throw damaged(cause)
    })
  try {
    const entries = await readEntries(zip)
    checkSizes([...entries.values()], size)
    for (const [name, entry] of entries) await checkEntry(zip, name, entry)
    if (!entries.has(DOCX_MAIN_PART))
      throw new UnreadableError('content_type_mismatch', 'The archive holds no Word document.')
    return {
      names: new Set(entries.keys()),
      async *read(name) {
        const entry = entries.get(name)
        if (entry) yield* unpack(zip, entry)
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error instanceof UnreadableError ? error : damaged(error)
  }
}

/** Returns the size of the file. */
async function refuseOtherFiles(file: string): Promise<number> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    if (size === 0) throw new UnreadableError('document_empty', 'The file has no bytes.')
    const start = (await handle.read(Buffer.alloc(8), 0, 8, 0)).buffer
    if (start.equals(OLE_HEADER)) {
      for await (const chunk of overlapping(
        handle.createReadStream({ start: 0, autoClose: false }),
        OLE_PASSWORD.length,
      ))
        if (chunk.includes(OLE_PASSWORD)) throw encrypted()
      throw new UnreadableError('content_type_mismatch', 'The file is not in the format of Word 2007 and later.')
    }
    if (start.readUInt32LE(0) !== LOCAL_HEADER)
      throw new UnreadableError('content_type_mismatch', 'The file is not a Word document.')
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES))
    await handle.read(tail, 0, tail.length, size - tail.length)
    if (readZipDirectory(tail, size, DOCX_MAX_ENTRIES) === 'too many') tooMany()
    return size
  } finally {
    await handle.close()
  }
}

async function readEntries(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > DOCX_MAX_ENTRIES) tooMany()
  const entries = new Map<string, yauzl.Entry>()
  for await (const entry of zip.eachEntry()) {
    if (entry.generalPurposeBitFlag & ENCRYPTED_FLAG) throw encrypted()
    const name = entry.fileNameRaw.toString('utf8')
    if (leavesArchive(name)) refuse('an entry has a name that leads out of it')
    entries.set(name, entry)
  }
  return entries
}

function checkSizes(entries: readonly yauzl.Entry[], size: number): void {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (unpacked > MAX_UNPACKED_BYTES) refuse(`it unpacks to more than ${MAX_UNPACKED_BYTES / 2 ** 20} MiB`)
  if (unpacked > RATIO_MATTERS_BYTES && unpacked > MAX_RATIO * size)
    refuse(`it unpacks to more than ${MAX_RATIO} times its size`)
}

/** Twice as many bytes as `<!DOCTYPE` has letters: in UTF-16 each takes two. */
const DECLARATION_BYTES = 18

async function checkEntry(zip: yauzl.ZipFile, name: string, entry: yauzl.Entry): Promise<void> {
  const isXml = /\.(xml|rels)$/i.test(name)
  for await (const bytes of overlapping(unpack(zip, entry), DECLARATION_BYTES)) {
    // UTF-16 hides a declaration from a search for its letters until the zero bytes are gone.
    if (isXml && /<!(DOCTYPE|ENTITY)/i.test(bytes.toString('latin1').replaceAll('\0', '')))
      refuse('a part of it declares a document type or entities')
  }
}

/** The chunks, each led by the end of the one before, so that nothing of `length` bytes falls between two. */
async function* overlapping(chunks: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let end: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const whole = Buffer.concat([end, chunk])
    yield whole
    end = whole.subarray(Math.max(0, whole.length - length))
  }
}

function leavesArchive(name: string): boolean {
  return /^[/\\]|^[a-z]:|\0/i.test(name) || name.split(/[/\\]/).includes('..')
}

async function* unpack(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Buffer> {
  let unpacked = 0
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      unpacked += chunk.length
      if (unpacked > entry.uncompressedSize) refuse('an entry is larger than it declares')
      yield chunk
    }
  } catch (error) {
    throw error instanceof UnreadableError ? error : damaged(error)
  }
}

const tooMany = () => refuse(`it has more than ${DOCX_MAX_ENTRIES} entries`)

function refuse(reason: string): never {
  throw new UnreadableError('archive_limit_exceeded', `The document was not opened: ${reason}.`)
}

const encrypted = () => new UnreadableError('document_encrypted', 'The document is protected by a password.')

const damaged = (cause?: unknown) => new UnreadableError('document_unreadable', 'The document is damaged.', cause)
