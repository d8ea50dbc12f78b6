/** Which schedule a table is, by what its name, its headings and its labels say. */
import type { ScheduleKind } from '../model.ts'
import { otherNames, type Signs, signs } from './kind-signs.ts'

/** Points for the name; each heading and each label that fits by other words adds one, up to so many. */
const namePoints = 3
const mostHeads = 3
const mostLabels = 6
/** With fewer points it is any kind's. */
const pointsNeeded = 3

/** A kind shows early: of texts, and of characters in each, no more are looked at. */
const mostTexts = 300
const mostCharacters = 120

type Kind = keyof typeof signs
type Score = { kind: Kind; named: boolean; points: number }

/** The kind that fits best, and how surely, 0..1; `other` where none fits, or two fit alike. */
export function readKind(
  name: string,
  heads: readonly string[],
  labels: readonly string[],
): { kind: ScheduleKind; confidence: number } {
  const [over, beside] = [firstOf(heads), firstOf(labels)]
  if (otherNames.test(name)) return { kind: 'other', confidence: surest }
  const [first, second] = (Object.keys(signs) as Kind[])
    .map((kind) => scoreOf(kind, name, over, beside))
    .sort((a, b) => b.points - a.points || Number(b.named) - Number(a.named))
  const points = first?.points ?? 0
  const lead = points - (second?.points ?? 0)
  const tied = lead === 0 && first?.named === second?.named
  if (!first || points < pointsNeeded || tied) return { kind: 'other', confidence: points === 0 ? sure : unsure }
  return { kind: first.kind, confidence: lead > 3 ? surest : lead > 1 ? sure : unsure }
}

const firstOf = (texts: readonly string[]) => texts.slice(0, mostTexts).map((text) => text.slice(0, mostCharacters))

function scoreOf(kind: Kind, name: string, heads: readonly string[], labels: readonly string[]): Score {
  const sign: Signs = signs[kind]
  if (sign.needs && ![...heads, ...labels].some((text) => sign.needs?.test(text)))
    return { kind, named: false, points: 0 }
  const named = sign.named.test(name)
  const hits = (texts: readonly string[], pattern: RegExp | undefined) =>
    new Set(texts.flatMap((text) => pattern?.exec(text)?.[0].toLowerCase() ?? [])).size
  const fitting = Math.min(mostHeads, hits(heads, sign.heads)) + Math.min(mostLabels, hits(labels, sign.labels))
  return { kind, named, points: (named ? namePoints : 0) + fitting }
}

/** How often it is right, of schedules whose kind was known: with a clear lead, with some, with hardly any. */
const surest = 0.95
const sure = 0.85
const unsure = 0.6
