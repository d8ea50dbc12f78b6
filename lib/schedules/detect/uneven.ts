/** Two tables beside each other whose rows stand at different heights: no line of the one is a line of the other. */
import type { BBox, PageLayout, Rule, Word } from '../model.ts'
import { centreX, centreY, contains, median, unionBox } from './geometry.ts'
import { groupLines, isTurned } from './lines.ts'
import { type ChunkLine, chunkLines, isTabular } from './prose.ts'
import { isUpright, type Region } from './regions.ts'

/** The blank between two tables is at least this wide. Font sizes. */
const minBlank = 2
/** Each side has so many lines in columns; so many of them at most stand where one of the other side does. */
const minLines = 3
const maxShared = 0.5
/** Of more words no page has two tables beside each other, and looking at each blank of them takes long. */
const maxWords = 4000
/** Lines whose feet are nearer stand at one height. Font sizes. */
const sameHeight = 0.15

/** A region, or its two sides where they are two tables. */
export function partUneven(region: Region, { words, rules }: PageLayout): Region[] {
  const [x0, y0, x1, y1] = region.bbox
  const inside = words.filter(
    (word) => !isTurned(word) && contains(region.bbox, centreX(word.bbox), centreY(word.bbox), 1),
  )
  if (inside.length > maxWords) return [region]
  const uprights = rules.filter(isUpright)
  for (const x of blanksOf(inside)) {
    const [left, right] = [inside.filter(({ bbox }) => bbox[2] <= x), inside.filter(({ bbox }) => bbox[0] >= x)]
    if (rules.some((rule) => !isUpright(rule) && rule.x0 < x && rule.x1 > x && rule.y0 > y0 && rule.y0 < y1)) continue
    if (!areUneven(tabularLines(left, uprights), tabularLines(right, uprights))) continue
    const flats = rules.filter((rule) => !isUpright(rule) && rule.y0 > y0 - 6 && rule.y0 < y1 + 6)
    return [
      sideOf(
        left,
        flats.filter((rule) => rule.x1 <= x && rule.x0 > x0 - 6),
      ),
      sideOf(
        right,
        flats.filter((rule) => rule.x0 >= x && rule.x1 < x1 + 6),
      ),
    ]
  }
  return [region]
}

const sideOf = (words: readonly Word[], flats: readonly Rule[]): Region => ({
  bbox: unionBox([
    ...words.map(({ bbox }) => bbox),
    ...flats.map((rule): BBox => [rule.x0, rule.y0, rule.x1, rule.y1]),
  ]),
  ruled: false,
})

/** The middles of the wide vertical stripes in which nothing stands, the widest first. */
function blanksOf(words: readonly Word[]): number[] {
  const blanks: { x: number; width: number }[] = []
  let end = Number.POSITIVE_INFINITY
  for (const { bbox, font_size } of [...words].sort((a, b) => a.bbox[0] - b.bbox[0])) {
    const width = bbox[0] - end
    if (width >= minBlank * font_size) blanks.push({ x: (bbox[0] + end) / 2, width })
    end = end === Number.POSITIVE_INFINITY ? bbox[2] : Math.max(end, bbox[2])
  }
  return blanks.sort((a, b) => b.width - a.width).map(({ x }) => x)
}

const tabularLines = (words: readonly Word[], uprights: readonly Rule[]): ChunkLine[] =>
  chunkLines(groupLines(words), uprights).filter(isTabular)

function areUneven(left: readonly ChunkLine[], right: readonly ChunkLine[]): boolean {
  const [fewer, more] = left.length < right.length ? [left, right] : [right, left]
  if (fewer.length < minLines) return false
  const feet = more.map(footOf)
  const shared = fewer.filter((entry) => feet.some((y) => Math.abs(y - footOf(entry)) < sameHeight * entry.line.size))
  return shared.length <= maxShared * fewer.length
}

/** Of recognised words those with a descender reach farther down: most have none. */
const footOf = ({ line }: ChunkLine) => median(line.words.map(({ bbox }) => bbox[3]))
