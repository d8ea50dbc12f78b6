/** Dots and strokes that lead the eye from a label to its figure, or mark where to write: print, but not text. */
import type { Rule, Word } from '../model.ts'
import { isTurned } from './lines.ts'
import { isUpright } from './regions.ts'

const leader = /^(?:[.·…•]{4,}|_{3,}|-{5,})$/
const trailing = /(?:[.·]{4,}|…{2,}|_{3,})$/
const dot = /^[.·…]+$/
/** This many dots in a row, each a word of its own, lead somewhere. */
const minDots = 3
/** How far from the end of a text a drawn leader begins, and from its baseline it runs. Font sizes. */
const maxLeaderGap = 1.5
const maxBaselineOffset = 0.2
/** Where the baseline of a word is, above the bottom of its box. Font sizes. */
const descent = 0.22

/** Words without leaders; a label that runs into its leader is cut back to its text. */
export function withoutLeaders(words: readonly Word[]): Word[] {
  const dotted = dottedWords(words)
  return words.flatMap((word) => {
    if (leader.test(word.text) || dotted.has(word)) return []
    const text = word.text.replace(trailing, '')
    if (text === word.text) return [word]
    const [x0, y0, x1, y1] = word.bbox
    return [{ ...word, text, bbox: [x0, y0, x0 + ((x1 - x0) * text.length) / word.text.length, y1] as const }]
  })
}

function dottedWords(words: readonly Word[]): Set<Word> {
  const found = new Set<Word>()
  let run: Word[] = []
  const close = () => {
    if (run.length >= minDots) for (const word of run) found.add(word)
    run = []
  }
  for (const word of words) {
    const last = run.at(-1)
    const follows = !last || (Math.abs(word.bbox[3] - last.bbox[3]) < 2 && word.bbox[0] - last.bbox[2] < word.font_size)
    if (!dot.test(word.text) || !follows) close()
    if (dot.test(word.text)) run.push(word)
  }
  close()
  return found
}

/** Rules without those that lead on from a text, on its baseline. */
export function withoutLeaderRules(rules: readonly Rule[], words: readonly Word[]): Rule[] {
  const level = words.filter((word) => !isTurned(word))
  const byBaseline = Map.groupBy(level, (word) => Math.round(baselineOf(word)))
  const uprights = Map.groupBy(rules.filter(isUpright), (rule) => Math.round(rule.x0))
  const meetsUpright = ({ x0, y0 }: Rule) =>
    [-2, -1, 0, 1, 2].some((off) =>
      uprights.get(Math.round(x0) + off)?.some((rule) => rule.y0 <= y0 + 2 && rule.y1 >= y0 - 2),
    )
  return rules.filter((rule) => {
    if (isUpright(rule)) return true
    const y = Math.round(rule.y0)
    const near = [y - 2, y - 1, y, y + 1, y + 2].flatMap((at) => byBaseline.get(at) ?? [])
    return !near.some(
      (word) =>
        !meetsUpright(rule) &&
        Math.abs(baselineOf(word) - rule.y0) <= maxBaselineOffset * word.font_size &&
        rule.x0 > word.bbox[2] - 1 &&
        rule.x0 - word.bbox[2] < maxLeaderGap * word.font_size,
    )
  })
}

const baselineOf = ({ bbox, font_size }: Word) => bbox[3] - descent * font_size
