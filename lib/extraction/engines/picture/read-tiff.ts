/**
 * The outline of a TIFF file (TIFF 6.0, and its Technical Note 2 for JPEG): the pictures in it and where their strips
 * and tiles lie. What packs them PDF has a filter for: fax groups 3 and 4, LZW, Deflate, PackBits and JPEG.
 */
import { UnreadableError } from '../../unreadable.ts'
import { jpegDictionary } from './read-jpeg.ts'
import type { Picture, PictureTile } from './wrap-pictures.ts'

/** Directories are a linked list: a loop of them must end. */
const MAX_PICTURES = 1_000
/** A strip of one row each for the longest page there is. */
const MAX_TILES = 20_000

const TAG = {
  subfile: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  xResolution: 282,
  planar: 284,
  faxOptions: 292,
  resolutionUnit: 296,
  predictor: 317,
  colorMap: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  jpegTables: 347,
} as const
/** Bytes of each type of value; a RATIONAL is two LONGs. */
const TYPE_BYTES: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 }

type Directory = {
  numbers(tag: number): number[]
  number(tag: number, fallback: number): number
  bytes(tag: number): Buffer | null
}

/** The pictures of a file, reduced copies left out. Throws UnreadableError for damage and for rare kinds of TIFF. */
export function readTiff(file: Buffer): Picture[] {
  const little = file.toString('latin1', 0, 2) === 'II'
  const long = (at: number) => (little ? file.readUInt32LE(at) : file.readUInt32BE(at))
  const short = (at: number) => (little ? file.readUInt16LE(at) : file.readUInt16BE(at))
  const pictures: Picture[] = []
  try {
    let next = long(4)
    for (let seen = 0; next !== 0 && seen < MAX_PICTURES; seen++) {
      const count = short(next)
      const directory = readDirectory(file, next + 2, count, { little, long, short })
      next = long(next + 2 + 12 * count)
      const reduced = (directory.number(TAG.subfile, 0) & 1) === 1
      if (!reduced) pictures.push(pictureOf(file, directory))
    }
  } catch (error) {
    if (error instanceof UnreadableError) throw error
    throw new UnreadableError('document_unreadable', 'The TIFF file is damaged.', error)
  }
  if (pictures.length === 0) throw new UnreadableError('document_empty', 'The TIFF file has no picture.')
  return pictures
}

type Reading = { little: boolean; long(at: number): number; short(at: number): number }

function readDirectory(file: Buffer, first: number, count: number, { long, short }: Reading): Directory {
  const entries = new Map<number, { type: number; count: number; at: number }>()
  for (let i = 0, at = first; i < count; i++, at += 12) {
    const [type, values] = [short(at + 2), long(at + 4)]
    const size = (TYPE_BYTES[type] ?? 0) * values
    if (size > 0 && size <= file.length)
      entries.set(short(at), { type, count: values, at: size <= 4 ? at + 8 : long(at + 8) })
  }
  const numbers = (tag: number): number[] => {
    const entry = entries.get(tag)
    if (!entry || entry.count > MAX_TILES) return []
    return Array.from({ length: entry.count }, (_, i) => {
      const at = entry.at + i * TYPE_BYTES[entry.type]!
      if (entry.type === 3) return short(at)
      if (entry.type === 4) return long(at)
      if (entry.type === 5) return long(at) / Math.max(1, long(at + 4))
      return file.readUInt8(at)
    })
  }
  return {
    numbers,
    number: (tag, fallback) => numbers(tag)[0] ?? fallback,
    bytes(tag) {
      const entry = entries.get(tag)
      return entry ? file.subarray(entry.at, entry.at + entry.count) : null
    },
  }
}

function pictureOf(file: Buffer, directory: Directory): Picture {
  const width = directory.number(TAG.width, 0)
  const height = directory.number(TAG.height, 0)
  if (width === 0 || height === 0) throw new RangeError('no size')
  const resolution = directory.number(TAG.xResolution, 0) * (directory.number(TAG.resolutionUnit, 2) === 3 ? 2.54 : 1)
  const dpi = resolution > 0 && directory.number(TAG.resolutionUnit, 2) !== 1 ? resolution : null
  const tiles = tilesOf(file, directory, width, height)
  return { width, height, orientation: directory.number(TAG.orientation, 1), dpi, tiles }
}

function tilesOf(file: Buffer, directory: Directory, width: number, height: number): PictureTile[] {
  const tiled = directory.numbers(TAG.tileOffsets).length > 0
  const offsets = directory.numbers(tiled ? TAG.tileOffsets : TAG.stripOffsets)
  const lengths = directory.numbers(tiled ? TAG.tileBytes : TAG.stripBytes)
  const across = tiled ? directory.number(TAG.tileWidth, width) : width
  const down = tiled ? directory.number(TAG.tileHeight, height) : directory.number(TAG.rowsPerStrip, height)
  if (offsets.length === 0 || across === 0 || down === 0) throw new RangeError('no strips')
  const columns = Math.ceil(width / across)
  const reverse = directory.number(TAG.fillOrder, 1) === 2
  return offsets.map((offset, index): PictureTile => {
    const y = Math.floor(index / columns) * down
    // The last strip is as high as what is left; a tile is always whole.
    const rows = tiled ? down : Math.min(down, height - y)
    if (rows <= 0) throw new RangeError('more strips than rows')
    const end = lengths[index] === undefined ? file.length : offset + lengths[index]
    const packed = file.subarray(offset, end)
    const { dictionary, data } = packing(directory, reverse ? reversed(packed) : packed, across, rows)
    return { x: (index % columns) * across, y, width: across, height: rows, dictionary, data }
  })
}

function packing(directory: Directory, packed: Buffer, columns: number, rows: number) {
  const compression = directory.number(TAG.compression, 1)
  const samples = directory.number(TAG.samples, 1)
  const bits = directory.number(TAG.bits, 1)
  if (compression === 7) {
    const tables = directory.bytes(TAG.jpegTables)
    // The tables are a JPEG of their own, without a picture: their segments go behind the strip's first marker.
    const data = tables ? Buffer.concat([packed.subarray(0, 2), tables.subarray(2, -2), packed.subarray(2)]) : packed
    return { dictionary: jpegDictionary(samples), data }
  }
  const space = colourSpace(directory, bits, samples)
  const sizes = `/Columns ${columns} /Colors ${samples} /BitsPerComponent ${bits}`
  const parameters = directory.number(TAG.predictor, 1) === 2 ? ` /DecodeParms << /Predictor 2 ${sizes} >>` : ''
  return { dictionary: `/BitsPerComponent ${bits} ${space}${filter()}`, data: packed }

  function filter(): string {
    if (compression === 1) return ''
    if (compression === 5) return ` /Filter /LZWDecode${parameters}`
    if (compression === 8 || compression === 32_946) return ` /Filter /FlateDecode${parameters}`
    if (compression === 32_773) return ' /Filter /RunLengthDecode'
    if (compression === 2 || compression === 3 || compression === 4) return fax()
    throw unsupported(`compression ${compression}`)
  }

  function fax(): string {
    const twoDimensional = compression === 3 && (directory.number(TAG.faxOptions, 0) & 1) === 1
    const k = compression === 4 ? -1 : twoDimensional ? 1 : 0
    const aligned = compression === 2 ? ' /EncodedByteAlign true' : ''
    // In a fax a zero bit is white, in PDF black: `blackIs1` keeps the bits as TIFF means them.
    const size = `/Columns ${columns} /Rows ${rows} /EndOfBlock false /BlackIs1 true`
    return ` /Filter /CCITTFaxDecode /DecodeParms << /K ${k} ${size}${aligned} >>`
  }
}

function colourSpace(directory: Directory, bits: number, samples: number): string {
  const photometric = directory.number(TAG.photometric, 1)
  if (bits > 8) throw unsupported(`${bits} bits a sample`)
  if (samples > 1 && directory.number(TAG.planar, 1) === 2) throw unsupported('separate planes')
  if (photometric === 0 && samples === 1) return '/ColorSpace /DeviceGray /Decode [1 0]'
  if (photometric === 1 && samples === 1) return '/ColorSpace /DeviceGray'
  if (photometric === 2 && samples === 3) return '/ColorSpace /DeviceRGB'
  if (photometric === 5 && samples === 4) return '/ColorSpace /DeviceCMYK'
  if (photometric === 3 && samples === 1) {
    const map = directory.numbers(TAG.colorMap)
    const size = map.length / 3
    const hex = (value = 0) => (value >> 8).toString(16).padStart(2, '0')
    const colours = Array.from({ length: size }, (_, i) => hex(map[i]) + hex(map[size + i]) + hex(map[2 * size + i]))
    return `/ColorSpace [/Indexed /DeviceRGB ${size - 1} <${colours.join('')}>]`
  }
  throw unsupported(`colours of kind ${photometric} in ${samples} samples`)
}

function reversed(bytes: Buffer): Buffer {
  const turned = Buffer.allocUnsafe(bytes.length)
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i]!
    byte = ((byte & 0xf0) >> 4) | ((byte & 0x0f) << 4)
    byte = ((byte & 0xcc) >> 2) | ((byte & 0x33) << 2)
    turned[i] = ((byte & 0xaa) >> 1) | ((byte & 0x55) << 1)
  }
  return turned
}

const unsupported = (what: string) =>
  new UnreadableError('document_unreadable', `A TIFF file with ${what} cannot be read.`)
