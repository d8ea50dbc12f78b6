/** The scale of a chart: figures in even steps at even distances. A table whose other cells are few is a chart. */
import type { Draft } from './draft.ts'
import { isFigure } from './figures.ts'

const minMarks = 4
/** Marks whose edges are as near stand at one edge. Points. */
const edgeStep = 2
/** In a long column of figures a few will stand in even steps by chance. */
const minShare = 0.5
/** How uneven steps and distances may be, as a share of the usual one. */
const slack = 0.15

type Mark = { value: number; at: number }

/** Whether a column, read downward, is an axis. Steps of one are line numbers or years. */
export function hasAxis({ cells, columns, rows }: Draft): boolean {
  const marks = cells.flatMap((cell) =>
    cell.chunks.flatMap(({ words }) =>
      words
        .filter((word) => isFigure(word.text))
        .map((word) => ({ ...cell, value: numberOf(word.text), box: word.bbox })),
    ),
  )
  if (rows < minMarks) return false
  return Array.from({ length: columns }, (_, index) => marks.filter((mark) => mark.first === index)).some((column) =>
    [0, 2].some((side) => {
      // Values stand among the marks of a scale, but are not set to its edge.
      const edges = Map.groupBy(column, ({ box }) => Math.round((box[side] ?? 0) / edgeStep))
      return [...edges.values()].some((flush) =>
        isEven(flush.map(({ value, box }): Mark => ({ value, at: (box[1] + box[3]) / 2 }))),
      )
    }),
  )
}

const numberOf = (text: string) => Number(text.replace(/[^\d.-]/g, ''))

/** Four marks in a row with one step, one distance; of a long column, most of it. */
function isEven(marks: readonly Mark[]): boolean {
  const sorted = [...marks].sort((a, b) => a.at - b.at)
  let run = 1
  for (let i = 2; i < sorted.length; i++) {
    const [a, b, c] = sorted.slice(i - 2, i + 1)
    if (!a || !b || !c) return false
    const [step, next] = [b.value - a.value, c.value - b.value]
    const [gap, nextGap] = [b.at - a.at, c.at - b.at]
    // A scale falls downward; numbers of accounts and days of a month grow.
    const even = step < 0 && step !== -1 && Math.abs(next - step) < slack * Math.abs(step)
    run = even && gap > 1 && Math.abs(nextGap - gap) < slack * gap + 0.5 ? run + 1 : 1
    if (run >= minMarks - 1 && run + 1 >= minShare * sorted.length) return true
  }
  return false
}
