/** Pages with a chart: its scales, labels and figures stand in lines and columns, and are no table. */
import type { Random } from '../print-figures.ts'
import { type Decoy, left, type Pdf, paragraph, put, right } from './page.ts'
import { captions, groups, labels } from './vocabulary.ts'

const colors = ['#1f4e79', '#c55a11', '#7f7f7f', '#ffc000', '#5b9bd5', '#70ad47']
const height = 180

const rule = (pdf: Pdf, x0: number, y0: number, x1: number, y1: number) =>
  pdf.moveTo(x0, y0).lineTo(x1, y1).lineWidth(0.4).stroke('#999999')

/** Text, a chart, its caption, text. `draw` begins at a height and returns where it ends. */
function framed(draw: (pdf: Pdf, random: Random, top: number) => number): Decoy {
  return (pdf, random) => {
    const top = paragraph(pdf, random, left, 60, right - left) + 20
    const end = draw(pdf, random, top) + 16
    put(pdf, `Figure ${random.int(1, 9)}: ${random.pick(captions)}`, left, end)
    paragraph(pdf, random, left, end + 24, right - left)
  }
}

/** A scale at the left, with or without a grid; returns the value of its top. */
function scale(pdf: Pdf, random: Random, top: number): number {
  const step = random.pick([5, 10, 20, 25, 50, 100])
  const unit = random.pick(['', '%'])
  const grid = random.chance(0.6)
  for (let i = 0; i <= 6; i++) {
    const y = top + (i * height) / 6
    put(pdf, `${(6 - i) * step}${unit}`, left + 24, y - 4, 'right')
    if (grid || i === 6) rule(pdf, left + 30, y, right, y)
  }
  return 6 * step
}

/** The names of series, each after a patch of its colour. */
function legend(pdf: Pdf, random: Random, series: number, x: number, y: number, across: boolean): void {
  for (let i = 0; i < series; i++) {
    const [px, py] = across ? [x + i * 130, y] : [x, y + i * 18]
    pdf.rect(px, py, 8, 8).fill(colors[i] ?? '#000000')
    pdf.fillColor('black')
    put(pdf, across ? (groups[i] ?? '') : (labels[i] ?? ''), px + 13, py - 1)
    if (!across && random.chance(0.5)) put(pdf, String(random.int(10, 990)), px + 190, py - 1, 'right')
  }
}

const years = (pdf: Pdf, count: number, y: number, xOf: (i: number) => number) => {
  for (let i = 0; i < count; i++) put(pdf, String(2010 + i), xOf(i) - 10, y)
}

/** Bars beside each other or over each other, with or without their values. */
function bars(pdf: Pdf, random: Random, top: number): number {
  const most = scale(pdf, random, top)
  const [count, series] = [random.int(4, 9), random.int(1, 3)]
  const stacked = random.chance(0.4)
  const valued = random.chance(0.6)
  const width = (right - left - 50) / count
  const xOf = (i: number) => left + 50 + (i + 0.4) * width
  for (let i = 0; i < count; i++) {
    let foot = top + height
    for (let k = 0; k < series; k++) {
      const value = random.int(1, Math.floor(most / (stacked ? series : 1)))
      const tall = (value / most) * height
      const broad = (0.7 * width) / (stacked ? 1 : series)
      const x = left + 50 + i * width + (stacked ? 0 : k * broad)
      pdf.rect(x, foot - tall, broad, tall).fill(colors[k] ?? '#000000')
      pdf.fillColor('black')
      if (valued) put(pdf, String(value), x, stacked ? foot - tall / 2 - 4 : foot - tall - 11)
      if (stacked) foot -= tall
    }
  }
  years(pdf, count, top + height + 6, xOf)
  if (series > 1) legend(pdf, random, series, left + 40, top + height + 24, true)
  return top + height + 34
}

/** Lines over years, with or without the values of their points. */
function lines(pdf: Pdf, random: Random, top: number): number {
  const most = scale(pdf, random, top)
  const [count, series] = [random.int(5, 11), random.int(1, 3)]
  const xOf = (i: number) => left + 60 + (i * (right - left - 90)) / (count - 1)
  for (let k = 0; k < series; k++) {
    const valued = random.chance(0.5)
    const points = Array.from({ length: count }, (_, i) => ({ x: xOf(i), value: random.int(1, most) }))
    points.forEach(({ x, value }, i) => {
      const y = top + height - (value / most) * height
      if (i === 0) pdf.moveTo(x, y)
      else pdf.lineTo(x, y)
    })
    pdf.lineWidth(1.5).stroke(colors[k] ?? '#000000')
    for (const { x, value } of valued ? points : [])
      put(pdf, String(value), x - 6, top + height - (value / most) * height - 14)
  }
  years(pdf, count, top + height + 6, xOf)
  legend(pdf, random, series, left + 40, top + height + 24, true)
  return top + height + 34
}

/** Bars that lie, each between its label and its value. */
function barsAcross(pdf: Pdf, random: Random, top: number): number {
  const count = random.int(4, 9)
  const [from, room] = [left + 150, right - left - 220]
  for (let i = 0; i < count; i++) {
    const value = random.int(30, 990)
    const y = top + i * 24
    put(pdf, labels[i] ?? '', from - 6, y + 3, 'right')
    pdf.rect(from, y, (value / 1000) * room, 14).fill('#1f4e79')
    pdf.fillColor('black')
    put(pdf, `${value / 10}%`, from + (value / 1000) * room + 4, y + 3)
  }
  rule(pdf, from, top - 6, from, top + count * 24)
  return top + count * 24 + 10
}

/** Parts of a whole with their shares around them, and a legend beside. */
function pie(pdf: Pdf, random: Random, top: number): number {
  const parts = Array.from({ length: random.int(4, 6) }, () => random.int(10, 50))
  const whole = parts.reduce((sum, part) => sum + part, 0)
  const [x, y, radius] = [left + 130, top + 100, 80]
  const at = (share: number, far: number): [number, number] => [
    x + far * Math.sin(2 * Math.PI * share),
    y - far * Math.cos(2 * Math.PI * share),
  ]
  let done = 0
  parts.forEach((part, i) => {
    pdf.moveTo(x, y)
    for (let k = 0; k <= 20; k++) pdf.lineTo(...at((done + (part * k) / 20) / whole, radius))
    pdf.closePath().fill(colors[i] ?? '#000000')
    pdf.fillColor('black')
    const [px, py] = at((done + part / 2) / whole, 1.2 * radius)
    put(pdf, `${((100 * part) / whole).toFixed(1)}%`, px - 10, py - 4)
    done += part
  })
  legend(pdf, random, parts.length, left + 270, top + 50, false)
  return top + 210
}

export const charts: Record<string, Decoy> = {
  bars: framed(bars),
  lines: framed(lines),
  bars_across: framed(barsAcross),
  pie: framed(pie),
}
