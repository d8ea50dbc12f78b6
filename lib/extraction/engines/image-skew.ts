/** Scans are laid on the glass by hand: how far a page is turned, and setting it straight. */
import type { GrayBitmap } from './image-bitmap.ts'

/** Beyond this a page is not askew but turned, or a photograph. */
const MAX_SKEW_DEGREES = 5
const COARSE_STEP = 0.25
const FINE_STEP = 0.025

const ONE = 0x10000

/** Every third row and column is enough: a fine step moves the end of a 2,500 pixel line by one pixel. */
const SAMPLE = 3

/**
 * How many degrees the text on the page is turned clockwise, within ±5; 0 where nothing tells. Projection profile:
 * at the right angle the lower edges of the letters of a line fall into few rows.
 */
export function measureSkew(bitmap: GrayBitmap, threshold: number): number {
  const edges = lowerEdges(bitmap, threshold)
  if (edges.x.length < 200) return 0
  const bins = new Float64Array(Math.ceil((bitmap.height + bitmap.width * 0.2) / SAMPLE) + 4)
  const strength = (degrees: number) => profileStrength(edges, bitmap, degrees, bins)
  const coarse = strongest(-MAX_SKEW_DEGREES, MAX_SKEW_DEGREES, COARSE_STEP, strength)
  const fine = strongest(coarse - COARSE_STEP, coarse + COARSE_STEP, FINE_STEP, strength)
  return Math.abs(fine) > MAX_SKEW_DEGREES - COARSE_STEP ? 0 : fine
}

/** Turns the picture about its centre by `degrees` counter-clockwise; what comes in from outside is white. */
export function straighten(bitmap: GrayBitmap, degrees: number): GrayBitmap {
  const { width, height, data } = bitmap
  const turned = new Uint8Array(data.length).fill(255)
  const sin = Math.sin((degrees * Math.PI) / 180)
  const cos = Math.cos((degrees * Math.PI) / 180)
  const centreX = (width - 1) / 2
  const centreY = (height - 1) / 2
  // Whole numbers, of which one is a 65,536th of a pixel: twice as fast as floating point, and wide enough for 32,000.
  const [stepX, stepY] = [Math.round(cos * ONE), Math.round(sin * ONE)]
  for (let y = 0; y < height; y++) {
    let fromX = Math.round((centreX - cos * centreX - sin * (y - centreY)) * ONE)
    let fromY = Math.round((centreY - sin * centreX + cos * (y - centreY)) * ONE)
    for (let x = 0, to = y * width; x < width; x++, to++, fromX += stepX, fromY += stepY) {
      const left = fromX >> 16
      const top = fromY >> 16
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue
      const at = top * width + left
      const right = (fromX >> 8) & 0xff
      const lower = (fromY >> 8) & 0xff
      const above = (data[at]! << 8) + (data[at + 1]! - data[at]!) * right
      const below = (data[at + width]! << 8) + (data[at + width + 1]! - data[at + width]!) * right
      turned[to] = ((above << 8) + (below - above) * lower + 0x8000) >> 16
    }
  }
  return { width, height, data: turned }
}

type Edges = { x: number[]; y: number[] }

function lowerEdges({ width, height, data }: GrayBitmap, threshold: number): Edges {
  const edges: Edges = { x: [], y: [] }
  for (let y = 0; y + SAMPLE < height; y += SAMPLE) {
    for (let x = 0; x < width; x += SAMPLE) {
      if (data[y * width + x]! >= threshold || data[(y + SAMPLE) * width + x]! < threshold) continue
      edges.x.push(x)
      edges.y.push(y)
    }
  }
  return edges
}

function profileStrength({ x, y }: Edges, { width, height }: GrayBitmap, degrees: number, bins: Float64Array): number {
  bins.fill(0)
  const slope = Math.tan((degrees * Math.PI) / 180)
  // At 5 degrees a line climbs by less than a tenth of the width to either side of the centre.
  const offset = width * 0.1
  for (let i = 0; i < x.length; i++) {
    bins[Math.round((y[i]! - (x[i]! - width / 2) * slope + offset) / SAMPLE)]!++
  }
  let strength = 0
  for (let i = 0; i * SAMPLE < height + width * 0.2; i++) strength += bins[i]! ** 2
  return strength
}

function strongest(from: number, to: number, step: number, strength: (degrees: number) => number): number {
  let best = { degrees: 0, strength: strength(0) }
  for (let degrees = from; degrees <= to + step / 2; degrees += step) {
    const found = strength(degrees)
    if (found > best.strength) best = { degrees, strength: found }
  }
  return best.degrees
}
