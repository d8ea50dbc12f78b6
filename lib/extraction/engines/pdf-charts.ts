/**
 * Painted paths → the areas of charts and drawings, whose labels look like tables and are none: bars of several lengths
 * that begin on one line, and lines or shapes that run askew or round.
 */
import { type Interval, overlap, spanX, spanY, unionBox } from '../../schedules/detect/geometry.ts'
import type { BBox } from '../../schedules/model.ts'
import type { PaintedPath, PathSegment } from './pdf-operators.ts'
import { boundsOf, subpaths } from './pdf-rules.ts'

/** A bar is at least this broad; two ends as near as `sameEnd` are at one place. Points. */
const minBreadth = 3
const sameEnd = 1.5
/** So many lengths are no accident, and so great a share of lengths among the bars: shaded cells are alike. */
const minLengths = 3
const minLengthShare = 0.5
/** The space between two bars is at most this much of their breadth. */
const maxBarGap = 4
/** A shape that fills so much of its box is a box, whatever its corners. */
const minSolidity = 0.85
/** What runs askew counts from this length on, in shapes from this size on: letters and marks are smaller. Points. */
const minSlant = 2
const minSlantedLength = 30
const minDrawingSide = 14
/** Sides of the patch before an entry of a legend. Points. */
const minPatch = 3.5
const maxPatch = 15
/** Parts of one drawing are no farther apart. Points. */
const maxPartGap = 18
/** A shape that covers more of the page is its background. */
const maxCoverage = 0.7
/** Of more shapes than this, as in a map, the first show well enough where it stands. */
const maxShapes = 3000

/** What is drawn on a page, as displayed: plots of charts and other drawings, and the patches of their legends. */
export type Drawings = { charts: BBox[]; patches: BBox[] }

type Solid = { box: BBox; color: string }

/** Drawings without the words around them. Patches are all small filled shapes about as wide as high, of whatever they are. */
export function findDrawings(paths: readonly PaintedPath[], width: number, height: number): Drawings {
  const solids: Solid[] = []
  const drawn: BBox[] = []
  const patches: BBox[] = []
  for (const path of paths) {
    for (const subpath of subpaths(path.segments)) {
      if (subpath.length < 2) continue
      const box = boundsOf(subpath.filter(({ kind }) => kind !== 'close'))
      if ((box[2] - box[0]) * (box[3] - box[1]) > maxCoverage * width * height) continue
      if (path.filled && isPatch(box)) patches.push(box)
      if (path.filled && isSolid(subpath, box)) solids.push({ box, color: path.fillColor })
      else if (isAskew(subpath, box)) drawn.push(box)
    }
  }
  const bars = solids
    .filter(({ box: [x0, y0, x1, y1] }) => Math.min(x1 - x0, y1 - y0) >= minBreadth)
    .slice(0, maxShapes)
  const charts = joinNear([...barsFrom(bars, 'foot'), ...barsFrom(bars, 'side'), ...drawn.slice(0, maxShapes)])
  return { charts, patches: charts.length > 0 ? patches.slice(0, maxShapes) : [] }
}

function isPatch([x0, y0, x1, y1]: BBox): boolean {
  const sides = [x1 - x0, y1 - y0]
  return Math.min(...sides) >= minPatch && Math.max(...sides) <= maxPatch
}

function isSolid(subpath: readonly PathSegment[], [x0, y0, x1, y1]: BBox): boolean {
  const corners = subpath.filter(({ kind }) => kind !== 'close')
  const twice = corners.reduce((sum, from, i) => {
    const to = corners[(i + 1) % corners.length] ?? from
    return sum + from.x * to.y - to.x * from.y
  }, 0)
  return Math.abs(twice) / 2 >= minSolidity * (x1 - x0) * (y1 - y0)
}

/** Whether lines of a shape run neither level nor upright, for a good part. */
function isAskew(subpath: readonly PathSegment[], box: BBox): boolean {
  if (Math.min(box[2] - box[0], box[3] - box[1]) < minDrawingSide) return false
  let length = 0
  let from = subpath[0]
  for (const to of subpath.slice(1)) {
    if (from && to.kind !== 'close') {
      const [dx, dy] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)]
      if (Math.min(dx, dy) > minSlant) length += Math.hypot(dx, dy)
      from = to
    }
  }
  return length >= minSlantedLength
}

/** Boxes around bars that stand on one line, or begin at one, beside each other: of one breadth and several lengths. */
function barsFrom(solids: readonly Solid[], from: 'foot' | 'side'): BBox[] {
  const base = (box: BBox) => (from === 'foot' ? box[3] : box[0])
  const length = (box: BBox) => (from === 'foot' ? box[3] - box[1] : box[2] - box[0])
  const along = from === 'foot' ? spanX : spanY
  const breadth = (box: BBox) => along(box)[1] - along(box)[0]
  const ofOneBase = grouped(
    solids.map(({ box }) => box),
    base,
    sameEnd,
  )
  const alike = ofOneBase.flatMap((group) => grouped(group, breadth, sameEnd))
  const rows = alike.flatMap((group) => neighbours(group, along, maxBarGap * breadth(group[0] ?? [0, 0, 0, 0])))
  return rows.flatMap((bars) => {
    const distinct = grouped(bars, length, sameEnd).length
    if (distinct < minLengths || distinct < minLengthShare * bars.length) return []
    return bars.some((bar) => goesOnAlike(bar, solids, from)) ? [] : [unionBox(bars)]
  })
}

/**
 * Whether a box of the same colour and breadth ends where a bar begins, or begins where it ends: cells do so, and parts of
 * a bar have colours of their own.
 */
function goesOnAlike(bar: BBox, solids: readonly Solid[], from: 'foot' | 'side'): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) <= sameEnd
  const color = solids.find(({ box }) => box === bar)?.color
  return solids.some(({ box, color: other }) => {
    if (other !== color) return false
    if (from === 'side')
      return (near(box[0], bar[2]) || near(box[2], bar[0])) && near(box[1], bar[1]) && near(box[3], bar[3])
    return (near(box[3], bar[1]) || near(box[1], bar[3])) && near(box[0], bar[0]) && near(box[2], bar[2])
  })
}

/** Boxes whose measure is the same. */
function grouped(boxes: readonly BBox[], measure: (box: BBox) => number, slack: number): BBox[][] {
  const groups: BBox[][] = []
  for (const box of [...boxes].sort((a, b) => measure(a) - measure(b))) {
    const group = groups.at(-1)
    if (group?.[0] && measure(box) - measure(group[0]) <= slack) group.push(box)
    else groups.push([box])
  }
  return groups
}

/** Boxes that stand beside each other and not over each other, in rows without a wide gap. */
function neighbours(boxes: readonly BBox[], along: (box: BBox) => Interval, gap: number): BBox[][] {
  const rows: BBox[][] = []
  for (const box of [...boxes].sort((a, b) => along(a)[0] - along(b)[0])) {
    const last = rows.at(-1)?.at(-1)
    const shared = last ? overlap(along(last), along(box)) : Number.NEGATIVE_INFINITY
    if (shared > sameEnd) continue
    if (shared >= -gap) rows.at(-1)?.push(box)
    else rows.push([box])
  }
  return rows
}

/** Boxes that overlap or nearly touch are one drawing. */
function joinNear(boxes: readonly BBox[]): BBox[] {
  const joined: BBox[] = []
  for (const box of boxes) {
    let whole = box
    for (let i = joined.length - 1; i >= 0; i--) {
      const other = joined[i]
      if (!other || !areNear(whole, other)) continue
      whole = unionBox([whole, other])
      joined.splice(i, 1)
      i = joined.length
    }
    joined.push(whole)
  }
  return joined
}

const areNear = (a: BBox, b: BBox) =>
  overlap(spanX(a), spanX(b)) > -maxPartGap && overlap(spanY(a), spanY(b)) > -maxPartGap
