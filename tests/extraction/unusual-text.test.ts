/** Text that is set in unusual ways is still read as it says. */
import { describe, expect, test } from 'vitest'
import { openPdfText } from '../../lib/extraction/engines/pdf-text.ts'
import type { TextArtifact } from '../../lib/extraction/model.ts'
import { onePage, stream } from './build-pdf.ts'

async function read(bytes: Buffer) {
  const pdf = await openPdfText(bytes)
  const { layout } = await pdf.readLayout(1)
  const page = await pdf.readPage(1)
  await pdf.close()
  const texts = page.artifacts.filter((artifact): artifact is TextArtifact => artifact.kind === 'text')
  return { words: layout.words, page, text: texts.map((block) => block.text).join(' ') }
}

/** A font of two bytes a glyph whose codes are the characters of `alphabet`, each half as wide as high; no program. */
const unicodeFont = (alphabet: string): (string | Buffer)[] => {
  const hex = (value: number) => value.toString(16).padStart(4, '0')
  const entries = [...alphabet].map((character, i) => `<${hex(i + 1)}> <${hex(character.codePointAt(0)!)}>`)
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
    1 begincodespacerange <0000> <ffff> endcodespacerange
    ${entries.length} beginbfchar ${entries.join('\n')} endbfchar endcmap end end`
  return [
    `<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /ToUnicode 8 0 R /DescendantFonts [7 0 R] >>`,
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 500 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Made /Flags 4 /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontBBox [0 -200 1000 800] >> >>',
    stream(map),
  ]
}
const codes = (alphabet: string, text: string) =>
  `<${[...text].map((character) => (alphabet.indexOf(character) + 1).toString(16).padStart(4, '0')).join('')}>`

describe('text in a Type 3 font', () => {
  const glyph = (name: string) => stream(`600 0 d0 0 0 500 700 re f % ${name}`)
  const objects = [
    `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 99
      /Widths [600 600 600] /CharProcs << /one 7 0 R /two 8 0 R /comma 9 0 R >> /Resources << >>
      /Encoding << /Type /Encoding /Differences [97 /one /two /comma] >> >>`,
    glyph('one'),
    glyph('two'),
    glyph('comma'),
  ]

  test('has the characters that its glyphs are named after, at the size it is shown in', async () => {
    const content = stream('BT /T 10 Tf 50 200 Td (acbab) Tj 100 0 Td (ba) Tj ET')
    const { words } = await read(onePage({ content, resources: '/Font << /F1 5 0 R /T 6 0 R >>', objects }))
    expect(words.map(({ text }) => text)).toEqual(['1,212', '21'])
    expect(words[0]?.bbox[0]).toBeCloseTo(50)
    expect(words[0]?.bbox[2]).toBeCloseTo(50 + 5 * 6)
    expect(words[0]?.font_size).toBeCloseTo(10)
  })
})

describe('a page that is turned', () => {
  test.each([0, 90, 180, 270, -90, 450])('by %d° has the same text', async (turn) => {
    const content = stream('BT /F1 12 Tf 1 0 0 1 40 250 Tm (Net income 1,234) Tj 0 -16 Td (for the year) Tj ET')
    const { text, page } = await read(onePage({ content, page: `/Rotate ${turn}` }))
    expect(text).toBe('Net income 1,234 for the year')
    expect(page.rotation).toBe(((turn % 360) + 360) % 360)
  })
})

describe('a page that is cropped', () => {
  test('has the text inside its box, placed from the corner of that, and none from outside', async () => {
    const content = stream(
      'BT /F1 12 Tf 1 0 0 1 120 150 Tm (inside) Tj 1 0 0 1 20 150 Tm (outside) Tj 1 0 0 1 120 20 Tm (below) Tj ET',
    )
    const { words, page } = await read(onePage({ content, page: '/CropBox [100 100 200 200]' }))
    expect(words.map(({ text }) => text)).toEqual(['inside'])
    expect(words[0]?.bbox[0]).toBeCloseTo(20)
    expect([page.width, page.height]).toEqual([100, 100])
  })
})

describe('text that reads from right to left', () => {
  const alphabet = 'שלוםעבר1234.'
  const objects = unicodeFont(alphabet)
  const resources = '/Font << /F1 5 0 R /H 6 0 R >>'
  const reversed = (text: string) => [...text].reverse().join('')

  test('is in the order in which it is spoken where its glyphs were drawn from the left', async () => {
    const [first, second] = [reversed('שלום'), reversed('עברו')]
    const content = stream(
      `BT /H 12 Tf 1 0 0 1 100 200 Tm ${codes(alphabet, first)} Tj 1 0 0 1 70 200 Tm ${codes(alphabet, second)} Tj ET`,
    )
    const { words, text } = await read(onePage({ content, resources, objects }))
    expect(words.map((word) => word.text)).toEqual(['שלום', 'עברו'])
    expect(text).toBe('שלום עברו')
  })

  test('and where each glyph was placed left of the one before', async () => {
    const shown = [...'שלום']
      .map((letter, i) => `1 0 0 1 ${118 - 6 * i} 200 Tm ${codes(alphabet, letter)} Tj`)
      .join(' ')
    const { words } = await read(onePage({ content: stream(`BT /H 12 Tf ${shown} ET`), resources, objects }))
    expect(words.map((word) => word.text)).toEqual(['שלום'])
  })

  test('has its figures as they are', async () => {
    const content = stream(
      `BT /H 12 Tf 1 0 0 1 60 200 Tm ${codes(alphabet, '1234.12')} Tj 1 0 0 1 110 200 Tm ${codes(alphabet, reversed('שלום'))} Tj ET`,
    )
    const { text } = await read(onePage({ content, resources, objects }))
    expect(text).toBe('שלום 1234.12')
  })
})
