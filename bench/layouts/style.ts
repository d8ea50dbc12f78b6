/** How a made-up table looks, and what stands around it. */
import type { Random } from '../print-figures.ts'

export type Ruling = 'grid' | 'rows' | 'head_and_foot' | 'head' | 'none' | 'bands'
export type TableStyle = {
  font: FontName
  /** Points. */
  size: number
  /** Of a line, in font sizes. */
  leading: number
  padX: number
  padY: number
  ruling: Ruling
  figures: 'right' | 'center'
  /** Points that the lines of a wrapped label beyond its first are set in. */
  hanging: number
  /** Whether figures stand beside the first or the last line of a wrapped label. */
  beside: 'first' | 'last'
  boldHead: boolean
  /** Points added to each column where the table is set wider than it needs. */
  stretch: number
  /** Rules under headings over several columns. */
  spanRules: boolean
  labelWidth: number
}

export const fonts = {
  Helvetica: ['Helvetica', 'Helvetica-Bold'],
  Times: ['Times-Roman', 'Times-Bold'],
  Courier: ['Courier', 'Courier-Bold'],
  Liberation: ['Liberation', 'Liberation-Bold'],
} as const
export type FontName = keyof typeof fonts

export function makeStyle(random: Random, ruling: Ruling): TableStyle {
  const font = random.pick(['Helvetica', 'Times', 'Courier', 'Liberation'] as const)
  const size = random.int(13, 21) / 2
  return {
    font,
    size: font === 'Courier' ? Math.min(size, 8) : size,
    leading: 1.2,
    padX: random.int(ruling === 'grid' ? 2 : 4, 8),
    padY: ruling === 'grid' ? random.int(2, 6) : random.int(4, 10) / 2,
    ruling,
    figures: ruling === 'grid' && random.chance(0.3) ? 'center' : 'right',
    hanging: random.chance(0.5) ? 8 : 0,
    beside: random.pick(['first', 'last']),
    boldHead: random.chance(0.6),
    stretch: random.chance(0.5) ? random.int(0, 30) : 0,
    spanRules: random.chance(0.7),
    labelWidth: random.int(120, 210),
  }
}
