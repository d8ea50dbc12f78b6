/** Which rules stay and which values constants have, by documents with known tables alone. */
import type { PageLayout } from '../../lib/schedules/model.ts'
import { compactTables, type DocumentScore, type ScoredTable, scoreDocument, scoreTotal } from '../score-tables.ts'
import { type Detection, detectionWith } from './adjusted-detection.ts'
import type { Adjustment } from './adjustments.ts'

export type KnownDocument = { pages: PageLayout[]; truths: ScoredTable[][] }
/** How a document scores with one adjustment and no other. */
export type Trial = { adjustment: Adjustment; scores: DocumentScore[] }

/**
 * How right a document is read, from its pages' words and lines on.
 * Code that was changed at random may fail: it finds nothing then.
 */
export function scoreWith(detection: Detection, { pages, truths }: KnownDocument): DocumentScore {
  try {
    return scoreDocument(truths, compactTables(tablesOf(detection, pages)))
  } catch {
    return scoreDocument(truths, [])
  }
}

function tablesOf({ detectTables, findTextBlocks, stitchTables }: Detection, pages: readonly PageLayout[]) {
  const read = pages.map((layout) => {
    const tables = detectTables(layout)
    return { number: layout.number, height: layout.height, tables, textBlocks: findTextBlocks(layout, tables) }
  })
  return stitchTables(read).map(({ pages: on, cells }) => ({
    pages: on,
    cells: cells.map(({ row, col, row_span, col_span, text }) => ({
      row,
      col,
      rowspan: row_span,
      colspan: col_span,
      text,
    })),
  }))
}

/**
 * Starts from all rules and the usual values. A rule is dropped where the documents are read as well without it, a
 * constant is changed where they are read better: what most helps first, each tried with all that were chosen before.
 */
export async function choose(
  documents: readonly KnownDocument[],
  usual: readonly DocumentScore[],
  trials: readonly Trial[],
): Promise<Adjustment[]> {
  const f1Of = (scores: readonly DocumentScore[]) => scoreTotal(scores).f1
  const helps = ({ drops }: Adjustment, f1: number, before: number) => (drops ? f1 >= before : f1 > before)
  const base = f1Of(usual)
  const likely = trials
    .map(({ adjustment, scores }) => ({ adjustment, f1: f1Of(scores), differs: differ(scores, usual) }))
    .filter(({ adjustment, f1 }) => helps(adjustment, f1, base))
    .sort((a, b) => b.f1 - a.f1)
  let chosen: Adjustment[] = []
  let best = base
  /** All of these together, or else each half of them. */
  const adopt = async (group: readonly Adjustment[]): Promise<void> => {
    if (group.length === 0) return
    const tried = [...chosen, ...group]
    const detection = await detectionWith(tried)
    const f1 = f1Of(documents.map((document) => scoreWith(detection, document)))
    if (group.every((adjustment) => helps(adjustment, f1, best))) {
      best = f1
      chosen = tried
    } else if (group.length > 1) {
      const half = Math.ceil(group.length / 2)
      await adopt(group.slice(0, half))
      await adopt(group.slice(half))
    }
  }
  for (const { adjustment, differs } of likely) if (differs) await adopt([adjustment])
  // Rules that change nothing by themselves may still stand in for each other.
  await adopt(likely.flatMap(({ adjustment, differs }) => (differs ? [] : [adjustment])))
  return chosen
}

const differ = (a: readonly DocumentScore[], b: readonly DocumentScore[]) =>
  a.some((score, i) => score.correct !== b[i]?.correct || score.found !== b[i]?.found)
