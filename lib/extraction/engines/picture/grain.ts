/** The grain of a scan: noise of the sensor or of the film, and of paper that is no longer white. */
import type { GrayBitmap, Tones } from '../image-bitmap.ts'

/** Every so many pixels in both directions are looked at. */
const SAMPLE = 3
/** Pixels between the two that are compared: neighbours are alike where a coarser scan was enlarged. */
const APART = 4

/** The standard deviation of the noise, in tones, where there is paper. */
export function measureGrain({ width, height, data }: GrayBitmap, { threshold }: Tones): number {
  let [sum, count] = [0, 0]
  for (let y = 0; y < height; y += SAMPLE) {
    for (let at = y * width, end = at + width - APART; at < end; at += SAMPLE) {
      const [tone, beside] = [data[at]!, data[at + APART]!]
      if (tone < threshold || beside < threshold) continue
      sum += Math.abs(tone - beside)
      count++
    }
  }
  // The mean difference of two normal variables is 2/√π of their deviation.
  return count === 0 ? 0 : (sum / count) * (Math.sqrt(Math.PI) / 2)
}

/** Each pixel as the mean of itself and its eight neighbours, weighted 1 2 1 across and down. */
export function smooth({ width, height, data }: GrayBitmap): GrayBitmap {
  const across = new Uint16Array(data.length)
  for (let y = 0; y < height; y++) {
    const row = y * width
    across[row] = 4 * data[row]!
    across[row + width - 1] = 4 * data[row + width - 1]!
    for (let at = row + 1; at < row + width - 1; at++) across[at] = data[at - 1]! + 2 * data[at]! + data[at + 1]!
  }
  const smoothed = data.slice()
  for (let at = width; at < data.length - width; at++)
    smoothed[at] = (across[at - width]! + 2 * across[at]! + across[at + width]! + 8) >> 4
  return { width, height, data: smoothed }
}
