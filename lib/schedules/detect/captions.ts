/** The words that captions begin with, and those that say a table goes on. */

const keyword =
  /^(?:table|tab\.|tabelle|tableau|tabla|tabella|tavola|tabela|tabell?|tabl\.|cuadro|quadro|übersicht|exhibit|figure|fig\.|schedule|chart|abbildung|abb\.|anlage|anhang|appendix|annex|statement|note)\s+/i
/** What follows must not read on as a sentence does ("Table 3 shows …"). 3, 4.1, B-2, (a), IV: a number in any of its forms, case kept so that words are not taken for it. */
const numeral =
  /^(?:(?:No|Nr)\.?\s*|[Nn]°\s*)?\(?(?:[A-Z]{1,2}[.\-–]?)?(?:\d+|[IVX]+|[A-Z])(?:[.\-–]\s?\d+)*[a-z]?\)?(?:\s*[.:–—|-]|\s+[^\s\p{Ll}]|\s*$)/u
const bare = /^(?:table|tabelle|tableau)[.:]\s/i
const continued = /\s*[([–—-]?\s*\b(?:continued|cont['’]?d|cont?\.|fortsetzung|forts\.|suite)\b\.?\s*[)\]]?/i

export function isCaption(text: string): boolean {
  const word = keyword.exec(text)?.[0]
  return (word !== undefined && numeral.test(text.slice(word.length))) || bare.test(text)
}

/** A caption of a picture, which names no table. */
export function isFigureCaption(text: string): boolean {
  return /^(?:figure|fig\.|chart|abbildung|abb\.)\s/i.test(text)
}

export function saysContinued(text: string): boolean {
  return continued.test(text)
}

export function withoutContinued(text: string): string {
  return text.replace(continued, '').trim()
}
