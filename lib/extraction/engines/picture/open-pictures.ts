/**
 * The pictures of a PNG, JPEG or TIFF file, decoded one by one by PDFium. A picture of more pixels than fit into the
 * memory of a reading process is refused before it is decoded.
 */
import { readFile } from 'node:fs/promises'
import { UnreadableError } from '../../unreadable.ts'
import type { PageRenderer } from '../render-page.ts'
import { readJpeg } from './read-jpeg.ts'
import { readPng } from './read-png.ts'
import { readTiff } from './read-tiff.ts'
import { type Picture, wrapPictures } from './wrap-pictures.ts'

/** A4 at 600 dpi has 35 million; decoded in colour it takes four bytes for each, and again one for each copy in gray. */
export const MAX_PIXELS = 50_000_000

export type OpenPictures = {
  pictures: readonly Picture[]
  /** Draws them: at 72 dpi a pixel is a pixel. */
  renderer: PageRenderer
}

/** Opens a picture, or several in one TIFF file, from a path or from its bytes. Throws UnreadableError. */
export async function openPictures(file: string | Uint8Array): Promise<OpenPictures> {
  const bytes = typeof file === 'string' ? await readFile(file) : Buffer.from(file)
  const pictures = readPictures(bytes)
  for (const { width, height } of pictures) {
    if (width * height > MAX_PIXELS) throw tooLarge(width, height)
  }
  const { openRenderer } = await import('../render-page.ts')
  return { pictures, renderer: await openRenderer(wrapPictures(pictures)) }
}

/** Throws UnreadableError, page_unreadable, where there is none of that number. */
export function pictureOf({ pictures }: OpenPictures, number: number): Picture {
  const picture = pictures[number - 1]
  if (!picture) throw new UnreadableError('page_unreadable', `The file has no picture ${number}.`)
  return picture
}

/** The pictures of a file by its first bytes: names and types are the sender's word. */
function readPictures(file: Buffer): Picture[] {
  const start = file.toString('latin1', 0, 8)
  if (file.length === 0) throw new UnreadableError('document_empty', 'The file has no bytes.')
  if (start.startsWith('\xff\xd8\xff')) return [readJpeg(file)]
  if (start === '\x89PNG\r\n\x1a\n') return [readPng(file, MAX_PIXELS)]
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return readTiff(file)
  throw new UnreadableError('content_type_mismatch', 'The file is not a picture in PNG, JPEG or TIFF.')
}

const tooLarge = (width: number, height: number) =>
  new UnreadableError('page_memory_exceeded', `A picture of ${width} × ${height} pixels is too large.`)
