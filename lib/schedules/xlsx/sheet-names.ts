/** Names of worksheets, within Excel's rules. */

/** UTF-16 units. */
const longestName = 31

/**
 * One worksheet name for each of these names, in order: no forbidden character, no apostrophe at either end, not
 * `History` (which Excel keeps for itself), no two alike when case is ignored, none of `taken`.
 * `!` is replaced too, so that a name can be linked to without doubt.
 */
export function sheetNames(names: readonly string[], taken: readonly string[] = []): string[] {
  const used = new Set(['history', ...taken.map(fold)])
  return names.map((name) => {
    const stem = cleanName(name)
    let candidate = cut(stem, longestName)
    for (let number = 2; used.has(fold(candidate)); number++) {
      const suffix = ` (${number})`
      candidate = cut(stem, longestName - suffix.length) + suffix
    }
    used.add(fold(candidate))
    return candidate
  })
}

/** A reference to the first cell of a sheet, as hyperlinks spell it. */
export const referTo = (sheetName: string, address = 'A1'): string => `'${sheetName.replaceAll("'", "''")}'!${address}`

const cleanName = (name: string): string =>
  name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\ufffe\uffff]+/gu, ' ')
    .replace(/[\\/?*[\]:!]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[' ]+|[' ]+$/g, '') || 'Schedule'

/** Never through the middle of a character, and never to an apostrophe or a space. */
function cut(text: string, length: number): string {
  const part = text.slice(0, length)
  const whole = part.isWellFormed() ? part : part.slice(0, -1)
  return whole.replace(/[' ]+$/, '')
}

const fold = (name: string): string => name.normalize('NFKC').toLowerCase()
