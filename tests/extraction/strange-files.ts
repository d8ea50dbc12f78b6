/** Well-formed files of the strangest kind: what drawing programs, converters and malice can come up with. */
import fc from 'fast-check'
import { buildDocx, paragraph, table } from './build-docx.ts'
import { onePage, stream } from './build-pdf.ts'

const coordinate = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -50, max: 700 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('1e38', '-99999999999', '0.0000001', '1e-40', '4294967296', '-0') },
)
const matrix = fc.tuple(coordinate, coordinate, coordinate, coordinate, coordinate, coordinate).map((m) => m.join(' '))
const text = fc
  .string({ unit: 'binary', maxLength: 12 })
  .map((shown) => `<${Buffer.from(shown, 'utf16le').toString('hex')}>`)
/** F1 is Helvetica, T3 a Type 3 font, NM a font without its program, CJ one of two bytes, XX is not there. */
const font = fc.constantFrom('F1', 'T3', 'NM', 'CJ', 'XX')

const operation = fc.oneof(
  fc.tuple(font, coordinate).map(([name, size]) => `/${name} ${size} Tf`),
  text.map((shown) => `${shown} Tj`),
  matrix.map((m) => `${m} Tm`),
  matrix.map((m) => `${m} cm`),
  fc.tuple(coordinate, coordinate).map((at) => `${at.join(' ')} Td`),
  fc.tuple(coordinate, coordinate, coordinate, coordinate).map((box) => `${box.join(' ')} re S`),
  fc.tuple(coordinate, coordinate, coordinate, coordinate).map(([a, b, c, d]) => `${a} ${b} m ${c} ${d} l S`),
  coordinate.map((width) => `${width} w`),
  coordinate.map((space) => `${space} Tc`),
  coordinate.map((scale) => `${scale} Tz`),
  fc.constantFrom(
    'q',
    'Q',
    'BT',
    'ET',
    '/X Do',
    '/Y Do',
    'BI /W 1 /H 1 /BPC 8 /CS /G ID x EI',
    '[(a) 1e38 (b)] TJ',
    "(x) '",
  ),
)

const FONTS = [
  '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0 0 0 0 0 0] /FirstChar 0 /LastChar 2 /Widths [1e38 0 -5] /CharProcs << /a 7 0 R >> /Encoding << /Differences [0 /a /b] >> >>',
  stream('1e38 0 0 0 1e38 1e38 d1 0 0 9 9 re f'),
  '<< /Type /Font /Subtype /TrueType /BaseFont /NotThere /FontDescriptor << /Type /FontDescriptor /Flags 4 /FontFile2 99 0 R >> >>',
  '<< /Type /Font /Subtype /Type0 /BaseFont /Nothing /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /DW -1e38 /W [0 [1e38]] >>] >>',
  stream('/Y Do', '/Type /XObject /Subtype /Form /BBox [0 0 1e38 -1] /Matrix [0 0 0 0 0 0]'),
  stream('x', '/Type /XObject /Subtype /Image /Width 99999 /Height 3 /ColorSpace [/Indexed /DeviceRGB 255 9 0 R] /BitsPerComponent 16'),
] // biome-ignore format: an object a line

export const strangePdf = fc
  .record({
    content: fc.array(operation, { maxLength: 60 }),
    box: fc.oneof(
      fc.constant('0 0 600 700'),
      fc.tuple(coordinate, coordinate, coordinate, coordinate).map((b) => b.join(' ')),
    ),
    crop: fc.option(fc.tuple(coordinate, coordinate, coordinate, coordinate).map((b) => b.join(' '))),
    rotate: fc.constantFrom('0', '90', '180', '270', '-90', '45', '1e38'),
    unit: fc.constantFrom('1', '0', '-2', '1e38'),
  })
  .map(({ content, box, crop, rotate, unit }) =>
    onePage({
      box,
      content: stream(`BT ${content.join('\n')} ET`),
      page: `/Rotate ${rotate} /UserUnit ${unit} ${crop ? `/CropBox [${crop}]` : ''}`,
      resources: '/Font << /F1 5 0 R /T3 6 0 R /NM 8 0 R /CJ 9 0 R >> /XObject << /X 10 0 R /Y 11 0 R >>',
      objects: FONTS,
    }),
  )

const xmlText = fc
  .string({ unit: 'binary', maxLength: 20 })
  .map((shown) => [...shown].map((character) => `&#${character.codePointAt(0)};`).join(''))
const span = fc.constantFrom(
  '',
  '<w:gridSpan w:val="3"/>',
  '<w:gridSpan w:val="-1"/>',
  '<w:gridSpan w:val="1e9"/>',
  '<w:vMerge/>',
  '<w:vMerge w:val="restart"/>',
)
const cell = fc
  .tuple(span, xmlText)
  .map(([merged, shown]) => `<w:tc><w:tcPr>${merged}</w:tcPr>${paragraph(shown)}</w:tc>`)
const row = fc.array(cell, { maxLength: 6 }).map((cells) => `<w:tr>${cells.join('')}</w:tr>`)
const oddity = fc.constantFrom(
  '<w:tbl/>',
  '<w:p/>',
  '<w:sdt/>',
  '<w:drawing/>',
  '<w:numPr/>',
  '<w:hyperlink r:id="x"/>',
  '</w:p>',
  '<w:p>',
  table([[]]),
  '<![CDATA[x]]>',
  '<w:footnoteReference w:id="9"/>',
)
const block = fc.oneof(xmlText.map(paragraph), fc.array(row, { maxLength: 8 }).map((rows) => `<w:tbl>${rows.join('')}</w:tbl>`), oddity) // biome-ignore format: short

export const strangeDocx = fc.array(block, { maxLength: 12 }).map((blocks) => buildDocx(blocks.join('')))
