import { S3Error } from './errors.ts'

/** Reads framed bytes from a stream without ever holding more than one frame's head and one chunk. */
type ByteReader = {
  /** The text up to the next CRLF, without it, one character a byte. */
  readLine(limitBytes: number): Promise<string>
  /** Exactly `length` bytes, in pieces. */
  readExactly(length: number): AsyncGenerator<Buffer>
  /** Everything before the delimiter, which is consumed. */
  readUntil(delimiter: Buffer): AsyncGenerator<Buffer>
  /** Whether nothing follows. */
  atEnd(): Promise<boolean>
}

const incomplete = () =>
  new S3Error(400, 'IncompleteBody', 'You did not provide the number of bytes that the framing of the body promised.')

/** Every read throws `IncompleteBody` when the stream ends first. */
export function byteReader(source: AsyncIterable<Buffer>): ByteReader {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)

  async function more(): Promise<void> {
    const next = await chunks.next()
    if (next.done) throw incomplete()
    held = held.length ? Buffer.concat([held, next.value]) : next.value
  }

  function take(length: number): Buffer {
    const taken = held.subarray(0, length)
    held = held.subarray(length)
    return taken
  }

  return {
    async readLine(limitBytes) {
      for (;;) {
        const end = held.indexOf('\r\n')
        if (end >= 0 && end <= limitBytes) return take(end + 2).toString('latin1', 0, end)
        if (held.length > limitBytes) throw new S3Error(400, 'InvalidRequest', 'A line of the body is too long.')
        await more()
      }
    },
    async *readExactly(length) {
      for (let left = length; left > 0; ) {
        if (!held.length) await more()
        const piece = take(Math.min(left, held.length))
        left -= piece.length
        if (piece.length) yield piece
      }
    },
    async *readUntil(delimiter) {
      for (;;) {
        const end = held.indexOf(delimiter)
        if (end >= 0) {
          if (end) yield take(end)
          take(delimiter.length)
          return
        }
        // The tail may be the beginning of the delimiter.
        const safe = held.length - delimiter.length + 1
        if (safe > 0) yield take(safe)
        await more()
      }
    },
    async atEnd() {
      while (!held.length) {
        const next = await chunks.next()
        if (next.done) return true
        held = next.value
      }
      return false
    },
  }
}
