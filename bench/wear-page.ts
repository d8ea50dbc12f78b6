/** What copiers, scanners and years do to a page, put on a clean picture of it: as much as is said, the same for a seed. */
import type { GrayBitmap } from '../lib/extraction/engines/image-bitmap.ts'
import { straighten } from '../lib/extraction/engines/image-skew.ts'
import { randomOf } from './print-figures.ts'

export type Wear = (page: GrayBitmap) => GrayBitmap

const SEED = 20_13

function uniforms(): () => number {
  const random = randomOf(SEED)
  return () => random.int(0, 0xff_ffff) / 0x100_0000
}

/** Single pixels, half of them black and half white. */
export const saltAndPepper =
  (share: number): Wear =>
  (page) => {
    const chance = uniforms()
    return {
      ...page,
      data: page.data.map((tone) => (chance() < share ? (chance() < 0.5 ? 0 : 255) : tone)),
    }
  }

/** Dark blots, round, of one to `widest` pixels across. */
export const dust =
  (count: number, widest: number): Wear =>
  (page) => {
    const chance = uniforms()
    const data = page.data.slice()
    for (let i = 0; i < count; i++) {
      const radius = (1 + chance() * (widest - 1)) / 2
      const disc = { x: chance() * page.width, y: chance() * page.height, radius }
      fillDisc({ ...page, data }, disc, 30 + 60 * chance())
    }
    return { ...page, data }
  }

/** Grain with a normal distribution (Box and Muller 1958); `deviation` in tones. */
export const grain =
  (deviation: number): Wear =>
  (page) => {
    const chance = uniforms()
    return {
      ...page,
      data: page.data.map((tone) => {
        const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
        return clamped(tone + deviation * normal)
      }),
    }
  }

/** Out of focus: a Gaussian of that many pixels. */
export const blur =
  (pixels: number): Wear =>
  (page) => {
    const reach = Math.ceil(3 * pixels)
    const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * pixels ** 2)))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    const kernel = weights.map((weight) => weight / sum)
    return convolved(convolved(page, kernel, 1), kernel, page.width)
  }

/** Paper in other light towards one corner, and a stain with an edge; `darkest` is a share of the paper's tone. */
export const stained =
  (darkest: number): Wear =>
  (page) => {
    const { width, height } = page
    const stain = { x: 0.6 * width, y: 0.35 * height, radius: 0.3 * Math.min(width, height) }
    return shaded(page, (x, y) => {
      const shadow = 1 - (1 - darkest) * ((x / width + y / height) / 2) ** 2
      const inside = Math.hypot(x - stain.x, y - stain.y) < stain.radius
      return inside ? shadow * (0.5 + 0.5 * darkest) : shadow
    })
  }

/** The back of the sheet, mirrored, shining through. */
export const shineThrough =
  (share: number): Wear =>
  (page) =>
    shaded(page, (x, y) => 1 - share * (1 - page.data[y * page.width + (page.width - 1 - x)]! / 255))

/** A black wedge along two edges, where the lid was open, and two punched holes. */
export const darkEdges =
  (share: number): Wear =>
  (page) => {
    const { width, height } = page
    const worn = { ...page, data: page.data.slice() }
    for (let y = 0; y < height; y++) {
      const wide = Math.round(share * width * (0.4 + (0.6 * y) / height))
      worn.data.fill(12, y * width, y * width + wide)
      if (y > height * (1 - share)) worn.data.fill(12, y * width, (y + 1) * width)
    }
    for (const y of [0.36, 0.63])
      fillDisc(worn, { x: (share + 0.025) * width, y: y * height, radius: 0.012 * width }, 12)
    return worn
  }

export const askew =
  (degrees: number): Wear =>
  (page) =>
    straighten(page, -degrees)

/** Quantised as a JPEG file's luminance is at that quality (ITU-T T.81, annex K). */
export const compressed =
  (quality: number): Wear =>
  (page) => {
    const scale = quality < 50 ? 50 / quality : 2 - quality / 50
    const steps = LUMINANCE.map((step) => Math.max(1, Math.round(step * scale)))
    const worn = { ...page, data: page.data.slice() }
    for (let y = 0; y + 8 <= page.height; y += 8)
      for (let x = 0; x + 8 <= page.width; x += 8) quantiseBlock(worn, x, y, steps)
    return worn
  }

// biome-ignore format: a table of eight rows, as it is printed in the standard
const LUMINANCE = [
  16, 11, 10, 16, 24, 40, 51, 61,
  12, 12, 14, 19, 26, 58, 60, 55,
  14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77,
  24, 35, 55, 64, 81, 104, 113, 92,
  49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
]

const COSINES = Float64Array.from({ length: 64 }, (_, i) => {
  const [frequency, at] = [i >> 3, i & 7]
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * at + 1) * frequency * Math.PI) / 16)
})

function quantiseBlock({ width, data }: GrayBitmap, left: number, top: number, steps: readonly number[]): void {
  const tones = Float64Array.from({ length: 64 }, (_, i) => data[(top + (i >> 3)) * width + left + (i & 7)]! - 128)
  const waves = transformed(tones, (frequency, at) => COSINES[frequency * 8 + at]!)
  for (let i = 0; i < 64; i++) waves[i] = Math.round(waves[i]! / steps[i]!) * steps[i]!
  const back = transformed(waves, (at, frequency) => COSINES[frequency * 8 + at]!)
  for (let i = 0; i < 64; i++) data[(top + (i >> 3)) * width + left + (i & 7)] = clamped(back[i]! + 128)
}

/** Rows, then columns, of a block of eight by eight, each multiplied by the matrix. */
function transformed(block: Float64Array, matrix: (to: number, from: number) => number): Float64Array {
  const rows = new Float64Array(64)
  const both = new Float64Array(64)
  for (let y = 0; y < 8; y++)
    for (let to = 0; to < 8; to++)
      for (let from = 0; from < 8; from++) rows[y * 8 + to]! += matrix(to, from) * block[y * 8 + from]!
  for (let x = 0; x < 8; x++)
    for (let to = 0; to < 8; to++)
      for (let from = 0; from < 8; from++) both[to * 8 + x]! += matrix(to, from) * rows[from * 8 + x]!
  return both
}

function shaded(page: GrayBitmap, share: (x: number, y: number) => number): GrayBitmap {
  const { width, height, data } = page
  const worn = new Uint8Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) worn[y * width + x] = clamped(data[y * width + x]! * share(x, y))
  return { width, height, data: worn }
}

/** `step` is 1 along rows and the width along columns; the outermost pixels stay. */
function convolved({ width, height, data }: GrayBitmap, kernel: readonly number[], step: number): GrayBitmap {
  const reach = (kernel.length - 1) / 2
  const worn = data.slice()
  const [across, down] = step === 1 ? [reach, 0] : [0, reach]
  for (let y = down; y < height - down; y++) {
    for (let x = across; x < width - across; x++) {
      const at = y * width + x
      let tone = 0
      for (let i = 0; i < kernel.length; i++) tone += kernel[i]! * data[at + (i - reach) * step]!
      worn[at] = clamped(tone)
    }
  }
  return { width, height, data: worn }
}

function fillDisc(page: GrayBitmap, { x, y, radius }: { x: number; y: number; radius: number }, tone: number): void {
  for (let row = Math.max(0, Math.ceil(y - radius)); row <= Math.min(page.height - 1, y + radius); row++) {
    for (let column = Math.max(0, Math.ceil(x - radius)); column <= Math.min(page.width - 1, x + radius); column++)
      if (Math.hypot(column - x, row - y) <= radius) page.data[row * page.width + column] = tone
  }
}

const clamped = (tone: number) => Math.max(0, Math.min(255, Math.round(tone)))
