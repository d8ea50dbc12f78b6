/**
 * Pictures as the pages of a PDF, so that PDFium decodes them: their compressed bytes are passed on as they are.
 * One unit of a page is one pixel. Of an image's own format only the outline is read on this side.
 */

/** A part of a picture. `dictionary` says how its bytes are packed (ISO 32000-1, 7.4 and 8.9.5), without the length. */
export type PictureTile = {
  x: number
  y: number
  width: number
  height: number
  dictionary: string
  data: Uint8Array
}

export type Picture = {
  /** Pixels, as stored. */
  width: number
  height: number
  /** How it is to be turned or mirrored for display: tag 274 of TIFF 6.0 and Exif, 1 to 8. */
  orientation: number
  /** What the file says; often wrong for photographs. */
  dpi: number | null
  tiles: PictureTile[]
}

/** Pixels, as displayed. */
export function displayedSize({ width, height, orientation }: Picture): { width: number; height: number } {
  return orientation >= 5 && orientation <= 8 ? { width: height, height: width } : { width, height }
}

/** The bytes of a PDF with a page for each picture. */
export function wrapPictures(pictures: readonly Picture[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = parts[0]!.length
  const add = (...bytes: Uint8Array[]) => {
    for (const part of bytes) {
      parts.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength))
      length += part.length
    }
  }
  const object = (number: number, dictionary: string, data?: Uint8Array) => {
    offsets[number] = length
    add(Buffer.from(`${number} 0 obj\n<< ${dictionary}${data ? ` /Length ${data.length}` : ''} >>\n`, 'latin1'))
    if (data) add(Buffer.from('stream\n'), data, Buffer.from('\nendstream\n'))
    add(Buffer.from('endobj\n'))
  }
  const kids: number[] = []
  let next = 3
  for (const picture of pictures) {
    const page = next
    const content = page + 1
    const first = page + 2
    next = first + picture.tiles.length
    kids.push(page)
    const { width, height } = displayedSize(picture)
    const names = picture.tiles.map((_, index) => `/T${index} ${first + index} 0 R`).join(' ')
    const resources = `/Resources << /XObject << ${names} >> >>`
    object(page, `/Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${content} 0 R ${resources}`)
    object(content, '', Buffer.from(drawing(picture)))
    picture.tiles.forEach((tile, index) => {
      const size = `/Width ${tile.width} /Height ${tile.height}`
      object(first + index, `/Type /XObject /Subtype /Image ${size} ${tile.dictionary}`, tile.data)
    })
  }
  object(1, '/Type /Catalog /Pages 2 0 R')
  object(2, `/Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}]`)
  const table = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const start = length
  add(Buffer.from(`xref\n0 ${next}\n0000000000 65535 f \n${table.join('')}`))
  add(Buffer.from(`trailer\n<< /Size ${next} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`))
  return Buffer.concat(parts)
}

/** Draws in pixels as stored, counted from the top left, which a matrix brings to where they are displayed. */
function drawing(picture: Picture): string {
  const { width, height } = displayedSize(picture)
  const tiles = picture.tiles.map(
    (tile, index) => `q ${tile.width} 0 0 ${-tile.height} ${tile.x} ${tile.y + tile.height} cm /T${index} Do Q`,
  )
  return `q ${matrixOf(picture.orientation, width, height)} cm\n${tiles.join('\n')}\nQ`
}

function matrixOf(orientation: number, width: number, height: number): string {
  if (orientation === 2) return `-1 0 0 -1 ${width} ${height}`
  if (orientation === 3) return `-1 0 0 1 ${width} 0`
  if (orientation === 4) return '1 0 0 1 0 0'
  if (orientation === 5) return `0 -1 1 0 0 ${height}`
  if (orientation === 6) return `0 -1 -1 0 ${width} ${height}`
  if (orientation === 7) return `0 1 -1 0 ${width} 0`
  if (orientation === 8) return '0 1 1 0 0 0'
  return `1 0 0 -1 0 ${height}`
}
