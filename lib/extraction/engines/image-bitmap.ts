/** A gray picture of a page, and what the other image modules need to know of it. */

/** One byte a pixel, rows from the top, 0 is black. */
export type GrayBitmap = { width: number; height: number; data: Uint8Array }

/** Tones of a page in 0..255: what it is printed on, and the value that best parts ink from paper. */
export type Tones = {
  paper: number
  ink: number
  threshold: number
  /** Which part of the page is ink, 0..1. */
  coverage: number
}

/** Otsu's threshold (IEEE Trans. SMC 9, 1979), with the mean tones on both sides of it. */
export function measureTones({ data }: GrayBitmap): Tones {
  const histogram = new Float64Array(256)
  for (let i = 0; i < data.length; i++) histogram[data[i]!]!++
  const total = data.length
  const sum = histogram.reduce((acc, count, tone) => acc + count * tone, 0)
  let best = { spread: -1, paper: 255, ink: 0, threshold: 128, coverage: 0 }
  let darkCount = 0
  let darkSum = 0
  for (let tone = 0; tone < 255; tone++) {
    darkCount += histogram[tone]!
    darkSum += histogram[tone]! * tone
    if (darkCount === 0 || darkCount === total) continue
    const ink = darkSum / darkCount
    const paper = (sum - darkSum) / (total - darkCount)
    const spread = darkCount * (total - darkCount) * (paper - ink) ** 2
    if (spread > best.spread) best = { spread, paper, ink, threshold: tone + 1, coverage: darkCount / total }
  }
  // A blank page has no ink: its noise must not be parted into ink and paper.
  if (best.paper - best.ink < 40) return { paper: best.paper, ink: 0, threshold: best.paper / 2, coverage: 0 }
  const { spread: _spread, ...tones } = best
  return tones
}

/** Binary PGM, the format that Tesseract's reader takes without any decoding. */
export function toPgm({ width, height, data }: GrayBitmap): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), data])
}

/** Turns a bitmap clockwise by quarter turns. */
export function turnBitmap({ width, height, data }: GrayBitmap, turn: 0 | 90 | 180 | 270): GrayBitmap {
  if (turn === 0) return { width, height, data }
  const turned = new Uint8Array(data.length)
  if (turn === 180) {
    for (let i = 0; i < data.length; i++) turned[data.length - 1 - i] = data[i]!
    return { width, height, data: turned }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = turn === 90 ? x * height + (height - 1 - y) : (width - 1 - x) * height + y
      turned[at] = data[y * width + x]!
    }
  }
  return { width: height, height: width, data: turned }
}

/** Pixels of a block that is turned at once: its rows and columns both stay in the processor's cache. */
const BLOCK = 32

/** Rows as columns, and columns as rows. */
export function transposed({ width, height, data }: GrayBitmap): GrayBitmap {
  const turned = new Uint8Array(data.length)
  for (let top = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK) {
      const [bottom, right] = [Math.min(height, top + BLOCK), Math.min(width, left + BLOCK)]
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) turned[x * height + y] = data[y * width + x]!
    }
  }
  return { width: height, height: width, data: turned }
}

/** A part of a bitmap; what lies outside is left out. `x1` and `y1` are exclusive. */
export function cutOut(
  { width, height, data }: GrayBitmap,
  box: { x0: number; y0: number; x1: number; y1: number },
): GrayBitmap {
  const [x0, y0] = [Math.max(0, Math.floor(box.x0)), Math.max(0, Math.floor(box.y0))]
  const [x1, y1] = [Math.min(width, Math.ceil(box.x1)), Math.min(height, Math.ceil(box.y1))]
  const part = { width: Math.max(1, x1 - x0), height: Math.max(1, y1 - y0) }
  const cut = new Uint8Array(part.width * part.height).fill(255)
  for (let y = y0; y < y1; y++) cut.set(data.subarray(y * width + x0, y * width + x1), (y - y0) * part.width)
  return { ...part, data: cut }
}
