import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readConvention, readDocument } from '../../lib/schedules/figures/evidence.ts'
import { typeFigures } from '../../lib/schedules/figures/type-figures.ts'
import { cellsOf } from './cells.ts'

/** Values of a column of texts, as `12.50`, `12.50 EUR`, `12.5%` or an ISO date; null for none. */
function column(...texts: string[]): (string | null)[] {
  return typeFigures(cellsOf(texts.map((text) => [text]))).map(({ value }) =>
    value ? value.value + (value.type === 'percent' ? '%' : '') + (value.currency ? ` ${value.currency}` : '') : null,
  )
}
const only = (text: string) => column(text)[0]

describe('numbers', () => {
  it.each([
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234,50', '1234.50'],
    ['1\u00a0234,50', '1234.50'],
    ['1\u2009234\u2009567', '1234567'],
    ['1\u202f234,5', '1234.5'],
    ["1'234.50", '1234.50'],
    ['1’234.50', '1234.50'],
    ['12,34,567', '1234567'],
    ['(1,234.50)', '-1234.50'],
    ['(1,234.50', '-1234.50'],
    ['1,234.50-', '-1234.50'],
    ['-5', '-5'],
    ['−5', '-5'],
    ['– 1 234', '-1234'],
    ['+5', '5'],
    ['.5', '0.5'],
    ['(0.00)', '0.00'],
    ['1.234,-', '1234.00'],
    ['...... 55', '55'],
  ])('%s is %s', (text, value) => expect(only(text)).toBe(value))

  it.each([
    ['$ 1,234', '1234 USD'],
    ['($1,234)', '-1234 USD'],
    ['$(1,234)', '-1234 USD'],
    ['-$5.00', '-5.00 USD'],
    ['US$ 5', '5 USD'],
    ['5 EUR', '5 EUR'],
    ['€ 5,00', '5.00 EUR'],
    ['5,00 €', '5.00 EUR'],
    ['£5', '5 GBP'],
    ['¥500', '500 JPY'],
    ['CHF 12.50', '12.50 CHF'],
    ['54.50 €-', '-54.50 EUR'],
    ['€-', null],
  ])('%s keeps its currency', (text, value) => expect(only(text)).toBe(value))

  it.each([
    ['12.5%', '12.5%'],
    ['12,5 %', '12.5%'],
    ['(12.5)%', '-12.5%'],
    ['(12.5%)', '-12.5%'],
    ['-3 %', '-3%'],
    ['1.6-%', '-1.6%'],
  ])('%s is a percentage', (text, value) => expect(only(text)).toBe(value))

  it.each(['1,234*', '1,234†', '1,234¹', '1,234 (1)', '1,234(a)', '1,234 [2]', '1,234 1)', '*1,234', '1,234 p'])(
    'a note mark is no part of %s',
    (text) => expect(only(text)).toBe('1234'),
  )

  it.each([
    ['1,234*', '*'],
    ['1,234 (a)', '(a)'],
    ['1,234 [2]', '[2]'],
    ['*1,234', '*'],
    ['1,234¹', '¹'],
    ['1,234', undefined],
    ['(1,234)', undefined],
  ])('the note mark of %s is kept by itself', (text, mark) => {
    expect(typeFigures(cellsOf([[text]]))[0]?.note_mark).toBe(mark)
  })

  it.each([
    '00123',
    '10-20',
    '5 m',
    '1.',
    '1,234 5,678',
    '1,23,4',
    'TOP 10',
    'ALL 5',
    '$',
    '%',
    '(%)',
    '12:30',
    'n/a',
    '1 of 2',
    '12.2024',
    '+49 30 1234567',
    '1e5',
    '9'.repeat(65),
  ])('%s is no figure', (text) => expect(only(text)).toBeNull())

  it('the text as printed is kept', () => {
    const [cell] = typeFigures(cellsOf([['(1,234.50) *']]))
    expect(cell).toMatchObject({ text: '(1,234.50) *', value: { type: 'number', value: '-1234.50' } })
  })
})

describe('what 1.234 means', () => {
  it('is one thousand where its column has a decimal comma', () => {
    expect(column('1.234', '12,50')).toEqual(['1234', '12.50'])
  })
  it('is one point something where its column has decimals below one', () => {
    expect(column('1.234', '0.567')).toEqual(['1.234', '0.567'])
  })
  it('is one thousand beside whole numbers that would have decimals too', () => {
    expect(column('1.234', '567', '89')).toEqual(['1234', '567', '89'])
  })
  it('is decided by the rest of the document when its column is silent', () => {
    const cells = cellsOf([
      ['1.234', '10,50'],
      ['5.678', '7,25'],
    ])
    expect(typeFigures(cells).map((cell) => cell.value?.value)).toEqual(['1234', '10.50', '5678', '7.25'])
  })
  it('is a thousand where a single 0,182 among whole numbers can but be misread', () => {
    expect(column('51,543', '0,182', '412', '9,634')).toEqual(['51543', '0.182', '412', '9634'])
    expect(column('0,182', '0,5', '412')).toEqual(['0.182', '0.5', '412'])
  })
  it('falls back to a decimal point', () => expect(column('1.234', '5.678')).toEqual(['1.234', '5.678']))
  it('leaves a figure alone that is well formed in one convention only', () => {
    expect(column('1.234,50', '0.5', '0.25')).toEqual(['1234.50', '0.5', '0.25'])
  })
  it('is told by the majority of a column, and by nothing in a tie', () => {
    expect(readConvention(['1,5', '2,5', '3.5'])).toBe('comma')
    expect(readConvention(['1,5', '3.5'])).toBeNull()
    expect(readConvention(['12', '2024'])).toBeNull()
  })
})

describe('dates', () => {
  it.each([
    ['2024-12-31', '2024-12-31'],
    ['31.12.2024', '2024-12-31'],
    ['31.12.24', '2024-12-31'],
    ['1.2.1999', '1999-02-01'],
    ['31/12/2024', '2024-12-31'],
    ['12/31/2024', '2024-12-31'],
    ['31 Dec 2024', '2024-12-31'],
    ['31-Dec-24', '2024-12-31'],
    ['December 31, 2024', '2024-12-31'],
    ['Dec. 31, 2024', '2024-12-31'],
    ['31. Dezember 2024', '2024-12-31'],
    ['1. März 2024', '2024-03-01'],
    ['31 décembre 2024', '2024-12-31'],
    ['29/02/2024', '2024-02-29'],
    ['5/5/2024', '2024-05-05'],
  ])('%s is %s', (text, value) => expect(only(text)).toBe(value))

  it.each(['Dec-24', 'December 2024', '31 Feb 2024', '29/02/2023', '13/13/2024', '2024-00-10'])(
    '%s is no date',
    (text) => expect(only(text)).toBeNull(),
  )

  it('03/04/2024 is April where the column has a day after the twelfth first', () => {
    expect(column('03/04/2024', '13/04/2024')).toEqual(['2024-04-03', '2024-04-13'])
  })
  it('03/04/2024 is March where the column has the month first', () => {
    expect(column('03/04/2024', '04/13/2024')).toEqual(['2024-03-04', '2024-04-13'])
  })
  it('03/04/2024 follows the document when its column is silent', () => {
    const evidence = readDocument([['25/12/2024'], ['x']])
    expect(typeFigures(cellsOf([['03/04/2024']]), evidence)[0]?.value?.value).toBe('2024-04-03')
  })
  it('03/04/2024 has no value when nothing tells', () => expect(only('03/04/2024')).toBeNull())

  it('a header is a date or nothing', () => {
    const [date, year, number] = typeFigures(cellsOf([['31.12.2024', '2024', '1,234']], 1))
    expect(date?.value).toEqual({ type: 'date', value: '2024-12-31' })
    expect(year?.value ?? number?.value).toBeUndefined()
  })
})

describe('dashes and marks', () => {
  it.each(['-', '–', '—', '$ -', '(-)', 'nil', 'Nil'])('%s is zero among figures', (dash) => {
    expect(column('1,234', dash)[1]?.replace(' USD', '')).toBe('0')
  })
  it('a dash is punctuation among words', () => expect(column('yes', '–', 'no', '5')[1]).toBeNull())
  it('a dash alone means nothing', () => expect(only('–')).toBeNull())
  it('a dash among percentages is a percentage', () => expect(column('5%', '–', '7%')[1]).toBe('0%'))
  it('(1), (2), (3) down a column count it', () => expect(column('(1)', '(2)', '(3)')).toEqual([null, null, null]))
  it('(1) among figures is a loss', () => expect(column('(1)', '250', '(3)')).toEqual(['-1', '250', '-3']))
  it('$ is the dollar that the document names', () => expect(column('CAD 5', '$7')).toEqual(['5 CAD', '7 CAD']))
})

describe('round trip', () => {
  const conventions = [
    { group: ',', decimal: '.' },
    { group: '.', decimal: ',' },
    { group: ' ', decimal: ',' },
    { group: '\u202f', decimal: ',' },
    { group: "'", decimal: '.' },
    { group: '', decimal: '.' },
  ]
  const figure = fc.record({
    whole: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    cents: fc.nat(99),
    negative: fc.boolean(),
  })

  it('every amount printed in any convention is read back to the last digit', () => {
    const brackets = fc.boolean()
    fc.assert(
      fc.property(
        fc.constantFrom(...conventions),
        figure,
        brackets,
        (convention, { whole, cents, negative }, inBrackets) => {
          const fraction = String(cents).padStart(2, '0')
          const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, convention.group)
          const printed = `${grouped}${convention.decimal}${fraction}`
          const text = negative ? (inBrackets ? `(${printed})` : `-${printed}`) : printed
          const minus = negative && (whole > 0n || cents > 0) ? '-' : ''
          expect(only(text)).toBe(`${minus}${whole}.${fraction}`)
        },
      ),
    )
  })

  it('no text makes it throw, and a value is always a decimal or a date', () => {
    const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[-+()$€%., '0-9]{0,12}$/)), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(texts, (column) => {
        const cells = cellsOf(column.map((text) => [text]))
        for (const { value } of typeFigures(cells)) {
          if (value) expect(value.value).toMatch(/^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?|\d{4}-\d\d-\d\d)$/)
        }
      }),
      { numRuns: 500 },
    )
  })
})
