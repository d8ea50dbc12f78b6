import { createHash } from 'node:crypto'
import { grayPng } from '../../lib/extraction/engines/gray-png.ts'
import { drawPdf } from '../extraction/draw-pdf.ts'

const WIDTH = 64
const HEIGHT = 90
const BAR = { from: 8, height: 2, pitch: 5 }

/** Bars as long as a hash says, where a page would have lines. */
function picture(seed: string): Buffer {
  const data = new Uint8Array(WIDTH * HEIGHT).fill(255)
  createHash('sha256')
    .update(seed)
    .digest()
    .subarray(0, 16)
    .forEach((byte, line) => {
      for (let y = BAR.from + BAR.pitch * line; y < BAR.from + BAR.pitch * line + BAR.height; y++)
        data.fill(0, y * WIDTH + BAR.from, y * WIDTH + BAR.from + 8 + (byte % 40))
    })
  return grayPng({ width: WIDTH, height: HEIGHT, data })
}

/** Pages without text, A4: a picture of no words on each, another one for each page and `seed`. */
export const scannedPdf = (pages: number, seed = ''): Promise<Uint8Array> =>
  drawPdf(
    (pdf) => {
      for (let page = 1; page <= pages; page++)
        pdf.addPage().image(picture(`${seed} ${page}`), 0, 0, { width: pdf.page.width, height: pdf.page.height })
    },
    { autoFirstPage: false },
  )
