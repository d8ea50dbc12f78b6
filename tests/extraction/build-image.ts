/** Picture files written on the spot: PNG and TIFF without loss, JPEG in blocks of one tone. */
import { deflateSync } from 'node:zlib'
import type { GrayBitmap } from '../../lib/extraction/engines/image-bitmap.ts'

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const crc = body.reduce((sum, byte) => CRC[(sum ^ byte) & 0xff]! ^ (sum >>> 8), 0xffffffff)
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE((crc ^ 0xffffffff) >>> 0)
  return Buffer.concat([head, body, tail])
}

type Png = {
  width: number
  height: number
  bits: number
  color: number
  interlaced?: boolean
  /** The rows as they are compressed: each begins with the number of its filter. */
  rows: Uint8Array
  palette?: Uint8Array
  transparency?: Uint8Array
  dpi?: number
}

export function buildPng({ width, height, bits, color, interlaced, rows, palette, transparency, dpi }: Png): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bits, color, 0, 0, interlaced ? 1 : 0], 8)
  const physical = Buffer.alloc(9)
  physical.writeUInt32BE(Math.round((dpi ?? 0) / 0.0254), 0)
  physical.writeUInt32BE(Math.round((dpi ?? 0) / 0.0254), 4)
  physical[8] = 1
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...(dpi ? [chunk('pHYs', physical)] : []),
    ...(palette ? [chunk('PLTE', palette)] : []),
    ...(transparency ? [chunk('tRNS', transparency)] : []),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ])
}

/** A gray picture, not filtered. */
export function grayPng({ width, height, data }: GrayBitmap, dpi?: number): Buffer {
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  return buildPng({ width, height, bits: 8, color: 0, rows, ...(dpi ? { dpi } : {}) })
}

/** Each pixel of the picture becomes a block of eight by eight: all that a JPEG without details can hold. */
export function blockJpeg({ width, height, data }: GrayBitmap, exif?: Buffer): Buffer {
  const segment = (marker: number, body: readonly number[] | Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(body.length + 2, 2)
    return Buffer.concat([head, Buffer.from(body)])
  }
  const frame = Buffer.alloc(9)
  frame[0] = 8
  frame.writeUInt16BE(8 * height, 1)
  frame.writeUInt16BE(8 * width, 3)
  frame.set([1, 1, 0x11, 0], 5)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...(exif ? [segment(0xe1, exif)] : []),
    segment(0xdb, [0, ...new Array<number>(64).fill(8)]),
    segment(0xc0, frame),
    // Nine lengths of a difference, each with a code of four bits; the end of a block is one bit.
    segment(0xc4, [0x00, 0, 0, 0, 9, ...new Array<number>(12).fill(0), 0, 1, 2, 3, 4, 5, 6, 7, 8]),
    segment(0xc4, [0x10, 1, ...new Array<number>(15).fill(0), 0]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    blocks(data),
    Buffer.from([0xff, 0xd9]),
  ])
}

function blocks(data: Uint8Array): Buffer {
  let bits = ''
  let before = 128
  for (const tone of data) {
    const difference = tone - before
    before = tone
    const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1
    const coded = difference > 0 ? difference : difference + 2 ** size - 1
    bits += `${size.toString(2).padStart(4, '0')}${size ? coded.toString(2).padStart(size, '0') : ''}0`
  }
  const bytes = (bits.padEnd(Math.ceil(bits.length / 8) * 8, '1').match(/.{8}/g) ?? []).map((byte) =>
    Number.parseInt(byte, 2),
  )
  return Buffer.from(bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])))
}

/** What a camera writes of how it was held. */
export function exifOrientation(orientation: number): Buffer {
  const tiff = Buffer.from('II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0', 'latin1')
  tiff.writeUInt16LE(orientation, 18)
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
}

export type TiffPage = { tags: Record<number, number | number[]>; strips: Uint8Array[] }

/** Values are SHORTs, but for places and lengths, which are LONGs; `loop` makes the last directory point to the first. */
export function buildTiff(pages: readonly TiffPage[], { big = false, loop = false } = {}): Buffer {
  const parts: Buffer[] = [Buffer.from(big ? 'MM\0*\0\0\0\0' : 'II*\0\0\0\0\0', 'latin1')]
  let length = 8
  const long = (value: number) => {
    const bytes = Buffer.alloc(4)
    big ? bytes.writeUInt32BE(value) : bytes.writeUInt32LE(value)
    return bytes
  }
  const short = (value: number) => {
    const bytes = Buffer.alloc(2)
    big ? bytes.writeUInt16BE(value) : bytes.writeUInt16LE(value)
    return bytes
  }
  const add = (bytes: Uint8Array) => {
    const at = length
    parts.push(Buffer.from(bytes))
    length += bytes.length
    return at
  }
  let link = parts[0]!
  let linkAt = 4
  let first = 0
  for (const { tags, strips } of pages) {
    const offsets = strips.map(add)
    const all: Record<number, number | number[]> = { ...tags, 273: offsets, 279: strips.map((strip) => strip.length) }
    const entries = Object.entries(all).map(([tag, value]) => {
      const values = [value].flat()
      const isLong = tag === '273' || tag === '279'
      const packed = Buffer.concat(values.map(isLong ? long : short))
      const field = packed.length <= 4 ? Buffer.concat([packed, Buffer.alloc(4 - packed.length)]) : long(add(packed))
      return Buffer.concat([short(Number(tag)), short(isLong ? 4 : 3), long(values.length), field])
    })
    const directory = Buffer.concat([short(entries.length), ...entries, long(0)])
    const at = add(directory)
    first ||= at
    long(at).copy(link, linkAt)
    link = parts.at(-1)!
    linkAt = directory.length - 4
  }
  if (loop) long(first).copy(link, linkAt)
  return Buffer.concat(parts)
}
