/** PDFs made to hurt their reader. */
import { buildPdf, flate, onePage, stream } from './build-pdf.ts'

/** A page whose content draws a form that draws the next one tenfold; nine deep, thousands of millions of lines. */
export function endlessPdf(depth = 9): Buffer {
  const form = (level: number) => {
    const content = level < depth ? '/F Do '.repeat(10) : '0 0 m 9 9 l S '
    const resources = level < depth ? `/Resources << /XObject << /F ${6 + level} 0 R >> >>` : ''
    return stream(content, `/Type /XObject /Subtype /Form /BBox [0 0 9 9] ${resources}`)
  }
  const objects = Array.from({ length: depth }, (_, index) => form(index + 1))
  return onePage({ content: stream('/F Do'), resources: '/XObject << /F 6 0 R >>', objects })
}

/** A page whose content is `megabytes` of white space; a thousandth of it in the file. */
export const swellingPdf = (megabytes: number): Buffer =>
  onePage({ content: flate(Buffer.alloc(megabytes * 2 ** 20, ' ')) })

/** Three pages, the second of which is such a page. */
export const swellingAmongPdf = (megabytes: number): Buffer =>
  buildPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 /MediaBox [0 0 300 300] >>',
    '<< /Type /Page /Parent 2 0 R >>',
    '<< /Type /Page /Parent 2 0 R /Contents 6 0 R >>',
    '<< /Type /Page /Parent 2 0 R >>',
    flate(Buffer.alloc(megabytes * 2 ** 20, ' ')),
  ])

/** As many pages, all of them empty. */
export const pagesPdf = (count: number): Buffer =>
  buildPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /MediaBox [0 0 300 300] /Kids [${Array.from({ length: count }, (_, i) => `${i + 3} 0 R`).join(' ')}] >>`,
    ...Array.from({ length: count }, () => '<< /Type /Page /Parent 2 0 R >>'),
  ])

/** A catalog whose tree has no page in it. */
export const pagelessPdf = (count = 0): Buffer =>
  buildPdf(['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [] /Count ${count} >>`])

/** One page that says it is two thousand million. */
export const boastingPdf = (): Buffer =>
  buildPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>',
  ])

const text = (...lines: string[]) =>
  stream(`BT /F1 12 Tf 14 TL 20 250 Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`)

/** Documents whose objects lead back to themselves. */
export const cyclicPdfs: Record<string, () => Buffer> = {
  'a page tree whose kid is itself': () =>
    buildPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 5 /Parent 2 0 R >>']),
  'a page tree that goes round': () =>
    buildPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 9 >>',
      '<< /Type /Pages /Kids [2 0 R] /Count 9 /Parent 2 0 R >>',
    ]),
  'parents that are each other': () =>
    buildPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>',
      '<< /Type /Page /Parent 2 0 R >>',
    ]),
  'a form that draws itself': () =>
    onePage({
      content: stream('/F Do'),
      resources: '/XObject << /F 6 0 R >>',
      objects: [
        stream('/F Do', '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 6 0 R >> >>'),
      ],
    }),
  'a pattern that paints itself': () =>
    onePage({
      content: stream('/Pattern cs /P scn 0 0 200 200 re f'),
      resources: '/Pattern << /P 6 0 R >>',
      objects: [
        stream(
          '/Pattern cs /P scn 0 0 9 9 re f',
          '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << /Pattern << /P 6 0 R >> >>',
        ),
      ],
    }),
  'a glyph that shows itself': () =>
    onePage({
      content: stream('BT /T 12 Tf 20 200 Td (a) Tj ET'),
      resources: '/Font << /T 6 0 R >>',
      objects: [
        `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97
          /LastChar 97 /Widths [500] /CharProcs << /a 7 0 R >> /Resources << /Font << /T 6 0 R >> >>
          /Encoding << /Type /Encoding /Differences [97 /a] >> >>`,
        stream('500 0 d0 BT /T 100 Tf (a) Tj ET'),
      ],
    }),
  'a length that is its own stream': () =>
    onePage({ content: Buffer.from('<< /Length 4 0 R >>\nstream\n\nendstream') }),
  'contents that hold themselves': () => onePage({ content: Buffer.from('[4 0 R 4 0 R]') }),
  'outlines and names that go round': () =>
    onePage({
      content: text('hello'),
      catalog: '/Names << /EmbeddedFiles 6 0 R /JavaScript 6 0 R >> /Outlines 7 0 R /AcroForm << /Fields [8 0 R] >>',
      objects: [
        '<< /Kids [6 0 R 6 0 R] /Limits [(a) (z)] >>',
        '<< /First 7 0 R /Next 7 0 R /Last 7 0 R >>',
        '<< /T (a) /FT /Tx /Kids [8 0 R] /Parent 8 0 R >>',
      ],
    }),
  'a cross-reference table that is its own predecessor': () => {
    const file = onePage({ content: text('hello') }).toString('latin1')
    const at = file.slice(file.indexOf('startxref') + 10).split('\n')[0]!
    return Buffer.from(file.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${at}`), 'latin1')
  },
}

/** A page as wide and high as a PDF may be, with a table's worth of words in its far corner. */
export const widePdf = (side = 14_400): Buffer =>
  onePage({
    box: `0 0 ${side} ${side}`,
    content: stream(`BT /F1 12 Tf 1 0 0 1 ${side - 200} 40 Tm (far away) Tj ET`),
  })

/** A page under a picture of black and white pixels; `side` squared of them, a thousandth of it in the file. */
export const picturePdf = (side: number, bits = 1): Buffer =>
  onePage({
    content: stream('q 300 0 0 300 0 0 cm /I Do Q'),
    resources: '/XObject << /I 6 0 R >>',
    objects: [
      flate(
        Buffer.alloc(Math.ceil((side * bits) / 8) * side, 0x55),
        `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent ${bits}`,
      ),
    ],
  })

/** So many glyphs on one page: in words of eight, in lines; or each a word of its own, strewn. */
export function crowdedPdf(glyphs: number, how: 'lines' | 'strewn' | 'figures'): Buffer {
  const side = 3000
  const shown: string[] = []
  let left = glyphs
  for (let line = 0; left > 0; line++) {
    const y = (side - 2 - ((line * 2) % (side - 4))).toFixed(2)
    const shift = (Math.floor((line * 2) / (side - 4)) * 0.31).toFixed(2)
    if (how === 'strewn') {
      const x = ((line * 7919) % (side * 10)) / 10
      shown.push(`1 0 0 1 ${x} ${((line * 104_729) % (side * 10)) / 10} Tm (x) Tj`)
      left--
      continue
    }
    const word = how === 'figures' ? '12345.67' : 'abcdefgh'
    const words = Math.min(250, Math.ceil(left / 8))
    const row = Array.from(
      { length: words },
      (_, i) => `1 0 0 1 ${(i * 12 + Number(shift)).toFixed(2)} ${y} Tm (${word}) Tj`,
    )
    shown.push(...row)
    left -= words * 8
  }
  return onePage({ box: `0 0 ${side} ${side}`, content: flate(`BT /F1 1.5 Tf ${shown.join('\n')} ET`) })
}
