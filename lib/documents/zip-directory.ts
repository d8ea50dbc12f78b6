/**
 * The central directory of a zip, read from the end of the file alone: what an archive says that it holds. What it
 * says is the sender's word. Field offsets: PKWARE APPNOTE 6.3.10, sections 4.3.12 and 4.3.16.
 */

const END_OF_DIRECTORY = 0x06054b50
const END_BYTES = 22
const LONGEST_COMMENT_BYTES = 65_535
const DIRECTORY_ENTRY = 0x02014b50
const ENTRY_BYTES = 46

export type ZipEntry = {
  name: string
  flags: number
  method: number
  packed: number
  unpacked: number
  /** Of its local header, in the file. */
  offset: number
}

/** `beyond`: the directory begins before the bytes that were given. */
export type ZipDirectory = { entries: ZipEntry[] } | 'damaged' | 'too many' | 'beyond'

/** `tail` is how a file of `size` bytes ends, or all of it; a directory of more than `maxEntries` is not read. */
export function readZipDirectory(tail: Buffer, size: number, maxEntries: number): ZipDirectory {
  const earliest = Math.max(0, tail.length - END_BYTES - LONGEST_COMMENT_BYTES)
  let end = tail.length - END_BYTES
  while (end >= earliest && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--
  if (end < earliest) return 'damaged'
  const count = tail.readUInt16LE(end + 10)
  if (count > maxEntries) return 'too many'
  const start = tail.readUInt32LE(end + 16) - (size - tail.length)
  if (start < 0) return 'beyond'
  const entries = readEntries(tail.subarray(0, end), start, count)
  return entries.length === count && count > 0 ? { entries } : 'damaged'
}

/** One entry more than `count` is read where there is one, so that a count that is too low shows. */
function readEntries(bytes: Buffer, start: number, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = start
  while (at + ENTRY_BYTES <= bytes.length && bytes.readUInt32LE(at) === DIRECTORY_ENTRY && entries.length <= count) {
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength),
    })
    at += ENTRY_BYTES + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}
