import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentDisposition, exportName, uniqueFileNames } from '../../lib/schedules/export-name.ts'
import { referTo, sheetNames } from '../../lib/schedules/xlsx/sheet-names.ts'

const names = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      'Balance',
      'balance',
      'BALANCE (2)',
      "'",
      'History',
      '../../etc/passwd',
      'CON',
      'a/b:c*?',
      '\ud83d',
    ),
  ),
  { maxLength: 12 },
)

describe('file names', () => {
  it.each([
    ['Annual report.pdf', 'Annual report.xlsx'],
    ['Bericht 2024.DOCX', 'Bericht 2024.xlsx'],
    ['../../etc/passwd', '_.._etc_passwd.xlsx'],
    ['.pdf', 'export.xlsx'],
    ['CON.pdf', '_.xlsx'],
    ['a\r\nb.pdf', 'a b.xlsx'],
    ['', 'export.xlsx'],
  ])('%j exports as %j', (name, exported) => expect(exportName(name, 'xlsx')).toBe(exported))

  it('are unique, short and safe whatever the schedules are called', () => {
    fc.assert(
      fc.property(names, (schedules) => {
        const files = uniqueFileNames(schedules, 'csv')
        expect(files).toHaveLength(schedules.length)
        expect(new Set(files.map((file) => file.normalize('NFKC').toLowerCase())).size).toBe(files.length)
        for (const file of files) {
          expect(file).toMatch(/^[^/\\:*?"<>|\p{Cc}.][^/\\:*?"<>|\p{Cc}]*\.csv$/u)
          expect(Buffer.byteLength(file)).toBeLessThanOrEqual(255)
        }
      }),
    )
  })
})

describe('contentDisposition', () => {
  it('sends an ASCII name for old clients and the true one', () => {
    expect(contentDisposition("Jahresübersicht (Müller's).xlsx")).toBe(
      `attachment; filename="Jahresubersicht (Muller's).xlsx"; filename*=UTF-8''Jahres%C3%BCbersicht%20%28M%C3%BCller%27s%29.xlsx`,
    )
  })

  it('never lets a name out of its quotes, and always gives it back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (name) => {
        const match = /^attachment; filename="([\x20-\x7e]*)"; filename\*=UTF-8''([\w.!#$&+^`|~%-]*)$/.exec(
          contentDisposition(name),
        )
        expect(match?.[1]).not.toMatch(/["\\]/)
        expect(decodeURIComponent(match?.[2] ?? '')).toBe(name.toWellFormed())
      }),
    )
  })
})

describe('sheetNames', () => {
  it('keeps a good name, and makes others good', () => {
    expect(
      sheetNames(['Assets', 'assets', "'Q1'", 'a/b\\c?d*e[f]g:h!', '', 'History', 'Summary'], ['Summary']),
    ).toEqual(['Assets', 'assets (2)', 'Q1', 'a_b_c_d_e_f_g_h_', 'Schedule', 'History (2)', 'Summary (2)'])
  })

  it('obeys every rule of Excel for any names', () => {
    fc.assert(
      fc.property(names, (schedules) => {
        const sheets = sheetNames(schedules, ['Summary', 'Provenance'])
        const folded = ['history', 'summary', 'provenance', ...sheets.map((sheet) => sheet.toLowerCase())]
        expect(new Set(folded).size).toBe(folded.length)
        for (const sheet of sheets) {
          expect(sheet.length).toBeGreaterThan(0)
          expect(sheet.length).toBeLessThanOrEqual(31)
          expect(sheet.isWellFormed()).toBe(true)
          expect(sheet).not.toMatch(/[\\/?*[\]:\p{Cc}]|^'|'$/u)
        }
      }),
    )
  })

  it('many schedules of one long name are told apart', () => {
    const sheets = sheetNames(Array.from({ length: 120 }, () => 'Consolidated statement of financial position'))
    expect(new Set(sheets).size).toBe(120)
    expect(Math.max(...sheets.map((sheet) => sheet.length))).toBeLessThanOrEqual(31)
  })

  it('a link doubles an apostrophe', () => expect(referTo("Bob's")).toBe("'Bob''s'!A1"))
})
