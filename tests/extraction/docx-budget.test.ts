import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { checkDocxBudget } from '../../lib/extraction/docx-budget.ts'
import { UnreadableError } from '../../lib/extraction/unreadable.ts'
import { boardPaper } from '../../scripts/samples/board-paper.ts'

const DOCUMENT = 'word/document.xml'

async function zip(entries: Record<string, Buffer | string>): Promise<Buffer> {
  const file = new ZipFile()
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name)
  file.end()
  return Buffer.from(await text(Readable.from(file.outputStream).setEncoding('latin1')), 'latin1')
}

function codeOf(file: Buffer): string {
  try {
    checkDocxBudget(file)
    return 'accepted'
  } catch (error) {
    if (error instanceof UnreadableError) return error.unreadable.code
    throw error
  }
}

/** Overwrites every occurrence of one text in the archive with another of the same length. */
function patched(file: Buffer, from: string, to: string): Buffer {
  return Buffer.from(file.toString('latin1').replaceAll(from, to), 'latin1')
}

/** Offset of the first entry in the central directory. */
const directoryOf = (file: Buffer) => file.indexOf(Buffer.from('PK\x01\x02', 'latin1'))

describe('the budget of a Word file', () => {
  test('a document as Word writes it is accepted, and its entries are named', async () => {
    expect(checkDocxBudget(await boardPaper())).toContain(DOCUMENT)
  })

  test('what declares more than 200 MiB is refused', async () => {
    const block = Buffer.alloc(70 * 2 ** 20)
    expect(codeOf(await zip({ [DOCUMENT]: 'x', a: block, b: block, c: block }))).toBe('archive_limit_exceeded')
  })

  test('what unpacks to more than a hundred times its size is refused', async () => {
    const bomb = await zip({ [DOCUMENT]: Buffer.alloc(20 * 2 ** 20, 'a') })
    expect(bomb.length).toBeLessThan(100_000)
    expect(codeOf(bomb)).toBe('archive_limit_exceeded')
  })

  test('an entry that unpacks to more than it declares is refused', async () => {
    const lying = await zip({ [DOCUMENT]: Buffer.alloc(5 * 2 ** 20, 'a') })
    lying.writeUInt32LE(1_000, directoryOf(lying) + 24)
    expect(codeOf(lying)).toBe('archive_limit_exceeded')
  })

  test('more than 2,000 entries are refused, 2,000 are not', async () => {
    const entries = (count: number) =>
      Object.fromEntries(Array.from({ length: count - 1 }, (_, index) => [`word/media/${index}.png`, 'x']))
    expect(codeOf(await zip({ [DOCUMENT]: '<w/>', ...entries(2_000) }))).toBe('accepted')
    expect(codeOf(await zip({ [DOCUMENT]: '<w/>', ...entries(2_001) }))).toBe('archive_limit_exceeded')
  })

  test.each(['../evil', '/etc/abc', 'c:/abcde', 'a\\..\\bcd'])('an entry named %s is refused', async (name) => {
    const stand = 'x'.repeat(name.length)
    expect(codeOf(patched(await zip({ [DOCUMENT]: '<w/>', [stand]: 'x' }), stand, name))).toBe('archive_limit_exceeded')
  })

  test('a document type or an entity in a part is refused, in UTF-16 too', async () => {
    const laughs = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">]><w>&a;</w>'
    expect(codeOf(await zip({ [DOCUMENT]: laughs }))).toBe('archive_limit_exceeded')
    const styles = Buffer.from(`\ufeff${laughs}`, 'utf16le')
    expect(codeOf(await zip({ [DOCUMENT]: '<w/>', 'word/styles.xml': styles }))).toBe('archive_limit_exceeded')
  })

  test('a password is told from a file of another format', async () => {
    const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    const encrypted = Buffer.concat([ole, Buffer.alloc(1_024), Buffer.from('EncryptedPackage', 'utf16le')])
    expect(codeOf(encrypted)).toBe('document_encrypted')
    expect(codeOf(Buffer.concat([ole, Buffer.alloc(1_024)]))).toBe('content_type_mismatch')
    const locked = await zip({ [DOCUMENT]: '<w/>' })
    locked.writeUInt16LE(locked.readUInt16LE(directoryOf(locked) + 8) | 1, directoryOf(locked) + 8)
    expect(codeOf(locked)).toBe('document_encrypted')
  })

  test('no bytes, other bytes, a zip without a document, and a zip cut short are told apart', async () => {
    expect(codeOf(Buffer.alloc(0))).toBe('document_empty')
    expect(codeOf(Buffer.from('%PDF-1.7 and so on'))).toBe('content_type_mismatch')
    expect(codeOf(await zip({ 'xl/workbook.xml': '<w/>' }))).toBe('content_type_mismatch')
    const paper = await boardPaper()
    expect(codeOf(paper.subarray(0, paper.length - 400))).toBe('document_unreadable')
  })

  test('a file damaged at any place is refused or accepted, never anything else', async () => {
    const paper = await boardPaper()
    for (let at = 4; at < paper.length; at += 37) {
      const damaged = Buffer.from(paper)
      damaged[at] = damaged[at]! ^ 0xff
      expect(() => codeOf(damaged)).not.toThrow()
    }
  })
})
