/** Dots and strokes that lead the eye from a label to its figure, or mark where to write: print, but not text. */
import type { Word } from '../model.ts'

const leader = /^(?:[.·…•]{4,}|_{3,}|-{5,})$/
const trailing = /(?:[.·]{4,}|…{2,}|_{3,})$/
const dot = /^[.·…]+$/
/** This many dots in a row, each a word of its own, lead somewhere. */
const minDots = 3

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
