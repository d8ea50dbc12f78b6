/** Lines that say what all figures of a table are in, or what time they are of, and no more: every word of them is one of these. */
import { readScale, readUnit } from '../facts/scale.ts'
import { leadsOn } from './not-names.ts'

const wordsOf = (text: string): Set<string> => new Set(text.split(' '))

const unitWords = wordsOf(
  "in of en de the all alle amounts amount figures values expressed stated reported shown presented unless otherwise indicated noted except for per share data and number numbers shares us u.s united states canadian australian hong kong singapore dollar dollars euro euros pounds sterling swiss francs franken yen thousand thousands million millions billion billions bn tausend tsd mio mrd mill mln millionen milliarden milliers milliards d'euros angaben beträge werte sofern nicht anders angegeben montants montant chiffres données exprimés sauf indication contraire unit units einheit currency omitted teur meur keur",
)
const timeWords = wordsOf(
  'as at of on and to the for from year years ended ending end months month period periods quarter quarters half first second third fourth three six nine twelve financial fiscal exercice clos le du au et à a zum stand per vom bis für das die zeit und geschäftsjahr jahr jahre st nd rd th er beginning unaudited',
)
const monthName =
  /^(?:jan|feb|fév|fev|mar|mär|apr|avr|may|mai|jun|juin|jul|juil|aug|aoû|sep|oct|okt|nov|dec|dez|déc)\p{L}{0,7}$/u
const money =
  /^(?:[tkm]?(?:eur|usd|gbp|chf|jpy|cad|aud|cny|rmb|sek|nok|dkk|pln)|[tkm]?[$€£¥].*|(?:us|c|a|hk)\$.*|.*[$€£¥]|['’´]?1?[.,'’]?000['’]?s?|m|k)$/u

/** In brackets more may be said: "[Estimates. Amounts in thousands]". */
const mostInBrackets = 24

const tokens = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/’/g, "'")
    .split(/[\s()[\],:;/–-]+/)
    .map((word) => word.replace(/\.+$/, ''))
    .filter((word) => word !== '')

const isOfUnit = (word: string): boolean => unitWords.has(word) || money.test(word)
const isOfTime = (word: string): boolean =>
  timeWords.has(word) || monthName.test(word) || /^\d[\d.]*(?:st|nd|rd|th|er)?$/.test(word)

/** "(in thousands of euros)": what all figures are in. */
export function saysUnit(text: string): boolean {
  if (leadsOn(text)) return false
  const words = tokens(text)
  if (/^[([].*[)\]]$/.test(text) && words.length <= mostInBrackets && readScale(text) !== 1) return true
  return words.every(isOfUnit) && (readScale(text) !== 1 || readUnit(text) !== null)
}

/** "as at 31 December 2024": what time they are of, and perhaps what they are in. */
export function saysTime(text: string): boolean {
  return tokens(text).every((word) => isOfTime(word) || isOfUnit(word)) && /\b(?:19|20)\d\d\b/.test(text)
}
