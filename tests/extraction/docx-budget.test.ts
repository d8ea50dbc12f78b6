import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { openDocxArchive } from '../../lib/extraction/docx-budget.ts'
import { UnreadableError } from '../../lib/extraction/unreadable.ts'
import { boardPaper } from '../../scripts/samples/board-paper.ts'
import { buildDocx, table } from './build-docx.ts'

const DOCUMENT = 'word/document.xml'

async function zip(entries: Record<string, Buffer | string>): Promise<Buffer> {
  const file = new ZipFile()
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name)
  file.end()
  return Buffer.from(await text(Readable.from(file.outputStream).setEncoding('latin1')), 'latin1')
}

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'docx-budget-test-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

async function open(bytes: Buffer) {
  const file = join(dir, 'document.docx')
  await writeFile(file, bytes)
  return openDocxArchive(file)
}

async function codeOf(bytes: Buffer): Promise<string> {
  try {
    const archive = await open(bytes)
    archive.close()
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
    const archive = await open(await boardPaper())
    expect([...archive.names]).toContain(DOCUMENT)
    archive.close()
  })

  test('what declares more than 200 MiB is refused', async () => {
    const block = Buffer.alloc(70 * 2 ** 20)
    expect(await codeOf(await zip({ [DOCUMENT]: 'x', a: block, b: block, c: block }))).toBe('archive_limit_exceeded')
  })

  test('what unpacks to more than five hundred times its size is refused, a table that says the same in every row is not', async () => {
    const bomb = await zip({ [DOCUMENT]: Buffer.alloc(20 * 2 ** 20, 'a') })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await codeOf(bomb)).toBe('archive_limit_exceeded')
    const rows = Array.from({ length: 20_000 }, (_, row) => [`Item ${row}`, ...Array(7).fill('1.00')])
    const same = buildDocx(table(rows))
    expect(same.length * 100).toBeLessThan(table(rows).length)
    expect(await codeOf(same)).toBe('accepted')
  })

  test('an entry that unpacks to more than it declares is refused', async () => {
    const lying = await zip({ [DOCUMENT]: Buffer.alloc(5 * 2 ** 20, 'a') })
    lying.writeUInt32LE(1_000, directoryOf(lying) + 24)
    expect(await codeOf(lying)).toBe('archive_limit_exceeded')
  })

  test('more than 2,000 entries are refused, 2,000 are not', async () => {
    const entries = (count: number) =>
      Object.fromEntries(Array.from({ length: count - 1 }, (_, index) => [`word/media/${index}.png`, 'x']))
    expect(await codeOf(await zip({ [DOCUMENT]: '<w/>', ...entries(2_000) }))).toBe('accepted')
    expect(await codeOf(await zip({ [DOCUMENT]: '<w/>', ...entries(2_001) }))).toBe('archive_limit_exceeded')
  })

  test.each(['../evil', '/etc/abc', 'c:/abcde', 'a\\..\\bcd'])('an entry named %s is refused', async (name) => {
    const stand = 'x'.repeat(name.length)
    expect(await codeOf(patched(await zip({ [DOCUMENT]: '<w/>', [stand]: 'x' }), stand, name))).toBe(
      'archive_limit_exceeded',
    )
  })

  test('a document type or an entity in a part is refused, in UTF-16 too', async () => {
    const laughs = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">]><w>&a;</w>'
    expect(await codeOf(await zip({ [DOCUMENT]: laughs }))).toBe('archive_limit_exceeded')
    const styles = Buffer.from(`\ufeff${laughs}`, 'utf16le')
    expect(await codeOf(await zip({ [DOCUMENT]: '<w/>', 'word/styles.xml': styles }))).toBe('archive_limit_exceeded')
  })

  test('a password is told from a file of another format', async () => {
    const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    const encrypted = Buffer.concat([ole, Buffer.alloc(1_024), Buffer.from('EncryptedPackage', 'utf16le')])
    expect(await codeOf(encrypted)).toBe('document_encrypted')
    expect(await codeOf(Buffer.concat([ole, Buffer.alloc(1_024)]))).toBe('content_type_mismatch')
    const locked = await zip({ [DOCUMENT]: '<w/>' })
    locked.writeUInt16LE(locked.readUInt16LE(directoryOf(locked) + 8) | 1, directoryOf(locked) + 8)
    expect(await codeOf(locked)).toBe('document_encrypted')
  })

  test('no bytes, other bytes, a zip without a document, and a zip cut short are told apart', async () => {
    expect(await codeOf(Buffer.alloc(0))).toBe('document_empty')
    expect(await codeOf(Buffer.from('%PDF-1.7 and so on'))).toBe('content_type_mismatch')
    expect(await codeOf(await zip({ 'xl/workbook.xml': '<w/>' }))).toBe('content_type_mismatch')
    const paper = await boardPaper()
    expect(await codeOf(paper.subarray(0, paper.length - 400))).toBe('document_unreadable')
  })

  test('a file damaged at any place is refused or accepted, never anything else', async () => {
    const paper = await boardPaper()
    for (let at = 4; at < paper.length; at += 37) {
      const damaged = Buffer.from(paper)
      damaged[at] = damaged[at]! ^ 0xff
      await expect(codeOf(damaged)).resolves.toEqual(expect.any(String))
    }
  })
})
