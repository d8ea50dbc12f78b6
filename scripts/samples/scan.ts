/** The scanned sample: pages that are pictures only, a little askew, with the specks and the gray of a copier. */
import { grayPng } from '../../lib/extraction/engines/gray-png.ts'
import type { GrayBitmap } from '../../lib/extraction/engines/image-bitmap.ts'
import { straighten } from '../../lib/extraction/engines/image-skew.ts'
import { openRenderer } from '../../lib/extraction/engines/render-page.ts'
import { ageingTable } from './ageing.ts'
import { drawTable } from './draw-table.ts'
import { seeded } from './figures.ts'
import { pageTurner } from './reports.ts'
import type { SampleTable } from './sample-table.ts'
import { debtSchedule, incomeStatement } from './statements.ts'
import { writePdf } from './write-pdf.ts'

export const scanTables: SampleTable[] = [
  ageingTable('Schedule B-2: Accounts Receivable Ageing', 18, 20_241_231),
  incomeStatement(),
  debtSchedule(),
]

/** Degrees clockwise, page by page: about what a sheet feeder does. */
const SKEWS = [0.6, -0.4]

/** Two pages without a text layer: a ruled list; an unruled statement and a schedule with a wrong total. */
export async function scannedSchedules(): Promise<Buffer> {
  const printed = await writePdf({ title: 'Schedules' }, (pdf) => {
    const newPage = pageTurner(pdf)
    const [ageing, income, debt] = scanTables
    drawTable(pdf, ageing!, 70, newPage)
    const y = drawTable(pdf, income!, newPage(), newPage)
    drawTable(pdf, debt!, y + 40, newPage)
  })
  return scanPdf(printed, SKEWS)
}

/** Turns a PDF into pictures of its pages, as many as there are skews (degrees clockwise). */
export async function scanPdf(printed: Uint8Array, skews: readonly number[]): Promise<Buffer> {
  const renderer = await openRenderer(printed)
  const pictures: Buffer[] = []
  for (const [index, skew] of skews.entries()) {
    const { bitmap } = await renderer.render(index + 1)
    pictures.push(grayPng(wear(straighten(bitmap, -skew), index + 1)))
  }
  renderer.close()
  return writePdf({ title: 'Scan' }, (pdf) => {
    pictures.forEach((picture, index) => {
      if (index > 0) pdf.addPage()
      pdf.image(picture, 0, 0, { width: pdf.page.width, height: pdf.page.height })
    })
  })
}

/** Grays and specks; tones are cut to sixteen so that the noise still compresses. */
function wear({ width, height, data }: GrayBitmap, seed: number): GrayBitmap {
  const chance = seeded(seed)
  const worn = data.map((tone) => {
    const grained = 12 + tone * 0.93 + (chance() < 0.06 ? (chance() - 0.5) * 50 : 0)
    return Math.max(0, Math.min(255, grained)) & 0xf0
  })
  for (let speck = 0; speck < 120; speck++) {
    const at = Math.floor(chance() * height) * width + Math.floor(chance() * width)
    worn.fill(48, at, at + 2)
  }
  return { width, height, data: worn }
}
