/**
 * PNG files (W3C Recommendation, third edition), decoded to gray on white: what is transparent is paper, and PDF has
 * no filter for an alpha channel or for interlacing.
 */
import { inflateSync } from 'node:zlib'
import { UnreadableError } from '../../unreadable.ts'
import type { Picture } from './wrap-pictures.ts'

type Header = { width: number; height: number; bits: number; color: number; interlaced: boolean }
type Chunks = { header: Header; data: Buffer[]; palette: Buffer; transparency: Buffer; dpi: number | null }

/** Samples of a pixel by colour type: gray, -, true colour, palette, gray and alpha, -, true colour and alpha. */
const CHANNELS = [1, 0, 3, 1, 2, 0, 4]
const [GRAY, TRUE_COLOUR, PALETTE, GRAY_ALPHA] = [0, 2, 3, 4]
const SIGNATURE_BYTES = 8
/** Where each pass of Adam7 begins and how far apart its pixels are: x, y, step across, step down. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** Throws UnreadableError for a file that is damaged, and for a picture of more than `maxPixels`. */
export function readPng(file: Buffer, maxPixels: number): Picture {
  const chunks = readChunks(file)
  const { width, height } = chunks.header
  if (width * height > maxPixels)
    throw new UnreadableError('page_memory_exceeded', `A picture of ${width} × ${height} pixels is too large.`)
  const data = toGray(chunks)
  const dictionary = '/BitsPerComponent 8 /ColorSpace /DeviceGray'
  return { width, height, orientation: 1, dpi: chunks.dpi, tiles: [{ x: 0, y: 0, width, height, dictionary, data }] }
}

function readChunks(file: Buffer): Chunks {
  const chunks: Omit<Chunks, 'header'> & { header?: Header } = {
    data: [],
    palette: Buffer.alloc(0),
    transparency: Buffer.alloc(0),
    dpi: null,
  }
  for (let at = SIGNATURE_BYTES; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    const body = file.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR' && body.length >= 13) chunks.header = headerOf(body)
    else if (type === 'IDAT') chunks.data.push(body)
    else if (type === 'PLTE') chunks.palette = body
    else if (type === 'tRNS') chunks.transparency = body
    else if (type === 'pHYs' && body.length >= 9 && body[8] === 1) chunks.dpi = body.readUInt32BE(0) * 0.0254
    else if (type === 'IEND') break
    at += 12 + length
  }
  const { header } = chunks
  if (!header?.width || !header.height || !CHANNELS[header.color] || ![1, 2, 4, 8, 16].includes(header.bits))
    throw damaged()
  return { ...chunks, header }
}

const headerOf = (body: Buffer): Header => ({
  width: body.readUInt32BE(0),
  height: body.readUInt32BE(4),
  bits: body[8]!,
  color: body[9]!,
  interlaced: body[12] === 1,
})

function toGray(chunks: Chunks): Uint8Array {
  const { width, height, bits, color, interlaced } = chunks.header
  const pixelBits = bits * CHANNELS[color]!
  const passes = (interlaced ? ADAM7 : [[0, 0, 1, 1] as const])
    .map(([x, y, across, down]) => ({
      x,
      y,
      across,
      down,
      columns: Math.ceil((width - x) / across),
      rows: Math.ceil((height - y) / down),
    }))
    .filter(({ columns, rows }) => columns > 0 && rows > 0)
  const rowBytes = (columns: number) => Math.ceil((columns * pixelBits) / 8)
  const expected = passes.reduce((sum, { columns, rows }) => sum + rows * (1 + rowBytes(columns)), 0)
  const raw = inflate(chunks.data, expected)
  const toneAt = toneReader(chunks)
  const gray = new Uint8Array(width * height).fill(255)
  let at = 0
  for (const { x, y, across, down, columns, rows } of passes) {
    const bytes = rowBytes(columns)
    let above = new Uint8Array(bytes)
    for (let row = 0; row < rows; row++) {
      const line = raw.subarray(at + 1, at + 1 + bytes)
      unfilter(raw[at]!, line, above, Math.max(1, pixelBits >> 3))
      const start = (y + row * down) * width + x
      for (let column = 0; column < columns; column++) gray[start + column * across] = toneAt(line, column)
      above = line
      at += 1 + bytes
    }
  }
  return gray
}

function inflate(data: readonly Buffer[], expected: number): Uint8Array<ArrayBuffer> {
  try {
    const raw = inflateSync(Buffer.concat(data), { maxOutputLength: expected })
    // A file cut short keeps the rows that it has: the rest is paper.
    const whole = new Uint8Array(expected)
    whole.set(raw)
    return whole
  } catch (error) {
    throw damaged(error)
  }
}

/** Undoes a row's filter in place (section 9.2); `step` is the distance in bytes to the pixel before. */
function unfilter(filter: number, line: Uint8Array, above: Uint8Array, step: number): void {
  if (filter === 0) return
  for (let i = 0; i < line.length; i++) {
    const a = i >= step ? line[i - step]! : 0
    const b = above[i]!
    if (filter === 1) line[i]! += a
    else if (filter === 2) line[i]! += b
    else if (filter === 3) line[i]! += (a + b) >> 1
    else if (filter === 4) line[i]! += paeth(a, b, i >= step ? above[i - step]! : 0)
    else throw damaged()
  }
}

function paeth(a: number, b: number, c: number): number {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
  return toA <= toB && toA <= toC ? a : toB <= toC ? b : c
}

/** How a pixel's samples in an unfiltered row become one tone, laid over white. */
function toneReader({ header, palette, transparency }: Chunks): (line: Uint8Array, column: number) => number {
  const { bits, color } = header
  const luma = (r: number, g: number, b: number) => (r * 299 + g * 587 + b * 114) / 1000
  const over = (tone: number, alpha: number) => 255 + ((tone - 255) * alpha) / 255
  if (color === PALETTE) {
    const tones = Array.from({ length: palette.length / 3 }, (_, i) =>
      over(luma(palette[3 * i]!, palette[3 * i + 1]!, palette[3 * i + 2]!), transparency[i] ?? 255),
    )
    return (line, column) => tones[sample(line, column, bits)] ?? 255
  }
  if (bits < 8) return (line, column) => (sample(line, column, bits) * 255) / (2 ** bits - 1)
  // Of sixteen bits the first eight are enough.
  const bytes = bits / 8
  const step = CHANNELS[color]! * bytes
  if (color === GRAY) return (line, column) => line[column * step]!
  if (color === GRAY_ALPHA) return (line, column) => over(line[column * step]!, line[column * step + bytes]!)
  return (line, column) => {
    const at = column * step
    const tone = luma(line[at]!, line[at + bytes]!, line[at + 2 * bytes]!)
    return color === TRUE_COLOUR ? tone : over(tone, line[at + 3 * bytes]!)
  }
}

function sample(line: Uint8Array, column: number, bits: number): number {
  const at = column * bits
  return (line[at >> 3]! >> (8 - bits - (at & 7))) & (2 ** bits - 1)
}

function damaged(cause?: unknown): UnreadableError {
  return new UnreadableError('document_unreadable', 'The PNG file is damaged.', cause)
}
