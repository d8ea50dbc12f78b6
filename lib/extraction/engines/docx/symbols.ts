/** Characters of fonts that draw symbols where others have letters, as far as financial papers use them. */

const SYMBOL = new Map([
  [0x2d, '−'], [0x61, 'α'], [0x62, 'β'], [0x64, 'δ'], [0x44, 'Δ'], [0x6d, 'μ'], [0x70, 'π'], [0x73, 'σ'], [0x53, 'Σ'],
  [0x57, 'Ω'], [0xa0, '€'], [0xa3, '≤'], [0xa5, '∞'], [0xab, '↔'], [0xac, '←'], [0xad, '↑'], [0xae, '→'], [0xaf, '↓'],
  [0xb0, '°'], [0xb1, '±'], [0xb3, '≥'], [0xb4, '×'], [0xb7, '•'], [0xb8, '÷'], [0xb9, '≠'], [0xba, '≡'], [0xbb, '≈'],
  [0xbc, '…'], [0xd2, '®'], [0xd3, '©'], [0xd4, '™'], [0xd6, '√'], [0xd7, '⋅'], [0xe2, '®'], [0xe3, '©'], [0xe4, '™'],
]) // biome-ignore format: a table

const WINGDINGS = new Map([
  [0x6c, '●'], [0x6e, '■'], [0x6f, '□'], [0x71, '❑'], [0x75, '◆'], [0x9f, '•'], [0xa7, '▪'], [0xa8, '◻'], [0xd8, '➢'],
  [0xdf, '←'], [0xe0, '→'], [0xe1, '↑'], [0xe2, '↓'], [0xfb, '✗'], [0xfc, '✓'], [0xfd, '☒'], [0xfe, '☑'],
]) // biome-ignore format: a table

/** Such fonts have their characters in the private area as well, from here on. */
const PRIVATE_AREA = 0xf000

/** `char` is hexadecimal, as `w:sym` says it; U+FFFD for a symbol that is not known. */
export function symbolText(font: string | undefined, char: string | undefined): string {
  const code = Number.parseInt(char ?? '', 16)
  if (!(code > 0 && code <= 0xffff)) return ''
  const table = /^symbol$/i.test(font ?? '') ? SYMBOL : /^wingdings$/i.test(font ?? '') ? WINGDINGS : undefined
  const own = code >= PRIVATE_AREA ? code - PRIVATE_AREA : code
  if (table)
    return table.get(own) ?? (table === SYMBOL && own >= 0x20 && own < 0x40 ? String.fromCharCode(own) : '\ufffd')
  return code >= PRIVATE_AREA && code < 0xf900 ? '\ufffd' : String.fromCharCode(code)
}
