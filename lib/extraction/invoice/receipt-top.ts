import { isName, isPlace, legalForms, type NameCandidate, noName, operator, trimmed, worthOfName } from './names.ts'
import { type PrintedLine, plainly } from './printed-lines.ts'

/** A till names the firm that it belongs to, and nobody else with the form of a company. */
const FIRM = 1.5

/** What a form of a company may have on a line of its own. */
const restOfForm = /^\(?(?:haftungsbeschrankt|bhd|berhad|ltd|limited|kg|& co\.?(?: kg)?|co\.? kg|ltda|inc)\b\)?\.?$/

/** What stands behind the form of a company and has figures in it is its number in a register, however misread. */
const withoutRegister = (text: string): string =>
  text.replace(/(?<=\b(?:bhd|ltd|gmbh|inc|llc|srl|sarl)\b\.?)\s.*\d{3}.*$/i, '')

/** A receipt begins with the name, sometimes over two or three lines. */
export function topLines(lines: readonly PrintedLine[], domains: readonly string[]): NameCandidate[] {
  const first = lines[0]?.page
  const texts = lines
    .filter(({ page, text }) => page === first && (text.match(/\p{L}/gu)?.length ?? 0) >= 3)
    .filter(({ segments }) =>
      segments.some(({ words }) => words.some(({ confidence, text }) => confidence >= 0.5 && text.length > 1)),
    )
    .slice(0, 8)
  const found: NameCandidate[] = []
  for (const [rank, line] of texts.entries()) {
    const text = withoutRegister(trimmed(cleanEdges(line)))
    if (!isName(text) || isPlace(text)) continue
    let joined = text
    const segments = [...line.segments]
    for (const next of texts.slice(rank + 1, rank + 3)) {
      const more = cleanEdges(next)
      if (legalForms.test(plainly(joined)) ? !restOfForm.test(plainly(more)) : !isContinuation(more)) break
      joined = `${joined} ${cleanEdges(next)}`
      segments.push(...next.segments)
    }
    const whole = legalForms.test(plainly(joined)) ? joined : text
    found.push({
      text: trimmed(whole),
      segments: whole === joined ? segments : [...line.segments],
      score: 7 - 1.2 * rank + worthOfName(whole, domains) + (legalForms.test(plainly(whole)) ? FIRM : 0),
    })
  }
  return found
}

/** Words at the ends of a line that are specks. */
function cleanEdges(line: PrintedLine): string {
  const words = line.segments.flatMap((segment) => segment.words)
  const isSpeck = (word: { text: string; confidence: number } | undefined) =>
    word !== undefined && (!/[\p{L}\p{N}]/u.test(word.text) || (word.text.length <= 2 && word.confidence < 0.6))
  while (isSpeck(words[0])) words.shift()
  while (isSpeck(words.at(-1))) words.pop()
  return words.map(({ text }) => text).join(' ')
}

/** The end of a name that was begun on the line before. */
function isContinuation(text: string): boolean {
  return (
    !/\d/.test(text) &&
    !/^(?:sarl|sas|eurl|sa|snc|soc|societe)\b/.test(plainly(text)) &&
    text.length < 40 &&
    !noName.test(plainly(text)) &&
    !operator.test(plainly(text)) &&
    !/\b(?:tax )?invoice\b|\b(?:jalan|jln|street|road|str)\b/i.test(text)
  )
}
