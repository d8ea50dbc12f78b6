/** Where on a page a table may stand: lattices of rules, and runs of lines that are set in columns. */
import type { BBox, PageLayout, Rule, Word } from '../model.ts'
import { isCaption } from './captions.ts'
import { clusterMeans, contains, covered, type Interval, median, overlap, spanX, unionBox } from './geometry.ts'
import { groupLines, isTurned, withSignsAtFigures } from './lines.ts'
import { type ChunkLine, chunkLines, findProse, isTabular } from './prose.ts'
import { withoutRunningLines } from './running-lines.ts'
import { splitRun } from './split-runs.ts'
import { trimRun } from './trim-run.ts'
import { splitZones } from './zones.ts'

export type Region = { bbox: BBox; ruled: boolean }

/** How far two rules may miss each other and still meet. Points. */
const touch = 3
/** A rule nearer to the side of a box is part of that: a broad or a double line. Points. */
const minInset = 6
/** So many lines back a run is measured: longer ones would take as long again for every line. */
const linesMeasured = 150
/** A line that stands farther to the side of those above than this is none of theirs. Font sizes. */
const maxSideStep = 4
export const isUpright = (rule: Rule) => rule.y1 - rule.y0 > rule.x1 - rule.x0

/**
 * Boxes around rules that meet; left out are single lines, shaded bands of a table that alternate with others, and plain
 * boxes around text.
 */
export function ruledRegions(rules: readonly Rule[]): Region[] {
  const groups = meetingRules(rules).map((group) => ({
    bbox: unionBox(group.map((r): BBox => [r.x0, r.y0, r.x1, r.y1])),
    group,
  }))
  const shaded = groups.filter(({ group }) => group.every((rule) => rule.thickness === 0))
  const isBand = (box: BBox) => shaded.filter(({ bbox }) => areFlush(bbox, box)).length > 1
  return groups
    .filter(({ bbox, group }) => bbox[2] - bbox[0] > 40 && bbox[3] - bbox[1] > 15 && hasBands(bbox, group))
    .filter((entry) => !shaded.includes(entry) || !isBand(entry.bbox))
    .filter(({ bbox, group }) => group.some((rule) => isInside(rule, bbox)))
    .map(({ bbox }) => ({ bbox, ruled: true }))
}

/** Whether a rule runs within a box, and is none of its sides. */
function isInside(rule: Rule, [x0, y0, x1, y1]: BBox): boolean {
  if (isUpright(rule)) return rule.x0 > x0 + minInset && rule.x0 < x1 - minInset
  return rule.y0 > y0 + minInset && rule.y0 < y1 - minInset
}

const areFlush = (a: BBox, b: BBox) => Math.abs(a[0] - b[0]) <= touch && Math.abs(a[2] - b[2]) <= touch

/** Groups of rules, upright and flat, that are connected by meeting each other. */
function meetingRules(rules: readonly Rule[]): Rule[][] {
  const uprights = rules.filter(isUpright)
  const flats = rules.filter((rule) => !isUpright(rule)).sort((a, b) => a.y0 - b.y0)
  const parent = new Map<Rule, Rule>()
  const rootOf = (rule: Rule): Rule => {
    let root = rule
    for (let next = parent.get(root); next; next = parent.get(root)) root = next
    if (root !== rule) parent.set(rule, root)
    return root
  }
  for (const upright of uprights) {
    for (let i = firstBelow(flats, upright.y0 - touch); i < flats.length; i++) {
      const flat = flats[i]
      if (!flat || flat.y0 > upright.y1 + touch) break
      if (flat.x0 - touch > upright.x0 || flat.x1 + touch < upright.x0) continue
      const [a, b] = [rootOf(upright), rootOf(flat)]
      if (a !== b) parent.set(a, b)
    }
  }
  const groups = Map.groupBy([...uprights, ...flats], rootOf)
  return [...groups.values()].filter((group) => group.length > 1)
}

/** Index of the first flat rule, sorted by height, at or below y. */
function firstBelow(flats: readonly Rule[], y: number): number {
  let [low, high] = [0, flats.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((flats[middle]?.y0 ?? 0) < y) low = middle + 1
    else high = middle
  }
  return low
}

/** At least two heights at which rules run over most of the width. */
function hasBands(box: BBox, group: readonly Rule[]): boolean {
  const flats = group.filter((rule) => !isUpright(rule))
  const heights = clusterMeans(
    flats.map((rule) => rule.y0),
    3,
  )
  const wide = heights.filter((y) => {
    const along = flats.filter((rule) => Math.abs(rule.y0 - y) <= 3).map((rule): Interval => [rule.x0, rule.x1])
    return covered(along, spanX(box)) > 0.5 * (box[2] - box[0])
  })
  return wide.length >= 2
}

/** Runs of lines that are set in columns, outside the regions already known. */
export function alignedRegions(layout: PageLayout, taken: readonly BBox[]): Region[] {
  const free = layout.words.filter((word) => {
    const [x, y] = [(word.bbox[0] + word.bbox[2]) / 2, (word.bbox[1] + word.bbox[3]) / 2]
    return !isTurned(word) && !taken.some((box) => contains(box, x, y, 1))
  })
  return splitZones(free).flatMap((words) => zoneRegions(words, layout))
}

function zoneRegions(words: readonly Word[], { rules, height }: PageLayout): Region[] {
  const uprights = rules.filter(isUpright)
  const lines = withoutRunningLines(chunkLines(groupLines(words).map(withSignsAtFigures), uprights), height)
  const prose = findProse(lines)
  const paragraphs = [...prose].map((chunk) => chunk.bbox)
  const kept = lines
    .map(({ line, chunks }) => ({ line, chunks: chunks.filter((chunk) => !prose.has(chunk)) }))
    .filter(({ chunks }) => chunks.length > 0)
  const flats = rules.filter((rule) => !isUpright(rule))
  return runs(kept, paragraphs)
    .flatMap(splitRun)
    .map((run) => trimRun(run, flats, height))
    .filter((run) => run.filter(isTabular).length >= 2)
    .map((run) => ({ bbox: withRules(unionBox(run.flatMap((l) => l.chunks.map((c) => c.bbox))), flats), ruled: false }))
}

function runs(lines: readonly ChunkLine[], paragraphs: readonly BBox[]): ChunkLine[][] {
  const found: ChunkLine[][] = []
  let current: ChunkLine[] = []
  const close = () => {
    if (current.some(isTabular)) found.push(current)
    current = []
  }
  lines.forEach((entry, i) => {
    const last = current.at(-1)
    if (last && (breaks(current.slice(-linesMeasured), last, entry, lines[i + 1]) || isParted(last, entry, paragraphs)))
      close()
    current.push(entry)
  })
  close()
  return found
}

/** Distances are from bottom to bottom: recognised boxes hug the ink, so the gaps between them say little. */
function breaks(run: readonly ChunkLine[], last: ChunkLine, next: ChunkLine, after: ChunkLine | undefined): boolean {
  const size = Math.max(last.line.size, next.line.size)
  if (isCaption(next.chunks[0]?.text ?? '') && next.chunks.length === 1) return true
  const pitch = next.line.bbox[3] - last.line.bbox[3]
  const pitches = run.slice(1).map((entry, i) => entry.line.bbox[3] - (run[i]?.line.bbox[3] ?? 0))
  const usual = Math.max(median(pitches, 2 * size), 1.4 * size)
  if (pitch > Math.max(2.4 * usual, 2.8 * size)) return true
  const box = unionBox(run.flatMap((entry) => entry.chunks.map((chunk) => chunk.bbox)))
  // A heading of rows stands to the side of headings of columns; the row below reaches over both.
  const joins = after && after.line.bbox[3] - next.line.bbox[3] < 2.4 * usual ? after.chunks : []
  const nextBox = unionBox([...next.chunks, ...joins].map((chunk) => chunk.bbox))
  return pitch > 2 * size && overlap(spanX(box), spanX(nextBox)) < -maxSideStep * size
}

/** Whether running text stands between two lines. */
function isParted(upper: ChunkLine, lower: ChunkLine, paragraphs: readonly BBox[]): boolean {
  const [a, b] = [upper, lower].map(({ chunks }) => unionBox(chunks.map((chunk) => chunk.bbox)))
  if (!a || !b) return false
  return paragraphs.some((box) => {
    const y = (box[1] + box[3]) / 2
    return y > a[3] && y < b[1] && (overlap(spanX(box), spanX(a)) > 0 || overlap(spanX(box), spanX(b)) > 0)
  })
}

/** Widens a region sideways to the rules that run above, through and below it. */
function withRules(box: BBox, flats: readonly Rule[]): BBox {
  const near = flats.filter(
    (rule) =>
      rule.y0 > box[1] - 8 && rule.y0 < box[3] + 8 && overlap([rule.x0, rule.x1], spanX(box)) > 0.5 * (box[2] - box[0]),
  )
  return unionBox([box, ...near.map((r): BBox => [r.x0, Math.min(r.y0, box[1]), r.x1, Math.max(r.y1, box[3])])])
}
