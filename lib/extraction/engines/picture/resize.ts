import type { GrayBitmap } from '../image-bitmap.ts'

/** A copy of another size: the mean of what falls into a pixel when shrinking, blended neighbours when growing. */
export function resize(bitmap: GrayBitmap, scale: number): GrayBitmap {
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  if (width === bitmap.width && height === bitmap.height) return bitmap
  const columns = weightsOf(bitmap.width, width)
  const rows = weightsOf(bitmap.height, height)
  const data = new Uint8Array(width * height)
  const line = new Float32Array(bitmap.width)
  for (let y = 0; y < height; y++) {
    line.fill(0)
    const { first, weights } = rows[y]!
    weights.forEach((weight, i) => {
      const at = (first + i) * bitmap.width
      for (let x = 0; x < bitmap.width; x++) line[x]! += bitmap.data[at + x]! * weight
    })
    for (let x = 0; x < width; x++) {
      const column = columns[x]!
      let tone = 0
      for (let i = 0; i < column.weights.length; i++) tone += line[column.first + i]! * column.weights[i]!
      data[y * width + x] = tone + 0.5
    }
  }
  return { width, height, data }
}

/** For each new place the old ones that it is made of: a tent as wide as the larger of the two kinds of pixel. */
function weightsOf(from: number, to: number): { first: number; weights: number[] }[] {
  const ratio = from / to
  const reach = Math.max(1, ratio)
  return Array.from({ length: to }, (_, index) => {
    const centre = (index + 0.5) * ratio - 0.5
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(from - 1, Math.floor(centre + reach))
    const weights: number[] = []
    for (let at = first; at <= last; at++) weights.push(Math.max(1e-6, 1 - Math.abs(at - centre) / reach))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return { first, weights: weights.map((weight) => weight / sum) }
  })
}
