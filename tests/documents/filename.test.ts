import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printableName, safeFilename } from '../../lib/documents/filename.ts'

/** Text with what names are attacked with, far more often than chance would bring it. */
const nasty = fc.constantFrom('/', '\\', '..', '.', '\0', '\n', '\r', '\t', '\u007f', '\u202e', '\u2028', '\ud800', ' ')
const piece = fc.oneof(fc.string({ unit: 'binary' }), nasty, fc.constantFrom('con', 'é'.repeat(200), '.pdf', '漢'))
const anyName = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

describe('a safe file name', () => {
  test('has no path, no control or hidden character, no leading dot, at most 255 bytes, and is never empty', () => {
    fc.assert(
      fc.property(anyName, (original) => {
        const name = safeFilename(original)
        expect(name).not.toMatch(/[/\\]/)
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(name).not.toMatch(/^[.\s]/)
        expect(name).not.toMatch(/[.\s]$/)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
        expect(name.length).toBeGreaterThan(0)
        expect(name.isWellFormed()).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('stays what it is once it is safe', () => {
    fc.assert(
      fc.property(anyName, (original) => {
        const name = safeFilename(original)
        expect(safeFilename(name)).toBe(name)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['Q1 report (final).pdf', 'Q1 report (final).pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\fakepath\\Bericht.docx', 'Bericht.docx'],
    ['.htaccess', 'htaccess'],
    ['...', 'document'],
    ['a/', 'document'],
    ['con.pdf', 'document'],
    ['report\u202efdp.exe', 'reportfdp.exe'],
    ['Bu\u0308cher.pdf', 'Bücher.pdf'],
    ['資産.pdf', '資産.pdf'],
  ])('%j becomes %j', (original, name) => {
    expect(safeFilename(original)).toBe(name)
  })

  test.each(['x'.repeat(400), 'ü'.repeat(400), '😀'.repeat(400)])('keeps its extension when it is cut', (stem) => {
    const name = safeFilename(`${stem}.pdf`)
    expect(name.endsWith('.pdf')).toBe(true)
    expect(Buffer.byteLength(name)).toBeGreaterThan(250)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
  })
})

describe('the name as it was given', () => {
  test('is kept with its path and dots, its control characters as escapes', () => {
    expect(printableName('../a\u0000b\nc\u202ed.pdf')).toBe('../a\\u{0}b\\u{a}c\\u{202e}d.pdf')
  })

  test('can always be stored and printed', () => {
    fc.assert(
      fc.property(anyName, (original) => {
        const name = printableName(original)
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
        expect(name.isWellFormed()).toBe(true)
      }),
    )
  })
})
