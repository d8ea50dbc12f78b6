/** Running heads and feet that are set in columns, as a title left, a page number in the middle and a name right. */
import type { ChunkLine } from './prose.ts'

/** They stand within this share of the page's height from its edge. */
const edgeShare = 0.09
const pageNumber = /^(?:[-–—]\s?)?(?:(?:page|seite|p\.|s\.)\s)?(?:\d{1,4}|[ivxl]{1,6}|[A-Z]-\d{1,3})(?:\s?[-–—])?$/i
/** With fewer parts a last row of a table looks the same. */
const parts = 3

/** The lines from top to bottom, without a first and a last one that are the page's own. */
export function withoutRunningLines(lines: readonly ChunkLine[], height: number): ChunkLine[] {
  const isAtEdge = ({ line }: ChunkLine) => line.bbox[3] < edgeShare * height || line.bbox[1] > (1 - edgeShare) * height
  return lines.filter((entry, i) => (i > 0 && i < lines.length - 1) || !isAtEdge(entry) || !isRunning(entry))
}

/** A page number among words. */
function isRunning({ chunks }: ChunkLine): boolean {
  if (chunks.length !== parts) return false
  const numbers = chunks.filter(({ text }) => pageNumber.test(text))
  const words = chunks.filter(({ text }) => /\p{L}{3}/u.test(text) && !pageNumber.test(text))
  return numbers.length === 1 && words.length === chunks.length - 1
}
