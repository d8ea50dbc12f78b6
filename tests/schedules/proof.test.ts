import { describe, expect, it } from 'vitest'
import { measureProof } from '../../bench/proof/measure.ts'
import { mixedTable } from '../../bench/proof/mixed/mixed-table.ts'
import { plantError } from '../../bench/proof/table.ts'
import { checkSums } from '../../lib/schedules/checks.ts'
import { proofOf } from '../../lib/schedules/proof.ts'
import { tableOf } from './cells.ts'
import { suspicionsOf as inShort } from './short-checks.ts'

const checks = (rows: string[][]) => checkSums(tableOf(rows))

describe('one wrong digit', () => {
  it.each(['mixed', 'everyday'] as const)(
    'is found in nearly every table, and no table without one is accused: %s',
    async (style) => {
      const { found, named, rightly, alarms } = await measureProof({ tables: 100, seed: 11, style })
      expect(alarms).toEqual([])
      expect(found).toBeGreaterThanOrEqual(98)
      expect(rightly).toBe(named)
      expect(named).toBeGreaterThan(40)
    },
  )

  it('is found as well where the table is read from its print', async () => {
    const { found, rightly, named, alarms } = await measureProof({ tables: 40, seed: 3, from: 'pdf' })
    expect(alarms).toEqual([])
    expect(found).toBeGreaterThanOrEqual(39)
    expect(rightly).toBe(named)
  })

  it('is planted by the generator in one figure, and nothing else is changed', () => {
    const clean = mixedTable(5)
    const { table, at, was, is } = plantError(clean, 5)
    const changed = table.rows.flatMap((row, index) =>
      row.flatMap((text, col) => (text === clean.rows[index]?.[col] ? [] : [[index, col]])),
    )
    expect(changed).toEqual([[...at]])
    expect([...was].filter((sign, index) => sign !== is[index])).toHaveLength(1)
  })

  const cross = (wrong: string) => [
    ['', 'Q1', 'Q2', 'Q3', 'Total'],
    ['North', '1,110', '1,220', '1,330', '3,660'],
    ['South', '2,415', wrong, '2,638', '7,577'],
    ['West', '3,001', '3,002', '3,007', '9,010'],
    ['Total', '6,526', '6,746', '6,975', '20,247'],
  ]
  it('in a cell that two sums cross is named, with the figure that settles both', () => {
    const wrong = inShort(cross('2,824')).filter((check) => check.includes('contradicted'))
    expect(wrong).toEqual(['column_total 4,2 contradicted 2,2 → 2524', 'row_total 2,4 contradicted 2,2 → 2524'])
    expect(inShort(cross('2,524')).every((check) => check.includes('proved'))).toBe(true)
  })

  it('in one of several operands of a single sum is found, and no cell is named', () => {
    const rows = [
      ['', 'Amount'],
      ['a', '1,234'],
      ['b', '2,345'],
      ['c', '3,456'],
      ['Total', '7,085'],
    ]
    expect(inShort(rows)).toEqual(['column_total 4,1 contradicted'])
  })

  it('that makes a leading zero is a wrong figure, not an identifier', () => {
    const rows = [
      ['', 'Amount'],
      ['a', '11,234'],
      ['b', '02,345'],
      ['c', '13,456'],
      ['d', '14,567'],
      ['Total', '61,602'],
    ]
    expect(inShort(rows)).toEqual(['column_total 5,1 contradicted'])
  })
})

describe('what else figures claim', () => {
  it('costs without a sign are taken from revenue', () => {
    const rows = [
      ['', '2024', '2023'],
      ['Revenue', '48,211', '51,907'],
      ['Cost of sales', '30,118', '33,421'],
      ['Gross profit', '18,093', '18,496'],
    ]
    expect(inShort(rows)).toEqual(['difference 3,1 proved', 'difference 3,2 contradicted'])
  })

  it('a closing balance is the opening one and its movements', () => {
    const rows = [
      ['', 'Land', 'Machines'],
      ['Opening balance', '12,111', '40,222'],
      ['Additions', '1,234', '5,678'],
      ['Disposals', '345', '4,321'],
      ['Closing balance', '13,000', '41,579'],
    ]
    expect(checks(rows)).toMatchObject([
      { kind: 'carried_balance', result: [4, 1], subtracted: [[3, 1]], status: 'proved' },
      { kind: 'carried_balance', result: [4, 2], subtracted: [[3, 2]], status: 'proved' },
    ])
  })

  it('a balance carried from row to row names the row in which it is wrong', () => {
    const rows = [
      ['Date', 'In', 'Out', 'Balance'],
      ['01.02.2024', '', '', '1,000.00'],
      ['02.02.2024', '250.25', '', '1,250.25'],
      ['03.02.2024', '', '100.15', '1,750.10'],
      ['04.02.2024', '75.00', '', '1,225.10'],
      ['05.02.2024', '', '25.10', '1,200.00'],
      ['06.02.2024', '17.75', '', '1,217.75'],
    ]
    const wrong = inShort(rows).filter((check) => check.includes('contradicted'))
    expect(wrong).toEqual([
      'carried_balance 3,3 contradicted 3,3 → 1150.10',
      'carried_balance 4,3 contradicted 3,3 → 1150.10',
    ])
  })

  it('a quantity times a price is the amount, and a discount is no contradiction', () => {
    const rows = (amount: string) => [
      ['Item', 'Qty', 'Unit price', 'Amount'],
      ['a', '3', '110.10', '330.30'],
      ['b', '17', '20.50', amount],
      ['c', '12', '31.25', '375.00'],
      ['d', '14', '11.25', '157.50'],
    ]
    expect(inShort(rows('348.50'))).toEqual([1, 2, 3, 4].map((row) => `product ${row},3 proved`))
    expect(inShort(rows('348.90'))[1]).toBe('product 2,3 contradicted 2,3 → 348.50')
    expect(inShort(rows('313.65'))).toHaveLength(3)
  })

  it('a share of the total is held against it to the last place, unless shares were made to add up', () => {
    const rows = (share: string) => [
      ['', 'Amount', '% of total'],
      ['a', '1,234', '12.7%'],
      ['b', '2,345', share],
      ['c', '2,678', '27.6%'],
      ['d', '3,456', '35.6%'],
      ['Total', '9,713', '100.0%'],
    ]
    const shares = (share: string) => inShort(rows(share)).filter((check) => check.startsWith('percentage'))
    expect(shares('24.1%')).toHaveLength(5)
    expect(shares('21.1%')[1]).toBe('percentage 2,2 contradicted 2,2 → 24.1')
  })
})

describe('each figure', () => {
  it('is proved, contradicted or unproved', () => {
    const rows = [
      ['', '2023', '2024'],
      ['a', '1,100', '3,100'],
      ['b', '1,200', '3,250'],
      ['Total assets', '2,300', '6,550'],
      ['Staff', '17', '19'],
    ]
    const at = proofOf(checks(rows))
    expect([at([1, 1]), at([3, 1]), at([3, 2]), at([1, 2]), at([4, 1])]).toEqual([
      'proved',
      'proved',
      'contradicted',
      'unproved',
      'unproved',
    ])
  })
})
