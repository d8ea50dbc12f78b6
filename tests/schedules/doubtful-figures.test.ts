import { describe, expect, it } from 'vitest'
import { checksOf } from './short-checks.ts'

describe('a figure that has lost its last digits', () => {
  const rows = (total: string) => [
    ['', 'Cost', 'Depreciation', 'Book value'],
    ['Land', '46,552.83', '21,064.56', '25,488.27'],
    ['Plant', '10,572.80', '410.41', '10,162.39'],
    ['Cars', '74,977.17', '63,380.70', '11,596.47'],
    ['Total', total, '84,855.67', '47,247.13'],
  ]

  it('contradicts nothing, where its column has more decimals', () => {
    expect(checksOf(rows('132,102.8')).filter((check) => check.includes('contradicted'))).toEqual([])
  })

  it('is told from a whole figure with a wrong digit', () => {
    expect(checksOf(rows('132,102.70'))).toContain('column_total 4,1 contradicted -0.10')
  })

  it('may still be right: a total with fewer decimals that holds is proved', () => {
    expect(
      checksOf([
        ['', 'Amount'],
        ['a', '10.25'],
        ['b', '20.25'],
        ['c', '30.50'],
        ['Total', '61.0'],
      ]),
    ).toEqual(['column_total 4,1 proved'])
  })
})

describe('a dash before a figure', () => {
  it('contradicts nothing where it may be the nil of a blank position beside', () => {
    const rows = [
      ['', 'Current', '30 days', '60 days', 'Total'],
      ['a', '74,786.70', '', '– 47,422.97', '122,209.67'],
      ['b', '–', '19,598.10', '473.11', '20,071.21'],
      ['Total', '74,786.70', '19,598.10', '47,896.08', '142,280.88'],
    ]
    expect(checksOf(rows).filter((check) => check.includes('contradicted'))).toEqual([])
  })
})
