import sanitize from 'sanitize-filename'

const MAX_BYTES = 255
/** Characters that reorder or hide what is written: a name must not pretend to be another. */
const INVISIBLE = /\p{Cf}/gu

/** Cuts to whole characters that fit, and keeps the extension. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? ''
  let stem = ''
  for (const character of name.slice(0, name.length - extension.length)) {
    if (Buffer.byteLength(stem + character + extension) > MAX_BYTES) break
    stem += character
  }
  return stem + extension
}

/**
 * A name that is safe in any file system and header: no path, no control or invisible characters, no leading dots,
 * at most 255 bytes, never empty.
 */
export function safeFilename(original: string): string {
  const last = original.normalize('NFC').split(/[/\\]/).at(-1)!
  const cleaned = sanitize(last.replace(INVISIBLE, ''))
    .replace(/^[.\s]+/, '')
    .trim()
  return shorten(cleaned) || 'document'
}

/** The name as it was given, kept for people: control, format and lone surrogate characters are written as escapes. */
export const printableName = (original: string): string =>
  original
    .slice(0, 1000)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
