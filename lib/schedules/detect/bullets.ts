/** Lists within cells: the bullet of an item stands with its text, however wide the space between them is. */
import type { Word } from '../model.ts'
import { isFigure } from './figures.ts'
import type { Line } from './lines.ts'

const bullet = /^[•●▪■◆❖◦‣]$/
/** A bullet stands no farther from its text than this. Font sizes. */
const maxGap = 3

/** The same line, in which a bullet reaches up to the text on its right. One before a figure, or alone, marks what holds. */
export function withBulletsAtText(line: Line): Line {
  if (!line.words.some(({ text }) => bullet.test(text))) return line
  const words = line.words.map((word, i): Word => {
    const next = line.words[i + 1]
    if (!bullet.test(word.text) || !next || isFigure(next.text) || bullet.test(next.text)) return word
    const [x0, y0, x1, y1] = word.bbox
    const gap = next.bbox[0] - x1
    return gap > 0 && gap <= maxGap * line.size ? { ...word, bbox: [x0, y0, next.bbox[0], y1] } : word
  })
  return { ...line, words }
}
