/**
 * Scores the key fields of invoices and receipts against their truth: of the fields that the truth has, how many were
 * answered and how many are right. An invoice number is right if its letters and digits are, a date to the day, a total
 * to half a cent whatever its sign, a vendor if one name holds the other or they differ by slips of recognition.
 */

export type TrueFields = Partial<Record<ScoredField, string | number | null>>
export type FoundFields = Partial<Record<string, string | number | null>>
export type FieldTally = { correct: number; answered: number; present: number }
export type Miss = { field: ScoredField; wanted: string | number; found: string | number | null }

export const SCORED_FIELDS = ['invoice_number', 'date', 'total', 'vendor', 'currency'] as const
export type ScoredField = (typeof SCORED_FIELDS)[number]

/** How much of the longer name the shorter must be to count as the same one. */
const SHARED_NAME = 0.6
/** What is left of a name that recognition has misread. */
const SIMILAR_NAME = 0.85

/** Adds one document to the tally and says what is wrong in it. */
export function tallyFields(tally: Map<ScoredField, FieldTally>, truth: TrueFields, found: FoundFields): Miss[] {
  const misses: Miss[] = []
  for (const field of SCORED_FIELDS) {
    const wanted = truth[field]
    if (wanted === undefined || wanted === null) continue
    const counts = tally.get(field) ?? { correct: 0, answered: 0, present: 0 }
    const answer = found[field] ?? null
    const answered = answer !== null && answer !== ''
    const correct = answered && isSameField(field, wanted, answer)
    tally.set(field, {
      correct: counts.correct + Number(correct),
      answered: counts.answered + Number(answered),
      present: counts.present + 1,
    })
    if (!correct) misses.push({ field, wanted, found: answer })
  }
  return misses
}

/** Whether an answer is right. */
export function isSameField(field: ScoredField, wanted: string | number, found: string | number): boolean {
  if (field === 'total') return Math.abs(Math.abs(Number(wanted)) - Math.abs(Number(found))) < 0.005
  if (field === 'date') return String(wanted).slice(0, 10) === String(found).slice(0, 10)
  const [a, b] = [plain(wanted), plain(found)]
  if (field !== 'vendor' || b === '') return a === b
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  if (longer.includes(shorter) && shorter.length >= SHARED_NAME * longer.length) return true
  return similarity(a, b) >= SIMILAR_NAME
}

const plain = (text: string | number): string =>
  String(text)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Ratcliff and Obershelp, "Pattern Matching: The Gestalt Approach" (1988): twice what matches, of both lengths. */
export function similarity(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  return left.length + right.length === 0 ? 1 : (2 * matching(left, right)) / (left.length + right.length)
}

function matching(a: readonly string[], b: readonly string[]): number {
  let best = { length: 0, a: 0, b: 0 }
  let before: number[] = []
  for (const [i, one] of a.entries()) {
    const lengths: number[] = []
    for (const [j, other] of b.entries()) {
      if (one !== other) continue
      const length = (before[j - 1] ?? 0) + 1
      lengths[j] = length
      if (length > best.length) best = { length, a: i - length + 1, b: j - length + 1 }
    }
    before = lengths
  }
  if (best.length === 0) return 0
  const ahead = matching(a.slice(0, best.a), b.slice(0, best.b))
  return best.length + ahead + matching(a.slice(best.a + best.length), b.slice(best.b + best.length))
}
