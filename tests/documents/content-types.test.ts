import { expect, test } from 'vitest'
import { beginsLike, contentTypeOfName, DOCX, isContentType, PDF } from '../../lib/documents/content-types.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test('a PDF has its header within the first 1,024 bytes', () => {
  expect(beginsLike(PDF, bytes('%PDF-1.7'))).toBe(true)
  expect(beginsLike(PDF, bytes(`${'x'.repeat(1000)}%PDF-1.7`))).toBe(true)
  expect(beginsLike(PDF, bytes('%PD'))).toBe(false)
  expect(beginsLike(PDF, bytes('PK\u0003\u0004'))).toBe(false)
  expect(beginsLike(PDF, bytes(''))).toBe(false)
})

test('a DOCX begins as a zip archive, at its first byte', () => {
  expect(beginsLike(DOCX, bytes('PK\u0003\u0004rest'))).toBe(true)
  expect(beginsLike(DOCX, bytes(' PK\u0003\u0004'))).toBe(false)
  expect(beginsLike(DOCX, bytes('PK\u0005\u0006'))).toBe(false)
})

test('other types are none, whatever they are near to', () => {
  for (const type of ['application/PDF', 'application/pdf; charset=utf-8', 'text/pdf', '', 'application/msword'])
    expect(isContentType(type)).toBe(false)
})

test('a name promises a type by its extension alone', () => {
  expect(contentTypeOfName('A.PDF')).toBe(PDF)
  expect(contentTypeOfName('a.pdf.docx')).toBe(DOCX)
  for (const name of ['pdf', 'a.pdf ', 'a.doc', 'a.pdf/b', 'a.constructor', ''])
    expect(contentTypeOfName(name)).toBeUndefined()
})
