import sanitize from 'sanitize-filename'

const MAX_BYTES = 255
/** Control characters, and those that reorder or hide what is written: a name must not pretend to be another. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
/** A leading dot hides a file, a trailing one is dropped by some systems. */
const EDGES = /^[.\s]+|[.\s]+$/g

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

/** Shortens before anything else looks at it: what follows takes time by its length, and cuts extensions off. */
const clean = (name: string): string =>
  sanitize(shorten(name.normalize('NFC').replace(HIDDEN, '')).replace(EDGES, '')).replace(EDGES, '')

/**
 * A name that is safe in any file system and header: no path, no control or invisible characters, no dots or spaces at
 * its ends, no name that Windows keeps for itself, at most 255 bytes, never empty.
 */
export function safeFilename(original: string): string {
  const last = original.split(/[/\\]/).at(-1)!
  // What is taken away may have hidden something: until there is nothing more to take.
  let name = clean(last)
  for (let again = clean(name); again !== name; again = clean(name)) name = again
  return name || 'document'
}

/** The name as it was given, kept for people: control, format and lone surrogate characters are written as escapes. */
export const printableName = (original: string): string =>
  original
    .slice(0, 1000)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
