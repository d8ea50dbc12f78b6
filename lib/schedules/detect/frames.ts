/**
 * Tables between rules of one width: one above the head, one below it, one at the end, and perhaps more between groups of
 * rows. All that stands between the first and the last of them belongs to the table, however much it looks like prose.
 */
import type { BBox, PageLayout, Rule } from '../model.ts'
import { isCaption } from './captions.ts'
import { centreX, centreY, contains, overlap, spanX, spanY, unionBox } from './geometry.ts'
import { groupLines, isTurned } from './lines.ts'
import { chunkLines, isTabular } from './prose.ts'
import { isUpright, type Region } from './regions.ts'

/** How far ends of rules of one width may differ. Points. */
const sameEnd = 2
/** A frame is at least this wide, and has so many rules. */
const minWidth = 60
const minRules = 3
/** Lines that run over so much of the width are prose, or headings of rows: of these there are few. */
const wideShare = 0.6
const maxWide = 0.34

/** Frames of a page, outside the regions already known. */
export function framesOf(layout: PageLayout, taken: readonly BBox[]): BBox[] {
  const flats = layout.rules.filter((rule) => !isUpright(rule) && rule.x1 - rule.x0 >= minWidth)
  return sameWidths(flats)
    .filter((rules) => rules.length >= minRules)
    .flatMap((rules) => runsOf(rules, layout))
    .filter((frame) => !taken.some((box) => meet(box, frame)))
}

/**
 * Regions whose lines are set in columns, each with the whole of the frame that it lies in or begins above, and in place
 * of one over several frames beside each other these; frames in which none was seen are regions too. Headings of rows
 * between rules part frames of one table: a region over several that follow each other stays as it is.
 */
export function withFrames(regions: readonly Region[], frames: readonly BBox[]): Region[] {
  const framesIn = ({ bbox }: Region) => frames.filter((frame) => meet(bbox, frame))
  const kept = regions.filter((region) => framesIn(region).length === 0 || !areBeside(framesIn(region)))
  const framed = frames
    .filter((frame) => !kept.some(({ bbox }) => meet(bbox, frame)))
    .map((frame): Region => {
      const parts = regions
        .filter((region) => meet(region.bbox, frame))
        .map((region) => (framesIn(region).length > 1 ? within(frame, region.bbox) : region.bbox))
      return { bbox: unionBox([frame, ...parts]), ruled: false }
    })
  return [...kept, ...framed]
}

/** What of a region stands above, in and below a frame. */
const within = ([x0, , x1]: BBox, [, y0, , y1]: BBox): BBox => [x0, y0, x1, y1]

const areBeside = (frames: readonly BBox[]) =>
  frames.every((a) =>
    frames.every((b) => a === b || (overlap(spanX(a), spanX(b)) <= 0 && overlap(spanY(a), spanY(b)) > 0)),
  )

const meet = (a: BBox, b: BBox) => overlap(spanX(a), spanX(b)) > 0 && overlap(spanY(a), spanY(b)) > 0

/** Rules that begin and end alike, from the top. */
function sameWidths(flats: readonly Rule[]): Rule[][] {
  const groups: Rule[][] = []
  for (const rule of [...flats].sort((a, b) => a.y0 - b.y0)) {
    const own = groups.find(
      ([first]) => first && Math.abs(first.x0 - rule.x0) <= sameEnd && Math.abs(first.x1 - rule.x1) <= sameEnd,
    )
    if (own) own.push(rule)
    else groups.push([rule])
  }
  return groups
}

/** Runs of spaces between these rules in which lines are set in columns. */
function runsOf(rules: readonly Rule[], layout: PageLayout): BBox[] {
  const frames: Rule[][] = []
  let open: Rule[] = []
  const close = () => {
    if (open.length >= minRules) frames.push(open)
    open = []
  }
  for (const [i, rule] of rules.entries()) {
    const above = rules[i - 1]
    if (above && open.length > 0 && !isSetInColumns(above, rule, layout)) close()
    open.push(rule)
  }
  close()
  return frames.map((frame): BBox => [frame[0]!.x0, frame[0]!.y0, frame[0]!.x1, frame.at(-1)!.y0])
}

function isSetInColumns(above: Rule, below: Rule, { words, rules }: PageLayout): boolean {
  const box: BBox = [above.x0, above.y0, above.x1, below.y0]
  const inside = words.filter((word) => !isTurned(word) && contains(box, centreX(word.bbox), centreY(word.bbox)))
  if (inside.length === 0) return below.y0 - above.y0 < 6
  const lines = chunkLines(groupLines(inside), rules.filter(isUpright))
  const width = above.x1 - above.x0
  const wide = lines.filter(
    ({ chunks }) => chunks.length === 1 && chunks[0]!.bbox[2] - chunks[0]!.bbox[0] > wideShare * width,
  )
  return (
    lines.some(isTabular) &&
    wide.length <= maxWide * lines.length &&
    !lines.some((line) => isCaption(line.chunks[0]?.text ?? ''))
  )
}
