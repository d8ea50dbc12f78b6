/** What counts as a figure in a table, and what stands where one is missing. */

const placeholder = /^(?:[-–—−―*†‡.…·•x×]{1,4}|[✓✔✗✘☑☒☐○●]|n\.?\s?[ad]\.?|n\/a|nil|none|ref\.?|null)$/i
const magnitude = /(?<=\d)\s?(?:million|billion|thousand|bn|mn|mio\.?|mrd\.?|tsd\.?)$/i
const digits = /\d/g
const letters = /\p{L}/gu

/** A number with its signs, a percentage, a range, a date in digits: digits outweigh letters. */
export function isFigure(text: string): boolean {
  const compact = text.trim().replace(magnitude, '')
  const digitCount = compact.match(digits)?.length ?? 0
  if (digitCount === 0) return false
  const letterCount = compact.match(letters)?.length ?? 0
  return letterCount <= Math.max(1, digitCount / 2) && compact.length <= 30
}

/** A dash, "n.a." and the like. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text.trim())
}

/** A year, a span of them, a quarter or a half: a figure in form, but as often a heading. */
export function isYear(text: string): boolean {
  const compact = text.trim()
  return (
    /^(?:fy\s?)?(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?[*ᵃᵇa-c\d]?$/i.test(compact) ||
    /^[QH][1-4](?:\s?[-–/’']?\s?(?:(?:19|20)?\d\d))?$/.test(compact)
  )
}

/** A sign or a mark of a note that belongs to the figure beside it. */
export function isMark(text: string): boolean {
  return /^(?:[$€£¥%()*†‡§¶]+|US\$|USD|EUR|GBP|CHF|\([0-9a-z]\))$/.test(text.trim())
}

/** The sign of a currency, which may stand far to the left of its figure. */
export function isCurrencySign(text: string): boolean {
  return /^(?:[$€£¥]|US\$|USD|EUR|GBP|CHF|Fr\.|Rs\.?)$/.test(text.trim())
}

/**
 * Two figures side by side are two, unless the second is a group of three digits of the first ("1 649 692") or the first
 * ends in a comma, as the day of a date does ("June 30, 2024").
 */
export function areTwoFigures(left: string, right: string): boolean {
  if (left.endsWith(',')) return false
  if (!isFigure(left) || !isFigure(right)) return false
  return !(/^[-–($€£]*\d{1,3}$/.test(left) && /^\d{3}(?:[.,]\d+)?[-–)%*]{0,2}$/.test(right))
}
