/** Words that read upward or downward, as headings of narrow columns and labels beside rows do, are joined to one text each. */
import type { Rule, Word } from '../model.ts'
import { overlap, spanY, unionBox } from './geometry.ts'
import { isTurned } from './lines.ts'

/** Words of one turned line are no farther apart, nor its lines. Font sizes. */
const maxWordGap = 0.7
const maxLinePitch = 1.45
/** Words that share a turned line have the same sides, this nearly. Points. */
const sameSide = 0.7

/** The same words, turned ones joined in the order in which they were drawn, which is that of reading. */
export function joinTurned(words: readonly Word[], uprights: readonly Rule[]): Word[] {
  if (!words.some(isTurned)) return [...words]
  const blocks: Word[][] = []
  for (const line of turnedLines(words)) {
    const block = blocks.at(-1)
    if (block && goesOn(block, line, uprights)) block.push(...line)
    else blocks.push(line)
  }
  return blocks.map(toWord)
}

/** Runs of words that share a turned line, short ones among them; every other word by itself. */
function turnedLines(words: readonly Word[]): Word[][] {
  const lines: Word[][] = []
  for (const word of words) {
    const line = lines.at(-1)
    const last = line?.at(-1)
    if (line && last && (isTurned(word) || line.some(isTurned)) && sharesLine(last, word)) line.push(word)
    else lines.push([word])
  }
  return lines
}

function toWord(block: readonly Word[]): Word {
  const [first] = block
  if (!first || block.length === 1) return first as Word
  return {
    ...first,
    text: block.map((word) => word.text).join(' '),
    bbox: unionBox(block.map((word) => word.bbox)),
    confidence: Math.min(...block.map((word) => word.confidence)),
  }
}

/** Whether two words stand over each other between the same sides, as words of one turned line do. */
function sharesLine(a: Word, b: Word): boolean {
  return (
    Math.abs(a.bbox[0] - b.bbox[0]) < sameSide &&
    Math.abs(a.bbox[2] - b.bbox[2]) < sameSide &&
    -overlap(spanY(a.bbox), spanY(b.bbox)) < maxWordGap * b.font_size
  )
}

/** Whether a turned line is the next one of a text: beside its last one, with no rule between. */
function goesOn(block: readonly Word[], line: readonly Word[], uprights: readonly Rule[]): boolean {
  const [last, next] = [block.at(-1), line[0]]
  if (!last || !next || !block.some(isTurned) || !line.some(isTurned)) return false
  const [from, to] = [Math.min(next.bbox[0], last.bbox[0]), Math.max(next.bbox[0], last.bbox[0])]
  const [above, below] = [block, line].map((words) => spanY(unionBox(words.map(({ bbox }) => bbox))))
  if (!above || !below || to - from > maxLinePitch * next.font_size || overlap(above, below) <= 0) return false
  return !uprights.some((rule) => rule.x0 > from && rule.x0 < to && overlap([rule.y0, rule.y1], above) > 0)
}
