/** Scores recognised words and cells by the words that are printed in the same places. */
import type { BBox, Cell, Word } from '../lib/schedules/model.ts'

export type WordCount = { printed: number; read: number; right: number }

/** Each printed word counts once for each time that it was read, wherever on the page. */
export function countWords(read: readonly Word[], printed: readonly Word[]): WordCount {
  const left = new Map<string, number>()
  const [found, wanted] = [read, printed].map((words) => words.map(({ text }) => plain(text)).filter(hasLetters))
  for (const text of found!) left.set(text, (left.get(text) ?? 0) + 1)
  const right = wanted!.filter((text) => {
    const count = left.get(text) ?? 0
    left.set(text, count - 1)
    return count > 0
  }).length
  return { printed: wanted!.length, read: found!.length, right }
}

export type SureCell = { confidence: number; right: boolean }

/** Cells whose text is, or is not, what is printed within their boxes; those over nothing printed are left out. */
export function judgeCells(cells: readonly Cell[], printed: readonly Word[]): SureCell[] {
  return cells.flatMap(({ bbox, text, confidence }) => {
    if (!bbox) return []
    const under = printed.filter((word) => isWithin(word.bbox, bbox))
    if (under.length === 0) return []
    return [{ confidence, right: lettersOf(text) === lettersOf(under.map((word) => word.text).join('')) }]
  })
}

/** In alphabetical order: in which order words were read is not what is judged here. */
const lettersOf = (text: string) => [...plain(text)].sort().join('')

const isWithin = ([x0, y0, x1, y1]: BBox, box: BBox) => {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2]
  return x > box[0] - 1 && x < box[2] + 1 && y > box[1] - 1 && y < box[3] + 1
}

/** White space and the shapes of dashes and quotes do not count. */
const plain = (text: string) =>
  text
    .replace(/\s/g, '')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[‘’‚′]/g, "'")
    .replace(/[“”„″]/g, '"')
const hasLetters = (text: string) => /[\p{L}\d]/u.test(text)
