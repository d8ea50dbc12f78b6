/**
 * Recognition of text on this machine. The same language data serves both builds of Tesseract: the machine's own, which
 * is faster, and the one from npm, which is always there. What always holds: no network, and nothing outlives the
 * reading process.
 */
import type { Recogniser } from './recogniser.ts'

/** Starts Tesseract: the one on PATH where it works with our data, else the one from npm. `languages` are its codes. */
export async function startTesseract(languages: readonly string[]): Promise<Recogniser> {
  const { startNativeTesseract } = await import('./tesseract-native.ts')
  const native = await startNativeTesseract(languages)
  if (native) return native
  const { startNpmTesseract } = await import('./tesseract-npm.ts')
  return startNpmTesseract(languages)
}
