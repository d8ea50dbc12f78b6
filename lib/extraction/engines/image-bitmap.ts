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
