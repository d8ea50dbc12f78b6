/** Charts and drawings on a page: what stands in them and right around them is no table. */
import type { BBox, PageLayout, Rule, Table, Word } from '../model.ts'
import { isFigure } from './figures.ts'
import { centreX, centreY, contains, overlap, spanX, spanY, unionBox } from './geometry.ts'
import { isUpright } from './regions.ts'

/** What is drawn smaller than this stands within a line or a cell. Points. */
const minSide = 45
const minLongSide = 75
/** How far a rule may miss a drawing and still be its axis or its grid. Points. */
const touch = 4
/** An axis reaches over so much of its chart, and is at most so many times as long. */
const minReach = 0.6
const maxReach = 2.5
/** How far from a chart its labels stand. Points. */
const labelRoom = 28
/** How far the patches of a legend are from their chart, and from each other. Points. */
const legendRoom = 90
/** Words of one entry are no farther apart, nor its value from them. Font sizes. */
const maxWordGap = 1
const maxValueGap = 16
/** A table that shares so much of its area with a chart and its labels is made of them. */
const maxShare = 0.6

/** The areas of charts with their axes and grids, and those of their legends; small drawings are left out. */
export function plotsOf({ charts = [], patches = [], rules, words }: PageLayout): BBox[] {
  const plots = charts
    .map((chart) => withAxes(withAxes(chart, rules), rules))
    .filter(([x0, y0, x1, y1]) => Math.min(x1 - x0, y1 - y0) >= minSide && Math.max(x1 - x0, y1 - y0) >= minLongSide)
  if (plots.length === 0) return []
  const legend: BBox[] = []
  let open = plots
  for (let left = [...patches]; open.length > 0 && left.length > 0; ) {
    const near = left.filter((patch) => open.some((box) => areNear(box, patch)))
    left = left.filter((patch) => !near.includes(patch))
    open = near.map((patch) => withText(patch, words))
    legend.push(...open)
  }
  return [...plots, ...legend]
}

const areNear = (a: BBox, b: BBox) =>
  overlap(spanX(a), spanX(b)) > -legendRoom && overlap(spanY(a), spanY(b)) > -legendRoom

/** The patch of a legend with the words that follow it on its line, and their value, which may stand apart. */
function withText(patch: BBox, words: readonly Word[]): BBox {
  const onLine = words.filter(({ bbox }) => bbox[1] < centreY(patch) && bbox[3] > centreY(patch) && bbox[0] >= patch[0])
  let entry = patch
  for (const { bbox, font_size, text } of onLine.sort((a, b) => a.bbox[0] - b.bbox[0])) {
    if (bbox[0] - entry[2] > (isFigure(text) ? maxValueGap : maxWordGap) * font_size) break
    entry = unionBox([entry, bbox])
  }
  return entry
}

function withAxes(chart: BBox, rules: readonly Rule[]): BBox {
  const own = rules.filter((rule) => {
    const [along, across] = isUpright(rule) ? [spanY, spanX] : [spanX, spanY]
    const box = boxOf(rule)
    const length = along(chart)[1] - along(chart)[0]
    return (
      overlap(along(box), along(chart)) >= minReach * length &&
      along(box)[1] - along(box)[0] <= maxReach * length &&
      overlap(across(box), across(chart)) >= -touch
    )
  })
  return unionBox([chart, ...own.map(boxOf)])
}

const boxOf = ({ x0, y0, x1, y1 }: Rule): BBox => [x0, y0, x1, y1]

/** The page without the words and rules in charts. */
export function withoutPlots<Of extends PageLayout>(layout: Of, plots: readonly BBox[]): Of {
  if (plots.length === 0) return layout
  return {
    ...layout,
    words: layout.words.filter(({ bbox }) => !plots.some((plot) => contains(plot, centreX(bbox), centreY(bbox)))),
    rules: layout.rules.filter(
      ({ x0, y0, x1, y1 }) => !plots.some((plot) => contains(plot, x0, y0, touch) && contains(plot, x1, y1, touch)),
    ),
  }
}

/** Whether a table is made of the labels of a chart. */
export function isOfChart({ bbox }: Table, plots: readonly BBox[]): boolean {
  if (!bbox) return false
  const area = (bbox[2] - bbox[0]) * (bbox[3] - bbox[1])
  return plots.some((plot) => {
    const [x0, y0, x1, y1] = plot
    const room: BBox = [x0 - labelRoom, y0 - labelRoom, x1 + labelRoom, y1 + labelRoom]
    const shared = Math.max(0, overlap(spanX(bbox), spanX(room))) * Math.max(0, overlap(spanY(bbox), spanY(room)))
    return shared >= maxShare * area
  })
}
