/** Glyphs in the order they were drawn → words, each in the direction it reads. */

import { inReadingOrder, isRightToLeft } from '../../schedules/detect/right-to-left.ts'
import type { BBox, Word } from '../../schedules/model.ts'
import type { QuarterTurn } from '../quarter-turn.ts'
import type { Glyph } from './pdf-operators.ts'

/** How far text is turned clockwise from reading left to right; words askew are left out. */
export type TurnedWord = Word & { turn: QuarterTurn }

/** A wider gap than this share of the font size parts two words, even without a space between them. */
const wordGap = 0.17
/** How far a glyph may step back (kerning, accents) and still belong to the word. */
const backStep = 0.35
const maxBaselineShift = 0.3
const maxSkewRadians = 0.1
/** A box reaches this share of the font size above and below the baseline. */
const ascent = 0.75
const descent = 0.22

type Run = { glyphs: Placed[]; turn: QuarterTurn }
/** A glyph in its own reading direction: `along` from start to end, `across` is the baseline, growing downward. */
type Placed = { text: string; start: number; end: number; across: number; size: number; bold: boolean }

/** Words with boxes as displayed, in drawing order. Glyphs drawn twice at one place (fake bold) count once. */
export function findWords(glyphs: readonly Glyph[], width: number, height: number): TurnedWord[] {
  const runs: Run[] = []
  const seen = new Set<string>()
  let current: Run | null = null
  for (const glyph of glyphs) {
    const turn = turnOf(glyph)
    if (turn === null || !onPage(glyph, width, height)) continue
    if (glyph.space) {
      current = null
      continue
    }
    const spot = `${glyph.text}:${Math.round(glyph.from[0])}:${Math.round(glyph.from[1])}`
    if (seen.has(spot)) continue
    seen.add(spot)
    const placed = place(glyph, turn)
    if (!current || current.turn !== turn || !continues(current, placed)) {
      current = { glyphs: [], turn }
      runs.push(current)
    }
    current.glyphs.push(placed)
  }
  return runs.map(toWord)
}

function turnOf({ from, to }: Glyph): QuarterTurn | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  if (dx === 0 && dy === 0) return 0
  const angle = Math.atan2(dy, dx)
  const quarters = Math.round(angle / (Math.PI / 2))
  if (Math.abs(angle - quarters * (Math.PI / 2)) > maxSkewRadians) return null
  return (((quarters + 4) % 4) * 90) as QuarterTurn
}

function onPage({ from, to }: Glyph, width: number, height: number): boolean {
  const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  return x >= 0 && y >= 0 && x <= width && y <= height
}

function place({ text, from, to, size, bold }: Glyph, turn: QuarterTurn): Placed {
  const rest = { text: text.normalize('NFKC') === text ? text : expandLigature(text), size, bold }
  if (turn === 0) return { ...rest, start: from[0], end: to[0], across: from[1] }
  if (turn === 90) return { ...rest, start: from[1], end: to[1], across: -from[0] }
  if (turn === 180) return { ...rest, start: -from[0], end: -to[0], across: -from[1] }
  return { ...rest, start: -from[1], end: -to[1], across: from[0] }
}

/** Only presentation forms are expanded: a superscript two is not a two. */
function expandLigature(text: string): string {
  return text.replace(/[\ufb00-\ufb4f]/gu, (form) => form.normalize('NFKC'))
}

function continues(run: Run, next: Placed): boolean {
  const last = run.glyphs.at(-1)
  if (!last) return false
  const size = Math.max(last.size, next.size)
  // Hebrew and Arabic are drawn from either end: glyph after glyph to the left, or to the right like other text.
  const leftward = isRightToLeft(next.text) && next.start < last.start
  const gap = leftward ? last.start - next.end : next.start - last.end
  return (
    gap <= wordGap * size && gap >= -backStep * size && Math.abs(next.across - last.across) <= maxBaselineShift * size
  )
}

function toWord({ glyphs, turn }: Run): TurnedWord {
  const size = Math.max(...glyphs.map((glyph) => glyph.size))
  const start = Math.min(...glyphs.map((glyph) => glyph.start))
  const end = Math.max(...glyphs.map((glyph) => glyph.end))
  const base = glyphs.find((glyph) => glyph.size === size)?.across ?? 0
  return {
    text: textOf(glyphs),
    bbox: displayed([start, base - ascent * size, end, base + descent * size], turn),
    confidence: 1,
    font_size: size,
    bold: glyphs.filter((glyph) => glyph.bold).length * 2 > glyphs.length,
    turn,
  }
}

function textOf(glyphs: readonly Placed[]): string {
  const texts = glyphs.map((glyph) => glyph.text)
  if (!texts.some(isRightToLeft)) return texts.join('')
  const fromLeft = [...glyphs].sort((a, b) => a.start - b.start).map((glyph) => glyph.text)
  return inReadingOrder(fromLeft).join('')
}

function displayed([x0, y0, x1, y1]: BBox, turn: QuarterTurn): BBox {
  if (turn === 90) return [-y1, x0, -y0, x1]
  if (turn === 180) return [-x1, -y1, -x0, -y0]
  if (turn === 270) return [y0, -x1, y1, -x0]
  return [x0, y0, x1, y1]
}
