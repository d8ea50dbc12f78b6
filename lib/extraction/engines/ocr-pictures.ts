/** Tables in scans that are none: charts and drawings, of which recognition makes scraps of words. */
import { centreX, centreY, contains, overlap, spanX, spanY } from '../../schedules/detect/geometry.ts'
import type { BBox, Word } from '../../schedules/model.ts'

/** Less sure than this, more words are wrong than right. */
const DOUBTFUL = 0.6
/** No true table of the scans that this was measured on had as many doubtful words; six of seven charts had more. */
const MOST_DOUBTFUL = 0.15
/** Where the whole page is hard to read, doubt says nothing about one table of it. */
const TIMES_THE_PAGE = 3

/** Whether a table is a chart or a drawing, by the words in it and where bars stand; all of one page. */
export function isPicture(table: BBox, words: readonly Word[], charts: readonly BBox[]): boolean {
  const within = words.filter(({ bbox }) => contains(table, centreX(bbox), centreY(bbox)))
  const doubtful = doubtfulShare(within)
  if (doubtful > MOST_DOUBTFUL && doubtful > TIMES_THE_PAGE * doubtfulShare(words)) return true
  return charts.some((chart) => liesOn(table, chart))
}

/** Whether at least half of a chart, or of the table, is the other's. */
function liesOn(table: BBox, chart: BBox): boolean {
  const shared = Math.max(0, overlap(spanX(table), spanX(chart))) * Math.max(0, overlap(spanY(table), spanY(chart)))
  const area = ([x0, y0, x1, y1]: BBox) => (x1 - x0) * (y1 - y0)
  return shared >= 0.5 * Math.min(area(table), area(chart))
}

/** A figure that reads as one is no scrap, however unsure. */
function doubtfulShare(words: readonly Word[]): number {
  const scraps = words.filter(({ text, confidence }) => confidence < DOUBTFUL && !/^\D?\d{2,}\D?$|\d[.,]\d/.test(text))
  return scraps.length / Math.max(1, words.length)
}
