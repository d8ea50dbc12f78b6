/** Painted paths → ruling lines. */
import type { BBox, Rule } from '../../schedules/model.ts'
import type { PaintedPath, PathSegment } from './pdf-operators.ts'

/** Filled shapes up to this thick are lines; thicker ones are areas. Points. */
const maxThickness = 3
/** Slant, in points over the whole segment, that still counts as parallel to an axis. */
const maxSlant = 1
/** Dashes and dots that are no farther apart than this are one line. Points. */
const maxDashGap = 3
const minLength = 4
/** An area of this colour has no edges that show, nor has one that covers a larger share of the page. */
const paper = '#ffffff'
const maxCoverage = 0.8

/**
 * The axis-parallel lines among painted paths: stroked segments, thin filled shapes, and the edges of stroked or filled
 * boxes. Dashes and overlapping pieces on one line are joined.
 */
export function findRules(paths: readonly PaintedPath[], width: number, height: number): Rule[] {
  const pieces: Rule[] = []
  for (const path of paths) {
    for (const subpath of subpaths(path.segments)) {
      if (path.stroked) pieces.push(...strokedSides(subpath, path.lineWidth))
      const box = path.filled ? filledBox(subpath) : null
      const line = box && thinBox(box)
      if (line) pieces.push(line)
      else if (box && path.fillColor !== paper && areaOf(box) <= maxCoverage * width * height)
        pieces.push(...edgesOf(box))
    }
  }
  return joinRules(pieces).filter((rule) => Math.max(rule.x1 - rule.x0, rule.y1 - rule.y0) >= minLength)
}

/** The parts of a path that are each drawn without lifting the pen. */
export function subpaths(segments: readonly PathSegment[]): PathSegment[][] {
  const found: PathSegment[][] = []
  for (const segment of segments) {
    if (segment.kind === 'move' || found.length === 0) found.push([])
    found.at(-1)?.push(segment)
  }
  return found
}

function strokedSides(subpath: readonly PathSegment[], thickness: number): Rule[] {
  const sides: Rule[] = []
  const start = subpath[0]
  if (!start) return sides
  let from = start
  for (const segment of subpath.slice(1)) {
    const to = segment.kind === 'close' ? start : segment
    if (segment.kind !== 'curve') sides.push(...side(from, to, thickness))
    from = to
  }
  return sides
}

function side(from: PathSegment, to: PathSegment, thickness: number): Rule[] {
  const [x0, x1] = from.x < to.x ? [from.x, to.x] : [to.x, from.x]
  const [y0, y1] = from.y < to.y ? [from.y, to.y] : [to.y, from.y]
  if (y1 - y0 <= maxSlant && x1 - x0 > y1 - y0) return [horizontal(x0, x1, (y0 + y1) / 2, thickness)]
  if (x1 - x0 <= maxSlant && y1 - y0 > x1 - x0) return [vertical((x0 + x1) / 2, y0, y1, thickness)]
  return []
}

/** The box that a filled shape is; null for any other shape. */
function filledBox(subpath: readonly PathSegment[]): BBox | null {
  const corners = subpath.filter((segment) => segment.kind !== 'close')
  if (corners.length < 3 || corners.some((segment) => segment.kind === 'curve')) return null
  const box = boundsOf(corners)
  const [x0, y0, x1, y1] = box
  const isBox = corners.every((c) => near(c.x, x0, x1) && near(c.y, y0, y1))
  return isBox || Math.min(x1 - x0, y1 - y0) <= maxThickness ? box : null
}

function thinBox([x0, y0, x1, y1]: BBox): Rule | null {
  const [width, height] = [x1 - x0, y1 - y0]
  if (height <= maxThickness && width > height) return horizontal(x0, x1, (y0 + y1) / 2, height)
  if (width <= maxThickness && height > width) return vertical((x0 + x1) / 2, y0, y1, width)
  return null
}

const areaOf = ([x0, y0, x1, y1]: BBox) => (x1 - x0) * (y1 - y0)

const edgesOf = ([x0, y0, x1, y1]: BBox): Rule[] => [
  horizontal(x0, x1, y0, 0),
  horizontal(x0, x1, y1, 0),
  vertical(x0, y0, y1, 0),
  vertical(x1, y0, y1, 0),
]

const near = (value: number, a: number, b: number) => Math.abs(value - a) < maxSlant || Math.abs(value - b) < maxSlant

export function boundsOf(points: readonly PathSegment[]): BBox {
  const xs = points.map((point) => point.x)
  const ys = points.map((point) => point.y)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

const horizontal = (x0: number, x1: number, y: number, thickness: number): Rule => ({ x0, y0: y, x1, y1: y, thickness })
const vertical = (x: number, y0: number, y1: number, thickness: number): Rule => ({ x0: x, y0, x1: x, y1, thickness })

/** Joins pieces that lie on one line and touch, overlap or are no more than a dash apart. */
function joinRules(pieces: readonly Rule[]): Rule[] {
  const flat = pieces
    .filter((rule) => rule.y0 === rule.y1)
    .map((r) => ({ at: r.y0, from: r.x0, to: r.x1, width: r.thickness }))
  const upright = pieces
    .filter((rule) => rule.y0 !== rule.y1)
    .map((r) => ({ at: r.x0, from: r.y0, to: r.y1, width: r.thickness }))
  return [
    ...joinSpans(flat).map((s) => horizontal(s.from, s.to, s.at, s.width)),
    ...joinSpans(upright).map((s) => vertical(s.at, s.from, s.to, s.width)),
  ]
}

type Span = { at: number; from: number; to: number; width: number }

function joinSpans(spans: readonly Span[]): Span[] {
  const tracks: Span[][] = []
  for (const span of [...spans].sort((a, b) => a.at - b.at)) {
    const track = tracks.at(-1)
    if (track?.[0] && span.at - track[0].at <= 1) track.push(span)
    else tracks.push([span])
  }
  return tracks.flatMap(joinTrack)
}

function joinTrack(track: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const span of [...track].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && span.from - last.to <= maxDashGap) {
      last.to = Math.max(last.to, span.to)
      last.width = Math.max(last.width, span.width)
    } else joined.push({ ...span })
  }
  return joined
}
