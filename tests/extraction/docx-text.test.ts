import {
  AlignmentType,
  DeletedTextRun,
  Document,
  EndnoteReferenceRun,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  NoBreakHyphen,
  Packer,
  Paragraph,
  SequentialIdentifier,
  SimpleField,
  SoftHyphen,
  SymbolRun,
  Tab,
  Table,
  TableCell,
  type TableOfContents,
  TableRow,
  TextRun,
} from 'docx'
import { describe, expect, test } from 'vitest'
import { buildDocx, paragraph } from './build-docx.ts'
import { cellsOf, readDocx, tablesOf, textsOf } from './read-docx.ts'

type Options = Omit<ConstructorParameters<typeof Document>[0], 'sections'>
type Child = Paragraph | Table | TableOfContents

const written = async (children: Child[], options: Options = {}) =>
  readDocx(await Packer.toBuffer(new Document({ ...options, sections: [{ children }] })))
const raw = (...body: string[]) => readDocx(buildDocx(body.join('')))
const run = (inner: string) => `<w:r>${inner}</w:r>`
const p = (...inner: string[]) => `<w:p>${inner.join('')}</w:p>`
const t = (text: string) => run(`<w:t xml:space="preserve">${text}</w:t>`)

const row = (...texts: string[]) =>
  new TableRow({ children: texts.map((text) => new TableCell({ children: [new Paragraph(text)] })) })

describe('the text of a Word paragraph', () => {
  test('has tabulators and line ends as spaces, and no soft hyphens', async () => {
    const page = await written([
      new Paragraph({
        children: [
          new TextRun({ children: ['Net', new Tab(), 'income'] }),
          new TextRun({ text: 'after', break: 1 }),
          new TextRun({ children: [' im', new SoftHyphen(), 'pair\u00adment'] }),
          new TextRun({ children: [' non', new NoBreakHyphen(), 'cash'] }),
        ],
      }),
    ])
    expect(textsOf(page)).toEqual(['Net income after impairment non‑cash'])
  })

  test('has symbols where they are known, and says where they are not', async () => {
    const page = await written([
      new Paragraph({
        children: [
          new SymbolRun({ char: 'F0B1', symbolfont: 'Symbol' }),
          new TextRun('5 '),
          new SymbolRun({ char: 'F0FC', symbolfont: 'Wingdings' }),
          new SymbolRun({ char: 'F021', symbolfont: 'Webdings' }),
          new SymbolRun({ char: '20AC', symbolfont: 'Arial' }),
        ],
      }),
    ])
    expect(textsOf(page)).toEqual(['±5 ✓\ufffd€'])
  })

  test('is what is left when changes are accepted: inserted text stays, deleted and moved text goes', async () => {
    const change = { id: 1, author: 'A', date: '2024-01-01T00:00:00Z' }
    const page = await written([
      new Paragraph({
        children: [
          new TextRun('Total '),
          new DeletedTextRun({ text: '1,000', ...change }),
          new InsertedTextRun({ text: '1,200', ...change }),
        ],
      }),
    ])
    expect(textsOf(page)).toEqual(['Total 1,200'])
    const moved = `<w:moveFrom w:id="2">${t('gone ')}</w:moveFrom><w:moveTo w:id="3">${t('here')}</w:moveTo>`
    expect(textsOf(await raw(p(t('Was '), moved)))).toEqual(['Was here'])
  })

  test('goes on with the next paragraph where the end between them was deleted', async () => {
    const deletedEnd = '<w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
    expect(textsOf(await raw(p(deletedEnd, t('Accounts ')), p(t('payable')), p(t('next'))))).toEqual([
      'Accounts payable',
      'next',
    ])
  })

  test('does not have what is hidden, by itself or by a style', async () => {
    const hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>'
    const shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> text</w:t></w:r>'
    expect(textsOf(await raw(p(t('Plain'), hidden, shown), p(hidden)))).toEqual(['Plain text'])
  })

  test('has links, the text of content controls and formulas, and not what a control asks to be filled in', async () => {
    const link = new ExternalHyperlink({ link: 'https://example.com', children: [new TextRun('a link')] })
    expect(textsOf(await written([new Paragraph({ children: [new TextRun('See '), link] })]))).toEqual(['See a link'])
    const control = (properties: string, text: string) =>
      `<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr>${properties}</w:sdtPr><w:sdtContent>${t(text)}</w:sdtContent></w:sdt>`
    const math = '<m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t>=1</m:t></m:r></m:oMath>'
    const page = await raw(p(control('', 'filled'), control('<w:showingPlcHdr/>', 'Click here'), t(' '), math))
    expect(textsOf(page)).toEqual(['filled x=1'])
  })

  test('has raised figures as such, so that the mark of a note is no digit of the figure before it', async () => {
    const mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>12</w:t></w:r>'
    expect(textsOf(await raw(p(t('1,234'), mark)))).toEqual(['1,234¹²'])
  })

  test('has the base of a phonetic guide and not the guide', async () => {
    const ruby = `<w:ruby><w:rt>${t('guide')}</w:rt><w:rubyBase>${t('base')}</w:rubyBase></w:ruby>`
    expect(textsOf(await raw(p(run(ruby))))).toEqual(['base'])
  })
})

describe('a field', () => {
  const step = (kind: string) => run(`<w:fldChar w:fldCharType="${kind}"/>`)
  const code = (text: string) => run(`<w:instrText xml:space="preserve">${text}</w:instrText>`)

  test('is read by its result, and its code is not', async () => {
    const page = await raw(
      p(t('Dated '), step('begin'), code('DATE \\@ "yyyy"'), step('separate'), t('2024'), step('end')),
    )
    expect(textsOf(page)).toEqual(['Dated 2024'])
    const simple = await written([new Paragraph({ children: [new TextRun('By '), new SimpleField('AUTHOR', 'Ada')] })])
    expect(textsOf(simple)).toEqual(['By Ada'])
  })

  test('in the code of another is part of that code', async () => {
    const inner = [step('begin'), code('DOCPROPERTY x'), step('separate'), t('hidden'), step('end')]
    const page = await raw(
      p(step('begin'), code('IF '), ...inner, code(' = 1'), step('separate'), t('yes'), step('end')),
    )
    expect(textsOf(page)).toEqual(['yes'])
  })

  test('that never ends swallows no more than its paragraph', async () => {
    expect(textsOf(await raw(p(t('before'), step('begin'), code('XE "a"'), t('lost')), p(t('after'))))).toEqual([
      'before',
      'after',
    ])
  })

  test('may hold a table of contents', async () => {
    const contents = await raw(
      p(step('begin'), code('TOC \\o'), step('separate'), t('Leases'), run('<w:tab/>'), t('3')),
      p(t('Debt'), run('<w:tab/>'), t('5'), step('end')),
      p(t('Text')),
    )
    expect(textsOf(contents)).toEqual(['Leases 3', 'Debt 5', 'Text'])
  })

  test('that counts captions is counted where its number was left to whoever opens the file', async () => {
    const caption = (text: string) =>
      new Paragraph({
        style: 'Caption',
        children: [new TextRun('Table '), new SequentialIdentifier('Table'), new TextRun(`: ${text}`)],
      })
    const table = () => new Table({ rows: [row('x', '1'), row('y', '2')] })
    const page = await written([caption('Leases'), table(), new Paragraph('and'), caption('Debt'), table()])
    expect(tablesOf(page).map(({ name }) => name)).toEqual(['Table 1: Leases', 'Table 2: Debt'])
    const counting = (switches: string, result = '') =>
      `<w:fldSimple w:instr=" SEQ Table ${switches} ">${result && t(result)}</w:fldSimple>`
    const formats = await raw(
      p(counting('\\* ARABIC', '7')),
      p(counting('\\* ROMAN')),
      p(counting('\\r 3 \\* alphabetic')),
      p(counting('\\c')),
    )
    expect(textsOf(formats)).toEqual(['7', 'VIII', 'c', '3'])
  })
})

describe('automatic numbers', () => {
  const levels = [
    { level: 0, format: LevelFormat.DECIMAL, text: 'Schedule %1:', alignment: AlignmentType.START },
    { level: 1, format: LevelFormat.LOWER_LETTER, text: '%1.%2)', alignment: AlignmentType.START },
  ]
  const bullets = [{ level: 0, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.START }]
  const numbering = { config: [{ reference: 'list', levels }, { reference: 'bullets', levels: bullets }] } // biome-ignore format: short
  const numbered = (text: string, level = 0, reference = 'list') =>
    new Paragraph({ text, heading: HeadingLevel.HEADING_1, numbering: { reference, level } })

  test('stand before headings, level by level, and name tables', async () => {
    const page = await written(
      [
        numbered('Leases'),
        numbered('Land', 1),
        numbered('Plant', 1),
        numbered('Debt'),
        numbered('Bonds', 1),
        new Table({ rows: [row('x', '1'), row('y', '2')] }),
        numbered('points', 0, 'bullets'),
      ],
      { numbering },
    )
    expect(textsOf(page, 'heading')).toEqual([
      'Schedule 1: Leases',
      '1.a) Land',
      '1.b) Plant',
      'Schedule 2: Debt',
      '2.a) Bonds',
      'points',
    ])
    expect(tablesOf(page)[0]?.name).toBe('2.a) Bonds')
  })

  test('are all that a cell says, and nothing alone among paragraphs', async () => {
    const counted = () => new Paragraph({ text: '', numbering: { reference: 'list', level: 0 } })
    const line = (text: string) =>
      new TableRow({
        children: [new TableCell({ children: [counted()] }), new TableCell({ children: [new Paragraph(text)] })],
      })
    const page = await written([counted(), new Table({ rows: [line('Rent'), line('Power')] })], { numbering })
    expect(cellsOf(tablesOf(page)[0])).toEqual(['Schedule 2: @0,0', 'Rent @0,1', 'Schedule 3: @1,0', 'Power @1,1'])
    expect(textsOf(page)).toEqual([])
  })

  test('come from styles too, and begin again where a list says so', async () => {
    const ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    const level = (index: number, format: string, text: string, more = '') =>
      `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
    const numbers = `<w:numbering ${ns}><w:abstractNum w:abstractNumId="4">${level(0, 'upperRoman', 'Part %1')}${level(1, 'decimal', '%1-%2', '<w:pStyle w:val="Sub"/><w:isLgl/>')}</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num></w:numbering>`
    const styles = `<w:styles ${ns}><w:style w:styleId="Top"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:styleId="Sub"><w:name w:val="heading 2"/><w:basedOn w:val="Top"/></w:style></w:styles>`
    const styled = (style: string, text: string, more = '') =>
      p(`<w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>`, t(text))
    const again = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    const none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    const body = [styled('Top', 'A'), styled('Sub', 'B'), styled('Top', 'C'), styled('Top', 'D', again), styled('Top', 'E', again), styled('Top', 'F', none)] // biome-ignore format: short
    const page = await readDocx(
      buildDocx(body.join(''), [
        { name: 'word/numbering.xml', content: numbers },
        { name: 'word/styles.xml', content: styles },
      ]),
    )
    expect(textsOf(page, 'heading')).toEqual(['Part I A', '1-1 B', 'Part II C', 'Part IX D', 'Part X E', 'F'])
  })
})

describe('besides the body', () => {
  test('notes are read after it, and their marks are no text', async () => {
    const children = [
      new Paragraph({ children: [new TextRun('Cash'), new FootnoteReferenceRun(1), new TextRun(' and bank'), new EndnoteReferenceRun(1)] }),
    ] // biome-ignore format: short
    const note = (text: string) => ({ 1: { children: [new Paragraph(text)] } })
    const page = await written(children, { footnotes: note('Restricted.'), endnotes: note('See page 9.') })
    expect(textsOf(page)).toEqual(['Cash and bank', 'Restricted.', 'See page 9.'])
  })

  test('text boxes are read once, though they are written twice for programs of two ages', async () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`
    const both = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('In the box')}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('In the box')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`
    const page = await raw(
      p(t('Around '), run(both), t('it')),
      p(run(`<w:pict><v:textbox>${box('Older')}</v:textbox></w:pict>`)),
    )
    expect(textsOf(page)).toEqual(['Around it', 'In the box', 'Older'])
    const fallback = `<mc:AlternateContent><mc:Fallback><w:pict><v:textbox>${box('Only here')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`
    expect(textsOf(await raw(p(run(fallback))))).toEqual(['Only here'])
  })

  test('a text box within a cell belongs to the cell', async () => {
    const box = `<w:pict><v:textbox><w:txbxContent>${paragraph('boxed')}</w:txbxContent></v:textbox></w:pict>`
    const page = await raw(
      `<w:tbl><w:tr><w:tc>${p(t('a'), run(box))}</w:tc><w:tc>${paragraph('1')}</w:tc></w:tr></w:tbl>`,
    )
    expect(cellsOf(tablesOf(page)[0])).toEqual(['a boxed @0,0', '1 @0,1'])
  })

  test('pictures are counted, one in two forms once', async () => {
    const picture = '<w:drawing><a:graphic><pic:pic/></a:graphic></w:drawing>'
    const old = '<w:pict><v:imagedata r:id="x"/></w:pict>'
    const both = `<mc:AlternateContent><mc:Choice>${picture}</mc:Choice><mc:Fallback>${old}</mc:Fallback></mc:AlternateContent>`
    const page = await raw(p(run(picture)), p(run(old)), p(run(both)))
    expect(page.artifacts.map(({ kind }) => kind)).toEqual(['figure', 'figure', 'figure'])
  })
})

test('parts are read whatever their namespaces are called, in UTF-16 and in the strict form', async () => {
  const body = '<n:p><n:pPr><n:outlineLvl n:val="0"/></n:pPr><n:r><n:t>Größe</n:t></n:r></n:p>'
  const document = (encoding: BufferEncoding, mark: string) =>
    Buffer.from(
      `${mark}<n:document xmlns:n="http://purl.oclc.org/ooxml/wordprocessingml/main"><n:body>${body}</n:body></n:document>`,
      encoding,
    )
  for (const content of [document('utf8', ''), document('utf16le', '\ufeff')]) {
    const page = await readDocx(buildDocx('', [{ name: 'word/document.xml', content }]))
    expect(textsOf(page, 'heading')).toEqual(['Größe'])
  }
})

test.each([
  ['an element that is never closed', '<w:p><w:r><w:t>x'],
  ['an element closed after the one around it', '<w:p><w:r><w:t>x</w:r></w:t></w:p>'],
  ['elements nested deeper than any text', '<w:smartTag>'.repeat(2_000) + '</w:smartTag>'.repeat(2_000)],
])('a part with %s is damaged', async (_, body) => {
  await expect(raw(body)).rejects.toMatchObject({ unreadable: { code: 'document_unreadable' } })
})
