/** The outline of a JPEG file: its size, its resolution and how the camera was held (ITU T.81 annex B, JFIF, Exif). */
import { UnreadableError } from '../../unreadable.ts'
import type { Picture } from './wrap-pictures.ts'

type Outline = {
  frame?: { width: number; height: number; components: number; bits: number }
  dpi: number | null
  orientation: number
  /** Adobe's programs store CMYK inverted. */
  adobe: boolean
}

const SOI = 0xd8
const STANDALONE = new Set([0x01, SOI, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7])
const SCAN = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP14 = 0xee
/** Start of frame; the three left out are tables that share its range. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Throws UnreadableError for what is cut short or of a kind that no decoder of ours takes. */
export function readJpeg(file: Buffer): Picture {
  const outline = readOutline(file)
  const { frame, dpi, orientation } = outline
  if (!frame || frame.width === 0 || frame.height === 0)
    throw new UnreadableError('document_unreadable', 'The JPEG file is damaged.')
  const { width, height } = frame
  const dictionary = jpegDictionary(frame.components, outline.adobe)
  return { width, height, orientation, dpi, tiles: [{ x: 0, y: 0, width, height, dictionary, data: file }] }
}

export function jpegDictionary(components: number, adobe = false): string {
  const space = components === 1 ? '/DeviceGray' : components === 4 ? '/DeviceCMYK' : '/DeviceRGB'
  const inverted = components === 4 && adobe ? ' /Decode [1 0 1 0 1 0 1 0]' : ''
  return `/Filter /DCTDecode /BitsPerComponent 8 /ColorSpace ${space}${inverted}`
}

function readOutline(file: Buffer): Outline {
  const outline: Outline = { dpi: null, orientation: 1, adobe: false }
  let at = 0
  while (at + 4 <= file.length && !outline.frame) {
    if (file[at] !== 0xff) break
    const marker = file[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    at += 2
    if (STANDALONE.has(marker)) continue
    if (marker === SCAN || at + 2 > file.length) break
    const segment = file.subarray(at + 2, at + file.readUInt16BE(at))
    at += 2 + segment.length
    readSegment(marker, segment, outline)
  }
  return outline
}

function readSegment(marker: number, segment: Buffer, outline: Outline): void {
  if (isFrame(marker) && segment.length >= 6) {
    const [bits, components] = [segment[0]!, segment[5]!]
    outline.frame = { height: segment.readUInt16BE(1), width: segment.readUInt16BE(3), components, bits }
  } else if (marker === APP0 && segment.length >= 12 && segment.toString('latin1', 0, 4) === 'JFIF') {
    const unit = segment[7]
    const density = segment.readUInt16BE(8)
    outline.dpi = unit === 1 ? density : unit === 2 ? density * 2.54 : null
  } else if (marker === APP1 && segment.toString('latin1', 0, 6) === 'Exif\0\0') {
    outline.orientation = exifOrientation(segment.subarray(6))
  } else if (marker === APP14 && segment.toString('latin1', 0, 5) === 'Adobe') outline.adobe = true
}

/** Exif is a TIFF file inside; only its first directory counts. */
function exifOrientation(tiff: Buffer): number {
  if (tiff.length < 14) return 1
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (first + 2 > tiff.length) return 1
  const count = short(first)
  for (let entry = first + 2, i = 0; i < count && entry + 12 <= tiff.length; entry += 12, i++) {
    if (short(entry) !== 274) continue
    const orientation = short(entry + 8)
    return orientation >= 1 && orientation <= 8 ? orientation : 1
  }
  return 1
}
