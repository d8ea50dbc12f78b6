/** Draws pages as gray pictures with PDFium. Nothing but drawing: PDFium crashes when it reads text after drawing. */
import { readFile } from 'node:fs/promises'
import type { PDFiumDocument } from '@hyzyla/pdfium'
import type { GrayBitmap } from './image-bitmap.ts'

/** What Tesseract was trained on; below 200 it loses small print, above 300 it only gets slower. */
const DPI = 300

/** A page of A1 at 300 dpi has 70 million: larger ones are drawn coarser. 40 MB of bitmap, and again for each copy. */
const MAX_PIXELS = 40_000_000

export type RenderedPage = { bitmap: GrayBitmap; dpi: number }

export type PageRenderer = {
  /** Draws a page, numbered from 1, as it is displayed (its `/Rotate` applied), at `dpi` at most. */
  render(number: number, dpi?: number): Promise<RenderedPage>
  /** Whether there are pictures among what the page is drawn with. */
  hasPictures(number: number): boolean
  close(): void
}

/** Opens a PDF, from a path or from its bytes, for drawing. Throws PDFium's error for what it cannot open. */
export async function openRenderer(file: string | Uint8Array): Promise<PageRenderer> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium')
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(typeof file === 'string' ? await readFile(file) : file)
  return {
    render: (number, dpi = DPI) => drawPage(document, number, dpi),
    hasPictures: (number) => hasPictures(document, number),
    close() {
      document.destroy()
      library.destroy()
    },
  }
}

async function drawPage(document: PDFiumDocument, number: number, dpi: number): Promise<RenderedPage> {
  const page = document.getPage(number - 1)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const scale = Math.min(dpi / 72, Math.sqrt(MAX_PIXELS / Math.max(1, originalWidth * originalHeight)))
  const { width, height, data } = await page.render({ scale, render: 'bitmap', colorSpace: 'Gray' })
  return { bitmap: { width, height, data }, dpi: scale * 72 }
}

function hasPictures(document: PDFiumDocument, number: number): boolean {
  for (const { type } of document.getPage(number - 1).objects()) if (type === 'image') return true
  return false
}
