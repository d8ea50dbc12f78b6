/** Starts recognition with what is on PATH, says which build it is, and reads a line; for tests of what PATH holds. */
import { startTesseract } from '../../lib/extraction/engines/tesseract.ts'

const recogniser = await startTesseract(['eng'])
process.stdout.write(`${recogniser.build}\n`)
const line = { width: 600, height: 80, data: new Uint8Array(600 * 80).fill(255) }
await recogniser.recognise([line], 300, 'block')
process.stdout.write('read\n')
await recogniser.close()
